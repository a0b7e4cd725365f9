import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ProposalForm } from "#app/components/demands/proposal-form.tsx";
import { formatDeadline, localeOf } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { proposalForm } from "#app/domain/demands/forms.ts";
import { callPage } from "#app/domain/demands/page.server.ts";
import { propose } from "#app/domain/demands/propose.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/propose.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const found = await findListing(scope.ctx, params.id, "demand");
  if (!found.ok) throw problemResponse(found.problem);
  const { id, titleZh, titleEn, organizationId } = found.value.listing;
  const call = await callPage(scope.ctx, { id, deadlineOn: found.value.demand?.deadlineOn ?? null });
  const own = organizationId === scope.ctx.actor.organization?.id;
  const over = call.state !== "receiving";
  return {
    listing: { id, titleZh, titleEn },
    dueAt: call.dueAt,
    ownProposal: call.ownProposal?.id ?? null,
    refusal: own ? refusals.own : over ? refusals.over : call.ownProposal ? refusals.again : null,
    key: randomUUID(),
    title: scope.t("demands:propose.title"),
  };
}

const refusals = {
  own: { code: "own_demand", status: 403 },
  over: { code: "proposals_over", status: 409 },
  again: { code: "proposed_already", status: 409 },
};

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const submission = parseForm(await readForm(request), proposalForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key, content } = submission.value;
  const attempt = { key: `form-${key}`, request: JSON.stringify(["proposal", params.id, content]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await propose(ctx, params.id, content);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/proposals/${String(made.value.body)}?done=propose`);
}

export default function Propose({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("demands");
  const titleOf = useTitleOf();
  const { listing, dueAt, refusal, key, ownProposal } = loaderData;
  const problem = actionData?.problem;
  const refused = problem && !problem.errors ? problem : refusal;
  const due = dueAt ? formatDeadline(dueAt, localeOf(i18n.language)) : "";
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/?kind=demand", label: t("common:nav.demands") },
          { to: `/demands/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        title={t("propose.title")}
        lead={t("propose.lead")}
        next={!refusal && <p>{t("propose.next", { due })}</p>}
      />
      {refused && (
        <div className="pb-6">
          <Refusal problem={refused} />
          {ownProposal && (
            <p className="pt-4">
              <ButtonLink to={`/proposals/${ownProposal}`}>{t("call.ownProposal")}</ButtonLink>
            </p>
          )}
        </div>
      )}
      {!refusal && <ProposalForm reply={actionData} values={{ key }} submit={t("propose.submit")} />}
    </>
  );
}
