import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useDay } from "#app/components/assessment/words.ts";
import { Select } from "#app/components/choices.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { technologyCompanyInput } from "#app/domain/assessment/inputs.ts";
import { registerCompany, technologyCompanies } from "#app/domain/assessment/technology-company.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { technologyCompanyKinds } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessment-companies.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "assessment.read");
  return {
    title: scope.t("assessment:companies.title"),
    rows: await technologyCompanies(scope.ctx),
    runs: may(actor, "assessment.run"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.run");
  const submission = parseForm(await readForm(request), technologyCompanyInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await registerCompany(scope.ctx, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect("/oversight/assessments/companies?done=registered");
}

export default function Companies({ loaderData: { rows, runs }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const dayOf = useDay();
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/assessments", label: t("desk.title") }]} />
      <Flash messages={{ registered: t("companies.done") }} />
      <PageHead title={t("companies.title")} lead={t("companies.lead")} />
      <DataTable
        caption={t("companies.title")}
        captionHidden
        desk
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("companies.none")}>{t("companies.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "name",
            head: t("organization"),
            rowHeader: true,
            cell: (row) => <OrganizationName nameZh={row.nameZh} nameEn={row.nameEn} />,
          },
          { key: "uscc", head: t("desk.uscc"), cell: ({ uscc }) => <span className="tnum">{uscc}</span> },
          { key: "kind", head: t("companies.kindHead"), cell: ({ kind }) => t(`companies.kind.${kind}`) },
          {
            key: "number",
            head: t("companies.number"),
            cell: ({ number }) => <span className="tnum">{number}</span>,
          },
          { key: "from", head: t("companies.validFrom"), cell: ({ validFrom }) => dayOf(validFrom) },
          { key: "until", head: t("companies.validUntil"), cell: ({ validUntil }) => dayOf(validUntil) },
        ]}
      />
      {runs && (
        <Section title={t("companies.add")}>
          <CompanyForm reply={actionData} />
        </Section>
      )}
    </>
  );
}

const names = ["uscc", "kind", "number", "validFrom", "validUntil"] as const;

function CompanyForm({ reply }: { reply: Route.ComponentProps["actionData"] }) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<Record<(typeof names)[number], string>>("company", reply);
  const labels = {
    uscc: t("desk.uscc"),
    kind: t("companies.kindHead"),
    number: t("companies.number"),
    validFrom: t("companies.validFrom"),
    validUntil: t("companies.validUntil"),
  };
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <TextInput meta={fields.uscc} label={labels.uscc} width="medium" maxLength={18} />
      <Select
        meta={fields.kind}
        label={labels.kind}
        placeholder={null}
        options={technologyCompanyKinds.map((kind) => ({ value: kind, label: t(`companies.kind.${kind}`) }))}
      />
      <TextInput meta={fields.number} label={labels.number} width="medium" />
      <DateInput meta={fields.validFrom} label={labels.validFrom} />
      <DateInput meta={fields.validUntil} label={labels.validUntil} />
      <SubmitRow label={t("companies.add")} />
    </Form>
  );
}
