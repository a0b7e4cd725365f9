import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { ErrorSummary, FormSection, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, NumberInput, TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { RulesFields, type RulesFormFields, useRulesLabel } from "#app/components/vouchers/rules-fields.tsx";
import { listRegions } from "#app/domain/identity/queries.server.ts";
import { draftProgram } from "#app/domain/vouchers/draft-program.server.ts";
import { programInput } from "#app/domain/vouchers/inputs.ts";
import { regionOf } from "#app/domain/vouchers/region.ts";
import { today } from "#app/domain/working-days.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher-new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { regionPrefixes } = requirePermission(scope, request, "voucher.run");
  const own = regionPrefixes.map(regionOf);
  const regions = await listRegions(scope.ctx);
  return {
    title: scope.t("vouchers:desk.new"),
    regions: regions.filter(({ code }) => own.includes(code)),
    today: today(scope.ctx.clock.now()),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.run");
  const submission = parseForm(await readForm(request), programInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await draftProgram(scope.ctx, submission.value);
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/oversight/vouchers/${made.value.id}?done=drafted`);
}

type Fields = RulesFormFields & Record<"regionCode" | "nameZh" | "nameEn" | "year" | "budget", string>;

export default function Draft({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const labelOf = useRulesLabel();
  const { regions, today: day } = loaderData;
  const year = day.slice(0, 4);
  const { form, fields, props } = usePostedForm<Fields>("program", actionData, {
    regionCode: regions[0]?.code ?? "",
    year,
    kinds: ["facility"],
    providerPlace: "whole_province",
    sharePercent: "50",
    fullPayUpTo: "0",
    automaticUpTo: "0",
    applyFrom: day,
    applyUntil: `${year}-12-31`,
    useUntil: `${year}-12-31`,
    validDays: "180",
    settlementMonths: "6",
    excludeRelated: "on",
    excludeFunded: "on",
  });
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/vouchers", label: t("desk.title") }]} />
      <PageHead title={t("desk.new")} lead={t("desk.newLead")} />
      {actionData?.problem?.code === "local_restriction" && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <Form method="post" className="grid max-w-form gap-8" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labelOf} />
        <FormSection title={t("field.program")}>
          <TextInput meta={fields.nameZh} label={t("field.nameZh")} />
          <TextInput meta={fields.nameEn} label={t("field.nameEn")} />
          <Select
            meta={fields.regionCode}
            label={t("field.regionCode")}
            help={t("help.regionCode")}
            placeholder={null}
            options={regions.map((region) => ({ value: region.code, label: nameOf(region) }))}
          />
          <NumberInput meta={fields.year} label={t("field.year")} />
          <MoneyInput meta={fields.budget} label={t("field.budget")} help={t("help.budget")} />
        </FormSection>
        <RulesFields fields={fields} />
        <SubmitRow label={t("desk.save")} note={t("desk.saveNote")} />
      </Form>
    </>
  );
}
