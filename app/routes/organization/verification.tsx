import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import type { z } from "zod";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ProofFiles } from "#app/components/identity/proof-files.tsx";
import { VerifiedTag, VerifyNotice } from "#app/components/identity/verified.tsx";
import { FileInput, TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime, Deadline } from "#app/components/text.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { submitVerificationInput } from "#app/domain/identity/inputs.ts";
import { mayAskVerification } from "#app/domain/identity/policy.ts";
import { ownOrganization } from "#app/domain/identity/queries.server.ts";
import { submitVerification } from "#app/domain/identity/submit-verification.server.ts";
import { ownVerifications } from "#app/domain/identity/verification-queries.server.ts";
import { acceptAttribute, inspectAll, proofRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/verification.ts";

const maxFiles = 6;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requireMember(scope, request);
  requirePermission(scope, request, "organization.edit", { organizationId: actor.organization.id });
  const [organization, verifications] = await Promise.all([
    ownOrganization(scope.ctx),
    ownVerifications(scope.ctx),
  ]);
  if (!organization) throw problemResponse(problems.notFound("organization"));
  const latest = verifications[0] ?? null;
  const returned = latest?.state === "returned";
  const maySubmit =
    returned || (latest?.state !== "submitted" && mayAskVerification(organization, scope.ctx.clock.now()));
  const { verifiedAt, reverifyAt } = organization;
  return {
    title: scope.t("organization:verification.title"),
    organization: { verifiedAt, reverifyAt },
    verifications,
    latest,
    returned,
    maySubmit,
    accept: acceptAttribute(proofRules),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { organization } = requireMember(scope, request);
  requirePermission(scope, request, "organization.edit", { organizationId: organization.id });
  const form = await readForm(request);
  const uploads = form.getAll("proof");
  form.delete("proof");
  const submission = parseForm(form, submitVerificationInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const proof = await inspectAll(uploads, proofRules, "proof", maxFiles);
  if (!proof.ok) return replyProblem(submission, proof.problem, scope.t);
  const result = await submitVerification(scope.ctx, { ...submission.value, proof: proof.value });
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect("/organization/verification?done=submitted");
}

export default function Verification({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const { organization, verifications, latest, maySubmit } = loaderData;
  return (
    <>
      <Flash messages={{ submitted: t("verification.done") }} />
      <PageHead
        title={t("verification.title")}
        lead={t("verification.lead")}
        state={<VerifiedTag verified={organization.verifiedAt !== null} />}
        next={<VerifyNotice organization={organization} waiting={latest} mayEdit={false} />}
      />
      <OrganizationTabs />
      {maySubmit && <Submit reply={actionData} {...loaderData} />}
      <Section title={t("verification.history")}>
        {verifications.length === 0 && (
          <EmptyState title={t("verification.none")}>{t("verification.noneDetail")}</EmptyState>
        )}
        {verifications.map((row) => (
          <Past key={row.id} row={row} />
        ))}
      </Section>
    </>
  );
}

function Submit({
  reply,
  returned,
  latest,
  accept,
}: Route.ComponentProps["loaderData"] & { reply: Route.ComponentProps["actionData"] }) {
  const { t } = useTranslation("organization");
  const before = { statement: returned ? latest?.statement : "" };
  const { form, fields, props } = usePostedForm<z.infer<typeof submitVerificationInput>>(
    "verification",
    reply,
    before,
  );
  const errors = form.allErrors.proof;
  const labels = { proof: t("verification.proof"), statement: t("verification.statement") };
  const proof = plainField("proof", undefined, errors);
  return (
    <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={{ ...fields, proof }} labels={labels} />
      <FileInput
        meta={proof}
        label={labels.proof}
        help={t("verification.proofHelp")}
        accept={accept}
        multiple
        optional={returned}
      />
      <TextArea
        meta={fields.statement}
        label={labels.statement}
        help={t("verification.statementHelp")}
        optional
        max={2000}
      />
      <SubmitRow
        label={t(returned ? "verification.resubmit" : "verification.submit")}
        note={t("verification.note")}
      />
    </Form>
  );
}

function Past({ row }: { row: Route.ComponentProps["loaderData"]["verifications"][number] }) {
  const { t } = useTranslation("organization");
  return (
    <div className="pb-6">
      <StateTag tone={toneOf(row.state)}>{t(`verification.state.${stateKey(row.state)}`)}</StateTag>
      <DescriptionList
        facts={[
          { term: t("verification.since"), value: <DateTime at={row.stateSince} /> },
          { term: t("verification.deadline"), value: row.deadline && <Deadline at={row.deadline} /> },
          { term: t("verification.reasons"), value: row.reasons },
          { term: t("verification.statement"), value: row.statement },
          {
            term: t("verification.proof"),
            value: row.proof.length > 0 ? <ProofFiles files={row.proof} /> : null,
          },
        ]}
      />
    </div>
  );
}

const stateKey = (state: string) => (state === "submitted" || state === "returned" ? state : "verified");
