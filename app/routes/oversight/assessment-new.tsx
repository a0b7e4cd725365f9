import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, NumberInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { draftCycle } from "#app/domain/assessment/draft-cycle.server.ts";
import { cycleInput } from "#app/domain/assessment/inputs.ts";
import { regionOf } from "#app/domain/assessment/region.ts";
import { publishedSets } from "#app/domain/assessment/set-queries.server.ts";
import { listRegions } from "#app/domain/identity/queries.server.ts";
import { today } from "#app/domain/working-days.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { assessmentTracks } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessment-new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { regionPrefixes } = requirePermission(scope, request, "assessment.run");
  const [sets, regions] = await Promise.all([publishedSets(scope.ctx), listRegions(scope.ctx)]);
  const own = regionPrefixes.map(regionOf);
  return {
    title: scope.t("assessment:desk.draft"),
    sets,
    regions: regions.filter(({ code }) => own.includes(code)),
    year: Number(today(scope.ctx.clock.now()).slice(0, 4)) + 1,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.run");
  const submission = parseForm(await readForm(request), cycleInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await draftCycle(scope.ctx, submission.value);
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/oversight/assessments/${made.value.id}?done=drafted`);
}

type Fields = Record<
  "track" | "year" | "regionCode" | "setId" | "periodFrom" | "periodTo" | "rewardBudget" | "subsidyBudget",
  string
>;

export default function Draft({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const { sets, regions, year } = loaderData;
  const { form, fields, props } = usePostedForm<Fields>("cycle", actionData, {
    track: "provider",
    year: String(year),
    regionCode: regions[0]?.code ?? "",
    periodFrom: `${year}-01-01`,
    periodTo: `${year}-12-31`,
    rewardBudget: "0",
    subsidyBudget: "0",
  });
  const labels = {
    track: t("desk.track"),
    year: t("desk.year"),
    regionCode: t("region"),
    setId: t("desk.set"),
    periodFrom: t("desk.periodFrom"),
    periodTo: t("desk.periodTo"),
    rewardBudget: t("desk.rewardBudget"),
    subsidyBudget: t("desk.subsidyBudget"),
  };
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/assessments", label: t("desk.title") }]} />
      <PageHead title={t("desk.draft")} lead={t("rules.lead")} />
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        <Select
          meta={fields.track}
          label={labels.track}
          placeholder={null}
          options={assessmentTracks.map((track) => ({ value: track, label: t(`track.${track}`) }))}
        />
        <Select
          meta={fields.setId}
          label={labels.setId}
          width="full"
          options={sets.map((set) => ({
            value: set.id,
            label: `${nameOf(set)} · ${t("version", { version: set.version })}`,
          }))}
        />
        <NumberInput meta={fields.year} label={labels.year} />
        <Select
          meta={fields.regionCode}
          label={labels.regionCode}
          placeholder={null}
          options={regions.map((region) => ({ value: region.code, label: nameOf(region) }))}
        />
        <DateInput meta={fields.periodFrom} label={labels.periodFrom} />
        <DateInput meta={fields.periodTo} label={labels.periodTo} />
        <MoneyInput meta={fields.rewardBudget} label={labels.rewardBudget} />
        <MoneyInput meta={fields.subsidyBudget} label={labels.subsidyBudget} />
        <SubmitRow label={t("desk.save")} />
      </Form>
    </>
  );
}
