import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SetTable } from "#app/components/assessment/set-table.tsx";
import { useCycleTitle, usePeriod } from "#app/components/assessment/words.ts";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { formatCount } from "#app/components/format.ts";
import { Due } from "#app/components/identity/due.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { beginSet } from "#app/domain/assessment/edit-set.server.ts";
import { beginForm } from "#app/domain/assessment/forms.ts";
import { listCycles } from "#app/domain/assessment/queries.server.ts";
import { listSets } from "#app/domain/assessment/set-queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { assessmentStates, assessmentTracks } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessments.ts";

const province = { regionCode: "330000" };

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "assessment.read");
  const [cycles, sets] = await Promise.all([listCycles(scope.ctx), listSets(scope.ctx)]);
  return {
    title: scope.t("assessment:desk.title"),
    cycles,
    sets,
    now: scope.ctx.clock.now(),
    runs: may(actor, "assessment.run"),
    writesRules: may(actor, "assessment.run", province),
    decides: may(actor, "organization.verify"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.run", province);
  const submission = parseForm(await readForm(request), beginForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const begun = await beginSet(scope.ctx, submission.value.track);
  if (!begun.ok) return replyProblem(submission, begun.problem, scope.t);
  return redirect(`/oversight/assessments/rules/${begun.value.id}?done=begun`);
}

export default function Assessments({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const { cycles, sets, now, runs, writesRules, decides } = loaderData;
  return (
    <>
      <PageHead
        title={t("desk.title")}
        lead={t("desk.lead")}
        actions={runs && <ButtonLink to="/oversight/assessments/new">{t("desk.draft")}</ButtonLink>}
      />
      <OversightTabs decides={decides} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <DataTable
        caption={t("desk.title")}
        captionHidden
        desk
        rows={cycles}
        rowKey={({ cycle }) => cycle.id}
        empty={<EmptyState title={t("desk.none")}>{t("desk.noneDetail")}</EmptyState>}
        columns={useColumns(now)}
      />
      <p className="flex flex-wrap gap-x-6 py-4">
        <Link className="link" to="/oversight/assessments/roster">
          {t("desk.rosterTitle")}
        </Link>
        <Link className="link" to="/oversight/assessments/companies">
          {t("companies.title")}
        </Link>
      </p>
      <Section title={t("rules.title")}>
        <SetTable sets={sets} base={writesRules ? "/oversight/assessments/rules" : "/assessments/rules"} />
        {writesRules && (
          <div className="flex flex-wrap items-center gap-3 pt-4">
            <span className="text-sm text-muted">{t("rules.beginNote")}</span>
            {assessmentTracks.map((track) => (
              <Form key={track} method="post">
                <SubmitButton look="secondary" small name="track" value={track}>
                  {t("rules.begin")} · {t(`track.${track}`)}
                </SubmitButton>
              </Form>
            ))}
          </div>
        )}
      </Section>
    </>
  );
}

type Row = Route.ComponentProps["loaderData"]["cycles"][number];

function useColumns(now: Date) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const titleOf = useCycleTitle();
  const periodOf = usePeriod();
  const stateOf = (state: string) =>
    t(`lifecycles:state.${assessmentStates.find((known) => known === state) ?? "open"}`);
  return [
    {
      key: "name",
      head: t("desk.name"),
      rowHeader: true,
      cell: (row: Row) => <RowLink to={`/oversight/assessments/${row.cycle.id}`}>{titleOf(row)}</RowLink>,
    },
    { key: "period", head: t("period"), cell: ({ cycle }: Row) => periodOf(cycle) },
    {
      key: "subjects",
      head: t("desk.subjects"),
      numeric: true,
      cell: ({ subjects }: Row) => formatCount(subjects),
    },
    {
      key: "state",
      head: t("desk.state"),
      cell: ({ cycle }: Row) => <StateTag tone={toneOf(cycle.state)}>{stateOf(cycle.state)}</StateTag>,
    },
    {
      key: "due",
      head: t("desk.deadline"),
      cell: ({ cycle }: Row) => <Due at={cycle.deadline} now={now} />,
    },
  ];
}
