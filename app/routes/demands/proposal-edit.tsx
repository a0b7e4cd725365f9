import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ProposalForm } from "#app/components/demands/proposal-form.tsx";
import { formatDeadline, localeOf, yuanInput } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { editProposal } from "#app/domain/demands/change-proposal.server.ts";
import { findProposal } from "#app/domain/demands/find-proposal.server.ts";
import { proposalForm } from "#app/domain/demands/forms.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/proposal-edit.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const found = await findProposal(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { row, content, scope: side, call, titleZh, titleEn } = found.value;
  if (side !== "proposer") throw problemResponse(problems.notFound("proposal"));
  return {
    ...{ id: row.id, titleZh, titleEn, dueAt: call.dueAt },
    values: {
      ...{ key: randomUUID(), version: String(row.version) },
      ...{ method: content.method, team: content.team, plan: content.plan },
      milestones: content.milestones.map((one) => ({ ...one, amount: yuanInput(one.amount) })),
    },
    title: scope.t("demands:propose.editTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const found = await findProposal(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const submission = parseForm(await readForm(request), proposalForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { content, version } = submission.value;
  const done = await editProposal(scope.ctx, params.id, content, version);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/proposals/${params.id}?done=edit`);
}

export default function EditProposal({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("demands");
  const titleOf = useTitleOf();
  const { id, dueAt, values } = loaderData;
  const problem = actionData?.problem;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/proposals", label: t("own.title") },
          { to: `/proposals/${id}`, label: titleOf(loaderData) },
        ]}
      />
      <PageHead
        kicker={titleOf(loaderData)}
        title={t("propose.editTitle")}
        lead={t("propose.lead")}
        next={<p>{t("propose.next", { due: formatDeadline(dueAt, localeOf(i18n.language)) })}</p>}
      />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <ProposalForm reply={actionData} values={values} submit={t("propose.save")} />
    </>
  );
}
