import { useNameOf } from "#app/components/catalog/labels.ts";
import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { OrganizationFields } from "#app/components/identity/organization-fields.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { editOrganization } from "#app/domain/identity/edit-organization.server.ts";
import { type EditOrganizationInput, editOrganizationInput } from "#app/domain/identity/inputs.ts";
import { listRegions, ownOrganization } from "#app/domain/identity/queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/edit.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { organization } = requireMember(scope, request);
  requirePermission(scope, request, "organization.edit", { organizationId: organization.id });
  const [row, regions] = await Promise.all([ownOrganization(scope.ctx), listRegions(scope.ctx)]);
  if (!row) throw problemResponse(problems.notFound("organization"));
  return { title: scope.t("organization:edit.title"), organization: row, regions };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { organization } = requireMember(scope, request);
  requirePermission(scope, request, "organization.edit", { organizationId: organization.id });
  const submission = parseForm(await readForm(request), editOrganizationInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await editOrganization(scope.ctx, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/organization?done=${result.value.verificationEnded ? "ended" : "saved"}`);
}

export default function EditOrganization({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const nameOf = useNameOf();
  const { organization, regions } = loaderData;
  const { form, fields, props } = usePostedForm<EditOrganizationInput>("organization", actionData, {
    ...organization,
    smeSize: organization.smeSize ?? undefined,
  });
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization", label: nameOf(organization) }]} />
      <PageHead
        title={t("edit.title")}
        lead={organization.verifiedAt ? t("edit.verifiedLead") : t("edit.lead")}
      />
      <Form method="post" className="grid max-w-form gap-8" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={(name) => t(`field.${name === "regionCode" ? "region" : name}`)}
        />
        <OrganizationFields fields={fields} regions={regions} />
        <SubmitRow label={t("edit.submit")}>
          <Link className="link" to="/organization">
            {t("action.cancel")}
          </Link>
        </SubmitRow>
      </Form>
    </>
  );
}
