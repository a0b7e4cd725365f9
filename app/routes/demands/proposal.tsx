import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { ProposalActs } from "#app/components/demands/proposal-acts.tsx";
import { ProposalContent } from "#app/components/demands/proposal-content.tsx";
import { ProposalFiles } from "#app/components/demands/proposal-files.tsx";
import { Seal } from "#app/components/demands/proposal-seal.tsx";
import { ScoreForm, ScoreTable } from "#app/components/demands/score-sheet.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, formatDeadline, localeOf } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Deadline } from "#app/components/text.tsx";
import { contractStep } from "#app/domain/contracts/after-award.server.ts";
import { addProposalFile, removeProposalFile } from "#app/domain/demands/change-proposal.server.ts";
import { findProposal } from "#app/domain/demands/find-proposal.server.ts";
import { proposalActForm } from "#app/domain/demands/forms.ts";
import { performProposalAct } from "#app/domain/demands/perform.server.ts";
import { parameterDefaults } from "#app/domain/parameters.server.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { fail, problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, requireMember, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/proposal.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findProposal(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { row, call, scope: side, ...rest } = found.value;
  const sealed = row.state === "sealed" && call.dueAt > scope.ctx.clock.now();
  return {
    ...rest,
    side,
    contract: await contractStep(scope.ctx, {
      ...{ demandId: row.demandId, clientId: row.clientId, award: rest.award },
    }),
    sealed,
    row: {
      ...{ id: row.id, demandId: row.demandId, state: row.state, seal: row.seal },
      ...{ submittedAt: row.submittedAt, openedAt: row.openedAt },
    },
    call: { criteria: call.criteria, dueAt: call.dueAt },
    judges: side === "client" && row.state === "opened" && call.state === "scoring",
    standstill: parameterDefaults.award_standstill_working_days,
    upload:
      sealed && side === "proposer"
        ? { accept: acceptAttribute(documentRules), megabytes: documentRules.maxBytes / 1_000_000 }
        : null,
    title: scope.t("demands:proposal.kicker"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findProposal(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const form = await readForm(request);
  const asked = form.get("intent");
  if (asked === "upload" || asked === "remove") return changeFiles(scope, params.id, form, asked);
  const submission = parseForm(form, proposalActForm);
  if (submission.status !== "success") {
    const { error } = proposalActForm.safeParse(submission.payload);
    return data(
      { problem: problems.invalid(error ? fieldErrors(error) : []), fileErrors: [] },
      { status: 422 },
    );
  }
  const done = await performProposalAct(scope.ctx, params.id, submission.value);
  if (!done.ok) return data({ problem: done.problem, fileErrors: [] }, { status: done.problem.status });
  return redirect(`/proposals/${params.id}?done=${submission.value.intent}`);
}

async function changeFiles({ ctx }: RequestScope, id: string, form: FormData, intent: "upload" | "remove") {
  const file = form.get("file");
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  const missing = fail(problems.invalid([{ path: "file", code: "file_missing" }]));
  const change = () => {
    if (intent === "remove") return removeProposalFile(ctx, id, String(file ?? ""));
    return file instanceof File ? addProposalFile(ctx, id, file) : missing;
  };
  const done = counted.ok ? await change() : counted;
  if (done.ok) return redirect(`/proposals/${id}?done=${intent}`);
  const fileErrors = (done.problem.errors ?? []).map(({ code, params }) => issueText(code, params));
  return data({ problem: done.problem, fileErrors }, { status: done.problem.status });
}

type Loaded = Route.ComponentProps["loaderData"];

export default function ProposalPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("demands");
  const titleOf = useTitleOf();
  const { row, side, content, files, upload, call, scores, total, judges } = loaderData;
  const done = ["propose", "edit", "withdraw", "upload", "remove", "score", "award"] as const;
  const problem = actionData?.problem;
  const back =
    side === "client"
      ? { to: `/demands/${row.demandId}/proposals`, label: t("received.title") }
      : { to: "/organization/proposals", label: t("own.title") };
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[back, { to: `/demands/${row.demandId}`, label: titleOf(loaderData) }]} />
      <Head {...loaderData} />
      {problem && (actionData.fileErrors.length === 0 || !problem.errors) && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <ProposalActs {...loaderData} />
      <Section title={t("proposal.content")}>
        <ProposalContent content={content} />
      </Section>
      <Section title={t("proposal.files")}>
        <ProposalFiles files={files} upload={upload} errors={actionData?.fileErrors} />
      </Section>
      {row.openedAt && (
        <Section id="scores" title={t("proposal.scores")}>
          {judges ? (
            <ScoreForm criteria={call.criteria} scores={scores} total={total} />
          ) : (
            <ScoreTable criteria={call.criteria} scores={scores} total={total} />
          )}
        </Section>
      )}
      <Section title={t("proposal.seal")}>
        <Seal {...loaderData} />
      </Section>
    </>
  );
}

function Head({ row, side, sealed, call, award, contract, ...names }: Loaded) {
  const { t, i18n } = useTranslation("demands");
  const nameOf = useNameOf();
  const from = nameOf({ nameZh: names.organizationZh, nameEn: names.organizationEn });
  const due = formatDeadline(call.dueAt, localeOf(i18n.language));
  return (
    <>
      <PageHead
        kicker={t("proposal.kicker")}
        title={from}
        state={<StateTag tone={toneOf(row.state)}>{t(`proposal.state.${row.state}`)}</StateTag>}
        next={sealed && side === "proposer" && <p>{t("proposal.sealedFor", { due })}</p>}
      />
      {award && (
        <div className="pb-6">
          <Notice
            kind={row.state === "awarded" ? "success" : "info"}
            title={t("call.awardedTo", { name: nameOf({ nameZh: award.winnerZh, nameEn: award.winnerEn }) })}
          >
            <p>{t("call.awardedFor", { reasons: award.reasons })}</p>
            <p className="text-sm">
              {award.finalAt ? (
                t("call.finalAt", { date: formatDate(award.finalAt, localeOf(i18n.language)) })
              ) : (
                <>
                  {t("call.standstill")} <Deadline at={award.standstillUntil} />
                </>
              )}
            </p>
            {contract && row.state === "awarded" && (
              <p>
                <Link className="link" to={contract.path}>
                  {t(contract.begun ? "call.contract" : "call.beginContract")}
                </Link>
              </p>
            )}
          </Notice>
        </div>
      )}
    </>
  );
}
