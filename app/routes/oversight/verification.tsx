import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { DecisionForms } from "#app/components/identity/decision-forms.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { ProofFiles } from "#app/components/identity/proof-files.tsx";
import { lifecycleSteps } from "#app/components/lifecycle.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { decideVerification } from "#app/domain/identity/decide-verification.server.ts";
import { decideVerificationInput } from "#app/domain/identity/inputs.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { verificationProcess } from "#app/domain/identity/states.ts";
import { verificationToDecide } from "#app/domain/identity/verification-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { verificationStates } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/verification.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "desk.read");
  const found = await findHere(scope, params.id);
  const steps = lifecycleSteps(verificationProcess, found.history, found.verification.state);
  const { decides } = deskOf(actor);
  return { title: found.organization.nameZh, decides, ...found, steps, now: scope.ctx.clock.now() };
}

/** The verification, if it is one of the reader's territory; another one does not exist for them. */
async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await verificationToDecide(ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("verification"));
  return found;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "organization.verify");
  await findHere(scope, params.id);
  const submission = parseForm(await readForm(request), decideVerificationInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await decideVerification(scope.ctx, params.id, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/oversight/verifications?done=${submission.value.outcome}`);
}

export default function Verification({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["oversight", "organization"]);
  const { organization, verification, steps, now } = loaderData;
  const stateName = (state: string) =>
    t(`verification.state.${verificationStates.find((name) => name === state) ?? "submitted"}`);
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/oversight", label: t("desk.title") },
          { to: "/oversight/verifications", label: t("queue.verifications") },
        ]}
      />
      <PageHead
        kicker={t("verification.one")}
        title={<OrganizationName {...organization} />}
        state={<StateTag tone={toneOf(verification.state)}>{stateName(verification.state)}</StateTag>}
        next={
          verification.state === "submitted" && (
            <p>
              {t("verification.decideBy")} <Due at={verification.deadline} now={now} />
            </p>
          )
        }
      />
      <LifecycleLine steps={steps} label={stateName} />
      <Claim {...loaderData} />
      {loaderData.decides && verification.state === "submitted" && (
        <Section title={t("verification.decision")}>
          <DecisionForms reply={actionData} version={verification.version} />
        </Section>
      )}
    </>
  );
}

/** What the organisation says of itself, and its proof, side by side for comparing. */
function Claim({
  organization,
  region,
  verification,
  requestedBy,
  proof,
  decidedBy,
}: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation(["oversight", "organization"]);
  return (
    <div className="grid gap-x-10 lg:grid-cols-2">
      <Section title={t("verification.claim")}>
        <DescriptionList
          facts={[
            { term: t("verification.uscc"), value: <span className="tnum">{organization.uscc}</span> },
            { term: t("verification.name"), value: organization.nameZh },
            { term: t("organization:field.kind"), value: t(`organization:kind.${organization.kind}`) },
            { term: t("verification.region"), value: region && <OrganizationName {...region} /> },
            {
              term: t("organization:field.publicInstitution"),
              value: t(organization.publicInstitution ? "organization:yes" : "organization:no"),
            },
            {
              term: t("organization:field.smeSize"),
              value: organization.smeSize && t(`organization:smeSize.${organization.smeSize}`),
            },
            { term: t("organization:field.address"), value: organization.address },
            { term: t("organization:field.website"), value: organization.website },
            { term: t("organization:field.introduction"), value: organization.introduction },
          ]}
        />
      </Section>
      <Section title={t("verification.proof")}>
        <DescriptionList
          facts={[
            {
              term: t("verification.files"),
              value: proof.length > 0 ? <ProofFiles files={proof} /> : t("verification.noFiles"),
            },
            { term: t("verification.statement"), value: verification.statement },
            { term: t("verification.requestedBy"), value: requestedBy.name, note: requestedBy.email },
            { term: t("verification.decidedBy"), value: decidedBy },
            { term: t("verification.reasons"), value: verification.reasons },
          ]}
        />
      </Section>
    </div>
  );
}
