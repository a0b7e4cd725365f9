import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { PolicyFields } from "#app/components/booking/policy-fields.tsx";
import { PolicyQuestions } from "#app/components/booking/policy-questions.tsx";
import { PolicyHistory } from "#app/components/booking/policy-history.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { findBookable } from "#app/domain/booking/availability.server.ts";
import { type PolicyForm, policyForm, policyFormOf } from "#app/domain/booking/policy-form.ts";
import { policyHistory } from "#app/domain/booking/policy-history.server.ts";
import { publishPolicy } from "#app/domain/booking/publish-policy.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/booking-rules.ts";

/** The facility, if the member may edit it. */
async function ownFacility(scope: RequestScope, request: Request, facilityId: string) {
  requirePermission(scope, request, "facility.edit");
  const found = await findListing(scope.ctx, facilityId, "facility");
  if (!found.ok) throw problemResponse(problems.notFound("facility"));
  requirePermission(scope, request, "facility.edit", found.value.listing);
  return found.value.listing;
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { id, titleZh, titleEn } = await ownFacility(scope, request, params.id);
  const bookable = await findBookable(scope.ctx, id);
  if (!bookable.ok) throw problemResponse(bookable.problem);
  const from = Number(new URL(request.url).searchParams.get("from")) || undefined;
  return {
    listing: { id, titleZh, titleEn },
    rules: bookable.value.rules,
    zone: bookable.value.zone,
    older: from !== undefined,
    ...(await policyHistory(scope.ctx.db, id, from)),
    title: scope.t("rules:title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  await ownFacility(scope, request, params.id);
  const submission = parseForm(await readForm(request), policyForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await publishPolicy(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/facilities/${params.id}?done=rules`);
}

const quotaName = /^(user|group|organization)_/;

export default function BookingRulesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["rules", "editor"]);
  const titleOf = useTitleOf();
  const { listing, rules, versions, next, zone, older } = loaderData;
  const { form, fields, props } = usePostedForm<PolicyForm>("rules", actionData, policyFormOf(rules));
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("editor:own.title") },
          { to: `/organization/listings/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        title={t("rules:title")}
        lead={t("rules:lead")}
        state={t("rules:current", { version: rules.version })}
      />
      <Form method="post" className="grid max-w-form gap-8" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={(name) =>
            name.startsWith("questions")
              ? t("rules:name.questions")
              : t(`rules:name.${quotaName.test(name) ? `quota_${name}` : name}`)
          }
        />
        <PolicyFields fields={fields} />
        <PolicyQuestions questions={rules.questions} result={actionData?.result} />
        <SubmitRow label={t("rules:submit")} />
      </Form>
      {versions.length > 0 && (
        <div className="pt-10">
          <Section id="versions" title={t("rules:history.title")}>
            <PolicyHistory versions={versions} next={next} zone={zone} older={older} />
          </Section>
        </div>
      )}
    </>
  );
}
