import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { CheckboxGroup, Select } from "#app/components/choices.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { listFields, listRegions } from "#app/domain/catalog/detail-queries.server.ts";
import { limits } from "#app/domain/catalog/limits.ts";
import { demandForm } from "#app/domain/demands/forms.ts";
import { postDemand } from "#app/domain/demands/post-demand.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { demandWays } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "demand.edit");
  const params = new URL(request.url).searchParams;
  const [regions, disciplines] = await Promise.all([listRegions(scope.ctx.db), listFields(scope.ctx.db)]);
  return {
    title: scope.t("demands:create.title"),
    // Words of a search that found nothing begin a demand for what was sought.
    words: (params.get("titleZh") ?? "").trim().slice(0, limits.title),
    home: actor.organization.regionCode,
    verified: actor.organization.verified,
    regions,
    disciplines,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "demand.edit");
  const submission = parseForm(await readForm(request), demandForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await postDemand(scope.ctx, submission.value);
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  const done = submission.value.intent === "draft" ? "create" : "submit";
  return redirect(`/organization/listings/${made.value.id}?done=${done}`);
}

type Names = "titleZh" | "problem" | "target" | "tried" | "budgetMax" | "deadlineOn" | "ways" | "regionCode";
type Values = Record<Names | "fieldCode" | "keywords" | "summaryZh" | "confidentialPart", string>;

export default function NewDemand({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["demands", "catalog", "editor"]);
  const nameOf = useNameOf();
  const { home, words, regions, disciplines } = loaderData;
  const { form, fields, props } = usePostedForm<Values>("demand", actionData, {
    regionCode: home,
    titleZh: words,
  });
  const named = (list: typeof regions) => list.map((one) => ({ value: one.code, label: nameOf(one) }));
  const problem = actionData?.problem;
  const labels = { titleZh: t("create.titleZh"), problem: t("create.problem"), target: t("create.target") };
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/listings", label: t("editor:own.title") }]} />
      <PageHead title={t("create.title")} lead={t("create.lead")} />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={{
            ...labels,
            deadlineOn: t("create.deadlineOn"),
            ways: t("create.ways"),
            fieldCode: t("create.field"),
          }}
        />
        <What fields={fields} />
        <Terms fields={fields} regions={named(regions)} disciplines={named(disciplines)} />
        <Openness fields={fields} />
        <SubmitRow label={t("create.submit")} name="intent" value="submit">
          <SubmitButton look="secondary" name="intent" value="draft">
            {t("create.draft")}
          </SubmitButton>
          <Link className="link" to="/organization/listings/new?kind=demand">
            {t("create.long")}
          </Link>
          <Link className="link" to="/demands/import">
            {t("import.title")}
          </Link>
        </SubmitRow>
      </Form>
    </>
  );
}

type Fields = Record<keyof Values, FieldMeta>;

/** What is to be solved, in the owner's own words. */
function What({ fields }: { fields: Fields }) {
  const { t } = useTranslation("demands");
  const area = { rows: 3, max: limits.demandProse, optional: false };
  return (
    <>
      <TextInput
        meta={fields.titleZh}
        label={t("create.titleZh")}
        help={t("create.titleHelp")}
        optional={false}
      />
      <TextArea meta={fields.problem} label={t("create.problem")} help={t("create.problemHelp")} {...area} />
      <TextArea meta={fields.target} label={t("create.target")} help={t("create.targetHelp")} {...area} />
      <TextArea meta={fields.tried} label={t("create.tried")} {...area} optional />
    </>
  );
}

interface TermsProps {
  fields: Fields;
  regions: { value: string; label: string }[];
  disciplines: { value: string; label: string }[];
}

/** For how much, until when, how, where. */
function Terms({ fields, regions, disciplines }: TermsProps) {
  const { t } = useTranslation(["demands", "catalog"]);
  return (
    <>
      <NumberInput
        meta={fields.budgetMax}
        label={t("create.budgetMax")}
        help={t("create.budgetHelp")}
        unit={t("catalog:unit.wan")}
        optional
      />
      <DateInput meta={fields.deadlineOn} label={t("create.deadlineOn")} optional={false} />
      <CheckboxGroup
        meta={fields.ways}
        label={t("create.ways")}
        optional={false}
        columns
        options={demandWays.map((value) => ({ value, label: t(`catalog:option.demandWays.${value}`) }))}
      />
      <Select meta={fields.regionCode} label={t("create.region")} options={regions} optional={false} />
      <Select meta={fields.fieldCode} label={t("create.field")} options={disciplines} optional={false} />
      <TextInput
        meta={fields.keywords}
        label={t("create.keywords")}
        help={t("create.keywordsHelp")}
        optional
      />
    </>
  );
}

/** What everybody reads, and what only those who accept the terms read. */
function Openness({ fields }: { fields: Fields }) {
  const { t } = useTranslation("demands");
  return (
    <>
      <TextArea
        meta={fields.summaryZh}
        label={t("create.summary")}
        help={t("create.summaryHelp")}
        max={limits.summary}
        rows={3}
        optional
      />
      <TextArea
        meta={fields.confidentialPart}
        label={t("create.confidential")}
        help={t("create.confidentialHelp")}
        max={limits.confidential}
        rows={3}
        optional
      />
    </>
  );
}
