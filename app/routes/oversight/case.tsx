import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { Button } from "#app/components/button.tsx";
import { ActPanel } from "#app/components/cases/act-panel.tsx";
import { Decisions, Entries, Notices } from "#app/components/cases/papers.tsx";
import { CaseFacts } from "#app/components/cases/case-facts.tsx";
import { LeftInForce } from "#app/components/cases/left-in-force.tsx";
import { Parts, Publishing } from "#app/components/cases/parts.tsx";
import { Ties } from "#app/components/cases/ties.tsx";
import { caseState, caseTone, nameIn } from "#app/components/cases/words.ts";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { caseLine } from "#app/components/cases/case-line.ts";
import { LifecycleLine } from "#app/components/lifecycle-line.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { casePage, offencesOf, termsFor } from "#app/domain/cases/case-page.server.ts";
import { colleaguesFor } from "#app/domain/cases/colleagues.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { acceptAttribute, documentRules } from "#app/runtime/files.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { replyToStep } from "./case-action.server.ts";
import type { Route } from "./+types/case.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const { ctx } = scope;
  const found = await findHere(scope, params.id);
  const { row, files } = found;
  const chosen = offenceAsked(request) ?? row.offenceCode;
  const [terms, offences, officers, chairs] = await Promise.all([
    termsFor(ctx.db, row.ruleBookId, chosen),
    offencesOf(ctx.db, row.ruleBookId),
    colleaguesFor(ctx, row, "officer"),
    colleaguesFor(ctx, row, "chair"),
  ]);
  const evidence = files.filter(({ audience }) => audience === "handlers" || audience === "complainant");
  const ties = found.ties.flatMap(({ id, related }) => (id ? [{ id, name: related.nameZh }] : []));
  const adds = row.officerId === ctx.actor.user?.id || (row.officerId === null && row.state === "received");
  return {
    title: `${row.caseNo} ${row.title}`,
    ...found,
    acts: [
      ...found.acts.filter((act) => act !== "withdraw_tie" || ties.length > 0),
      ...(adds && may(ctx.actor, "case.handle") ? ["add_evidence"] : []),
    ],
    ...{ chosen, offences },
    world: {
      terms,
      officers,
      chairs,
      evidence,
      ties,
      internal: true,
      accept: acceptAttribute(documentRules),
    },
    may: { answer: may(ctx.actor, "case.handle"), decideRepair: may(ctx.actor, "case.decide") },
    steps: caseLine(found.history, row.state),
    now: ctx.clock.now(),
  };
}

const offenceAsked = (request: Request) => new URL(request.url).searchParams.get("offence");

/** The case, where the reader handles it; to others it does not exist here. */
async function findHere({ ctx }: RequestScope, id: string) {
  const found = await casePage(ctx, id);
  if (!found.ok) throw problemResponse(found.problem);
  if (found.value.side !== "handler") throw problemResponse(problems.notFound("misconduct_case"));
  return found.value;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const found = await findHere(scope, params.id);
  const reply = await replyToStep(scope.ctx, params.id, await readForm(request), {
    offenceCode: offenceAsked(request) ?? found.row.offenceCode,
  });
  return reply ?? redirect(`/oversight/cases/${params.id}?done=step`);
}

export default function CasePage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("cases");
  const { row, steps, entries, files, notices, acts, world, now } = loaderData;
  const base = `/oversight/cases/${row.id}`;
  const stateName = (state: string) => t(`stateName.${caseState(state)}`);
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/cases", label: t("title") }]} />
      {!actionData && <Flash messages={{ step: t("done") }} />}
      <PageHead
        kicker={<span className="tnum">{row.caseNo}</span>}
        title={row.title}
        state={
          <>
            <StateTag tone={caseTone[caseState(row.state)]}>{stateName(row.state)}</StateTag>
            {row.confidential && <StateTag tone="restricted">{t("confidential")}</StateTag>}
          </>
        }
        next={row.deadline && <Next state={row.state} deadline={row.deadline} now={now} />}
      />
      <LifecycleLine steps={steps} label={stateName} tone={(state) => caseTone[caseState(state)]} />
      {actionData && actionData.problem.code !== "invalid" && <Refusal problem={actionData.problem} />}
      {loaderData.left && <LeftInForce {...loaderData.left} />}
      <ActPanel acts={acts} world={world} reply={actionData} />
      {acts.includes("notify") && <OtherOffence {...loaderData} />}
      <CaseFacts {...loaderData} />
      <Ties ties={loaderData.ties} namesakes={loaderData.namesakes} />
      <Notices notices={notices} />
      <Decisions page={loaderData} documentBase={`${base}/decisions`} />
      {loaderData.may.answer && <Publishing page={loaderData} reply={actionData} />}
      <Parts {...loaderData} reply={actionData} />
      <Section title={t("file")}>
        <Entries
          entries={entries}
          files={files}
          fileBase={`/cases/${row.id}/files`}
          custody={loaderData.custody}
          internal
        />
      </Section>
    </>
  );
}

function Next({ state, deadline, now }: { state: string; deadline: Deadline; now: Date }) {
  const { t } = useTranslation("cases");
  const known = caseState(state);
  return (
    <p>
      {t("deadline")} <Due at={deadline} now={now} />
      {known in passes && <span className="block">{t(`passes.${passes[known] ?? "received"}`)}</span>}
    </p>
  );
}

/** States whose deadline has words for what happens when it passes. */
const passes: Partial<Record<ReturnType<typeof caseState>, PassingState>> = {
  received: "received",
  investigating: "investigating",
  notified: "notified",
  hearing_requested: "hearing_requested",
  hearing_scheduled: "hearing_scheduled",
  heard: "heard",
  proposed: "proposed",
  decided: "decided",
  served: "served",
  under_review: "under_review",
};

type PassingState =
  | "received"
  | "investigating"
  | "notified"
  | "hearing_requested"
  | "hearing_scheduled"
  | "heard"
  | "proposed"
  | "decided"
  | "served"
  | "under_review";

type Data = Route.ComponentProps["loaderData"];

/** Another offence than the one filed: its measures take the place of the others. */
function OtherOffence({ offences, chosen }: Data) {
  const { t, i18n } = useTranslation("cases");
  return (
    <Form className="flex flex-wrap items-end gap-3 pb-6" preventScrollReset>
      <Select
        meta={plainField("offence", chosen)}
        label={t("offenceOther")}
        placeholder={null}
        options={offences.map((one) => ({
          value: one.code,
          label: `${one.code} ${nameIn(i18n.language, one)}`,
        }))}
      />
      <Button type="submit" look="secondary">
        {t("offenceDo")}
      </Button>
    </Form>
  );
}
