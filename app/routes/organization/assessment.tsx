import { lastDay } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import type { z } from "zod";
import { Because } from "#app/components/assessment/because.tsx";
import { Explanation } from "#app/components/assessment/explanation.tsx";
import { GradeTag } from "#app/components/assessment/grade-tag.tsx";
import { ObjectionForm, ReportForm } from "#app/components/assessment/own-forms.tsx";
import { OneRectification, RectifyForm } from "#app/components/assessment/rectifications.tsx";
import { pointsText, useCycleTitle, useDay, usePeriod } from "#app/components/assessment/words.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { DescriptionList, KeyFigures } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime, Money } from "#app/components/text.tsx";
import { ownForm } from "#app/domain/assessment/forms.ts";
import { objectToResult } from "#app/domain/assessment/object.server.ts";
import { ownAssessment } from "#app/domain/assessment/own-queries.server.ts";
import { reportCardRectification } from "#app/domain/assessment/rectification/step.server.ts";
import { report } from "#app/domain/assessment/report.server.ts";
import { acceptAttribute, inspectAll, proofRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems, type Result } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { assessmentStates, resultObjectionStates } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessment.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.report");
  const found = await findHere(scope, params.id);
  const now = scope.ctx.clock.now();
  const { cycle } = found;
  const inTime = cycle.deadline === null || cycle.deadline > now;
  return {
    title: scope.t(`assessment:title.${cycle.track}`, { year: cycle.year }),
    ...found,
    now,
    accept: acceptAttribute(proofRules),
    mayReport: cycle.state === "open" && cycle.frozenAt === null && inTime,
    mayObject:
      cycle.state === "provisional" && inTime && found.objections.every(({ state }) => state !== "raised"),
  };
}

