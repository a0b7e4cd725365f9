import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { yuanInput } from "#app/components/format.ts";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { RulesFields, type RulesFormFields, useRulesLabel } from "#app/components/vouchers/rules-fields.tsx";
import { draftRules } from "#app/domain/vouchers/edit-rules.server.ts";
import { rulesInput } from "#app/domain/vouchers/inputs.ts";
import { findProgram, type RulesVersion, versionsOf } from "#app/domain/vouchers/program-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher-rules.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.run");
  const found = isUuid(params.id) ? await findProgram(scope.ctx, params.id) : undefined;
  const [latest] = found ? await versionsOf(scope.ctx, params.id, true) : [];
  if (!found || !latest) throw problemResponse(problems.notFound("voucher_program"));
  return { title: scope.t("vouchers:desk.edit"), program: found.program, latest };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "voucher.run");
  if (!isUuid(params.id)) throw problemResponse(problems.notFound("voucher_program"));
  const submission = parseForm(await readForm(request), rulesInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const drafted = await draftRules(scope.ctx, params.id, submission.value);
  if (!drafted.ok) return replyProblem(submission, drafted.problem, scope.t);
  return redirect(`/oversight/vouchers/${params.id}?done=rules`);
}

/** A version as the form shows it. */
const formOf = (rules: RulesVersion): RulesFormFields => ({
  applyFrom: rules.applyFrom,
  applyUntil: rules.applyUntil,
  useUntil: rules.useUntil,
  validDays: String(rules.validDays),
  sizes: rules.sizes,
  technologyOnly: rules.technologyOnly ? "on" : "",
  kinds: rules.kinds,
  ways: rules.ways,
  classes: rules.classes.join("\n"),
  providers: rules.providers.join("\n"),
  providerPlace: "whole_province",
  sharePercent: String(rules.sharePercent),
  fullPayUpTo: yuanInput(rules.fullPayUpTo),
  applicationCap: yuanInput(rules.applicationCap),
  yearlyCap: yuanInput(rules.yearlyCap),
  automaticUpTo: yuanInput(rules.automaticUpTo),
  excludeRelated: rules.excludeRelated ? "on" : "",
  excludeFunded: rules.excludeFunded ? "on" : "",
  settlementMonths: String(rules.settlementMonths),
  notesZh: rules.notesZh,
  notesEn: rules.notesEn,
});

export default function EditRules({ loaderData: { program, latest }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const labelOf = useRulesLabel();
  const { form, fields, props } = usePostedForm<RulesFormFields>("rules", actionData, formOf(latest));
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/oversight/vouchers", label: t("desk.title") },
          { to: `/oversight/vouchers/${program.id}`, label: nameOf(program) },
        ]}
      />
      <PageHead
        title={t("desk.edit")}
        lead={t(latest.publishedAt ? "desk.editLead" : "desk.editDraft", { version: latest.version })}
      />
      {actionData?.problem?.code === "local_restriction" && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <Form method="post" className="grid max-w-form gap-8" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labelOf} />
        <RulesFields fields={fields} />
        <SubmitRow label={t("desk.save")} note={t("desk.saveNote")} />
      </Form>
    </>
  );
}
