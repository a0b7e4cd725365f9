import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { z } from "zod";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { CheckboxGroup } from "#app/components/choices.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { requireTypes } from "#app/domain/qualification/require-types.server.ts";
import { facilityRequirement } from "#app/domain/qualification/type-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/facility-qualifications.ts";

const requirementForm = z.strictObject({ types: z.array(z.uuid()).max(50).default([]) });

async function ownRequirement(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "facility.edit");
  const found = isUuid(id) ? await facilityRequirement(scope.ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("facility"));
  return found;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const found = await ownRequirement(scope, request, params.id);
  return { title: scope.t("qualification:facility.title"), id: params.id, ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await ownRequirement(scope, request, params.id);
  const submission = parseForm(await readForm(request), requirementForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await requireTypes(scope.ctx, params.id, submission.value.types);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/organization/facilities/${params.id}/qualifications?done=required`);
}

export default function FacilityQualifications({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const { id, types, asked } = loaderData;
  const { form, fields, props } = usePostedForm<{ types: string[] }>("required", actionData, {
    types: asked,
  });
  return (
    <>
      <Flash messages={{ required: t("facility.done") }} />
      <Breadcrumb steps={[{ to: `/organization/listings/${id}`, label: titleOf(loaderData) }]} />
      <PageHead
        title={t("facility.title")}
        lead={t("facility.lead")}
        actions={
          <ButtonLink look="secondary" to="/organization/qualifications">
            {t("facility.manage")}
          </ButtonLink>
        }
      />
      {types.length === 0 ? (
        <EmptyState title={t("facility.none")}>{t("org.noneDetail")}</EmptyState>
      ) : (
        <Form method="post" className="grid max-w-form gap-5" {...props}>
          <ErrorSummary form={form} fields={fields} labels={{ types: t("facility.label") }} />
          <CheckboxGroup
            meta={fields.types}
            label={t("facility.label")}
            optional={false}
            options={types.map((type) => ({ value: type.id, label: nameOf(type) }))}
          />
          <SubmitRow label={t("facility.save")} />
        </Form>
      )}
    </>
  );
}
