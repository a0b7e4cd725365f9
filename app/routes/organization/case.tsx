import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { ActPanel } from "#app/components/cases/act-panel.tsx";
import { Decisions, Entries, Notices, OpenedEvidence } from "#app/components/cases/papers.tsx";
import { PartForm, Parts } from "#app/components/cases/parts.tsx";
import { caseState, caseTone, nameIn } from "#app/components/cases/words.ts";
import { formatDate, localeOf } from "#app/components/format.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { caseLine } from "#app/components/cases/case-line.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { casePage, repairFrom } from "#app/domain/cases/case-page.server.ts";
import { replyToStep } from "#app/routes/oversight/case-action.server.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/case.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.answer");
  const found = await findOwn(scope, params.id);
  const { row } = found;
  const answering = found.acts.length > 0 || found.rectifications.some(({ state }) => state !== "accepted");
  return {
    title: `${row.caseNo} ${row.title}`,
    ...found,
    acts: [...found.acts, ...(answering ? ["add_evidence"] : [])],
    steps: caseLine(found.history, row.state),
    repairFrom: await repairFrom(scope.ctx, found),
    accept: acceptAttribute(documentRules),
    now: scope.ctx.clock.now(),
  };
}

/** The case, where the reader's organisation is the accused; to others it does not exist here. */
async function findOwn({ ctx }: RequestScope, id: string) {
  const found = await casePage(ctx, id);
  if (!found.ok) throw problemResponse(found.problem);
  if (found.value.side !== "subject") throw problemResponse(problems.notFound("misconduct_case"));
  return found.value;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.answer");
  await findOwn(scope, params.id);
  const reply = await replyToStep(scope.ctx, params.id, await readForm(request));
  return reply ?? redirect(`/organization/cases/${params.id}?done=step`);
}

export default function OwnCase({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("cases");
  const { row, steps, entries, files, notices, acts, accept, now } = loaderData;
  const { offence } = loaderData.rule;
  const stateName = (state: string) => t(`stateName.${caseState(state)}`);
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/cases", label: t("mine_") }]} />
      {!actionData && <Flash messages={{ step: t("done") }} />}
      <PageHead
        kicker={<span className="tnum">{row.caseNo}</span>}
        title={row.title}
        state={<StateTag tone={caseTone[caseState(row.state)]}>{stateName(row.state)}</StateTag>}
        next={
          acts.length > 0 &&
          row.deadline && (
            <p>
              {t("yourTurn")} <Due at={row.deadline} now={now} />
            </p>
          )
        }
      />
      <LifecycleLine steps={steps} label={stateName} tone={(state) => caseTone[caseState(state)]} />
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      <ActPanel
        acts={acts}
        world={{ terms: [], officers: [], chairs: [], evidence: [], ties: [], accept, internal: false }}
        reply={actionData}
      />
      <Section title={t("one")}>
        <DescriptionList
          facts={[
            {
              term: t("offence"),
              value: `${offence.code} ${nameIn(i18n.language, offence)}`,
              note: i18n.language === "en" ? offence.basisEn : offence.basisZh,
            },
            {
              term: t("hearingAt"),
              value: row.hearingAt ? (
                <>
                  <DateTime at={row.hearingAt} /> · {row.hearingPlace}
                </>
              ) : null,
            },
          ]}
        />
      </Section>
      <Notices notices={notices} />
      <OpenedEvidence entries={entries} files={files} fileBase={`/cases/${row.id}/files`} />
      <Decisions page={loaderData} documentBase={`/organization/cases/${row.id}/decisions`} />
      <Parts {...loaderData} may={{ report: true }} reply={actionData} />
      {loaderData.repairFrom && (
        <AskRepair from={loaderData.repairFrom} now={now} id={row.id} reply={actionData} />
      )}
      <Section title={t("file")}>
        <Entries entries={entries} files={files} fileBase={`/cases/${row.id}/files`} internal={false} />
      </Section>
    </>
  );
}

/** Asking for credit repair, or from when on it can be asked for. */
function AskRepair({
  from,
  now,
  id,
  reply,
}: {
  from: Date;
  now: Date;
  id: string;
  reply: Route.ComponentProps["actionData"];
}) {
  const { t, i18n } = useTranslation("cases");
  return (
    <Section title={t("repairAsk")}>
      <p className="max-w-reading text-muted">{t("repairNote")}</p>
      {from > now ? (
        <p>{t("repairFrom", { date: formatDate(from, localeOf(i18n.language)) })}</p>
      ) : (
        <PartForm id={id} field="statement" acts={["ask_repair"]} reply={reply} />
      )}
    </Section>
  );
}