async function findHere({ ctx }: RequestScope, id: string) {
  const found = isUuid(id) ? await ownAssessment(ctx, id) : undefined;
  if (!found) throw problemResponse(problems.notFound("assessment_cycle"));
  return found;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.report");
  await findHere(scope, params.id);
  const form = await readForm(request);
  const uploads = form.getAll("evidence");
  form.delete("evidence");
  const submission = parseForm(form, ownForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { intent } = submission.value;
  const result = await perform(scope, params.id, submission.value, uploads);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/organization/assessments/${params.id}?done=${intent}`);
}

const mostFiles = 6;

async function perform(
  { ctx }: RequestScope,
  id: string,
  form: z.output<typeof ownForm>,
  uploads: FormDataEntryValue[],
): Promise<Result<unknown>> {
  if (form.intent === "report") return report(ctx, id, form);
  if (form.intent === "object") return objectToResult(ctx, id, form);
  const evidence = await inspectAll(uploads, proofRules, "evidence", mostFiles);
  return evidence.ok ? reportCardRectification(ctx, form.id, form, evidence.value) : evidence;
}

type Loaded = Route.ComponentProps["loaderData"];

export default function OwnAssessment({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const titleOf = useCycleTitle();
  const periodOf = usePeriod();
  const { cycle, subject, now, mayReport, mayObject, lines } = loaderData;
  const state = assessmentStates.find((known) => known === cycle.state) ?? "open";
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/assessments", label: t("own.title") }]} />
      <Flash
        messages={{
          report: t("own.done.report"),
          object: t("own.done.object"),
          rectify: t("own.done.rectify"),
        }}
      />
      <PageHead
        title={titleOf({ cycle, region: null })}
        state={
          <>
            <StateTag tone={toneOf(state)}>{t(`lifecycles:state.${state}`)}</StateTag>
            <span>
              {t("period")} {periodOf(cycle)}
            </span>
          </>
        }
        next={
          (mayReport || mayObject) && (
            <p>
              {t(mayReport ? "own.reportUntil" : "own.objectUntil")} <Due at={cycle.deadline} now={now} />
            </p>
          )
        }
      />
      {mayReport ? (
        <Section title={t("own.report")}>
          <ReportForm reply={actionData} report={subject.report} />
        </Section>
      ) : (
        <SentReport subject={subject} />
      )}
      <ToPutRight loaderData={loaderData} reply={actionData} />
      {lines.length === 0 ? (
        <EmptyState title={t("own.waiting")}>{t("own.waitingDetail")}</EmptyState>
      ) : (
        <OwnResult loaderData={loaderData} />
      )}
      {mayObject && (
        <Section title={t("own.object")}>
          <ObjectionForm reply={actionData} />
        </Section>
      )}
      <Objections rows={loaderData.objections} />
    </>
  );
}

/** What an adopted card asks for, and the form for it while it waits for this organisation. */
function ToPutRight({
  loaderData: { rectifications, now, accept },
  reply,
}: {
  loaderData: Loaded;
  reply: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("assessment");
  return rectifications.map((row) => (
    <Section key={row.id} title={t("rectify.title")} id="put-right">
      <OneRectification row={row} now={now} />
      {["ordered", "returned", "missed"].includes(row.state) && (
        <RectifyForm row={row} accept={accept} reply={reply} />
      )}
    </Section>
  ));
}

function SentReport({ subject }: { subject: Loaded["subject"] }) {
  const { t } = useTranslation("assessment");
  return (
    <Section title={t("own.report")}>
      <DescriptionList
        facts={[
          {
            term: t("own.reportedAt"),
            value: subject.reportedAt ? (
              <DateTime at={subject.reportedAt} weekday={false} />
            ) : (
              t("notReported")
            ),
          },
          { term: t("own.report"), value: subject.report },
        ]}
      />
    </Section>
  );
}

function OwnResult({ loaderData: { cycle, subject, lines, decisions } }: { loaderData: Loaded }) {
  const { t } = useTranslation("assessment");
  const dayOf = useDay();
  const names = Object.fromEntries(lines.map((line) => [line.code, line]));
  return (
    <Section title={t("own.result")}>
      {cycle.state === "provisional" && <p className="max-w-reading pb-4">{t("own.provisional")}</p>}
      <KeyFigures
        figures={[
          { term: t("rank"), value: subject.rank ?? "—" },
          { term: t("score"), value: pointsText(subject.score ?? 0) },
          { term: t("sharing"), value: pointsText(subject.sharing ?? 0) },
          { term: t("gradeHead"), value: <GradeTag grade={subject.grade} /> },
        ]}
      />
      {decisions.length > 0 && (
        <div className="pb-6">
          <h3 className="pb-2 font-semibold">{t("own.decisions")}</h3>
          <DescriptionList
            facts={decisions.map(({ kind, amount, reasons, reason, rectifyBy }) => ({
              term: t(`kind.${kind}`),
              value: (
                <>
                  {amount !== null && <Money fen={amount} />}
                  {reason && <p>{reason}</p>}
                  {rectifyBy && <p>{t("own.rectifyBy", { day: dayOf(lastDay(new Date(rectifyBy))) })}</p>}
                </>
              ),
              note: <Because reasons={reasons} names={names} />,
            }))}
          />
        </div>
      )}
      <h3 className="pb-1 font-semibold">{t("explain.title")}</h3>
      <p className="max-w-reading pb-4 text-sm text-muted">{t("explain.lead")}</p>
      <Explanation lines={lines} />
    </Section>
  );
}

function Objections({ rows }: { rows: Loaded["objections"] }) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  if (rows.length === 0) return null;
  return (
    <Section title={t("own.objections")}>
      <ul className="grid gap-6">
        {rows.map((row) => {
          const state = resultObjectionStates.find((known) => known === row.state) ?? "raised";
          return (
            <li key={row.id} className="grid gap-2">
              <p className="flex flex-wrap items-center gap-3">
                <DateTime at={row.createdAt} weekday={false} />
                <StateTag tone={toneOf(state)}>{t(`lifecycles:state.${state}`)}</StateTag>
              </p>
              <DescriptionList
                facts={[
                  { term: t("desk.statement"), value: row.statement },
                  { term: t("desk.answer"), value: row.answer },
                ]}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
