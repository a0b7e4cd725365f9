import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { useDay } from "#app/components/assessment/words.ts";
import { RadioGroup, Select } from "#app/components/choices.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { enrolInput } from "#app/domain/assessment/inputs.ts";
import { enrol } from "#app/domain/assessment/roster.server.ts";
import { currentRoster } from "#app/domain/assessment/roster-queries.server.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { assessmentTracks, rosterStandings } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/assessment-roster.ts";

const trackOf = (request: Request) => {
  const asked = new URL(request.url).searchParams.get("track");
  return assessmentTracks.find((track) => track === asked) ?? "provider";
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "assessment.read");
  const track = trackOf(request);
  return {
    title: scope.t("assessment:desk.rosterTitle"),
    track,
    rows: await currentRoster(scope.ctx, track),
    runs: may(actor, "assessment.run"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "assessment.run");
  const submission = parseForm(await readForm(request), enrolInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await enrol(scope.ctx, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/assessments/roster?track=${submission.value.track}&done=enrolled`);
}

export default function Roster({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const dayOf = useDay();
  const { rows, track, runs } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/assessments", label: t("desk.title") }]} />
      <Flash messages={{ enrolled: t("desk.done.enrolled") }} />
      <PageHead title={t("desk.rosterTitle")} lead={t("desk.rosterLead")} />
      <Tabs
        label={t("desk.track")}
        tabs={assessmentTracks.map((name) => ({
          to: `?track=${name}`,
          label: t(`track.${name}`),
          current: name === track,
          count: name === track ? rows.length : undefined,
        }))}
      />
      <div className="py-4">
        <DataTable
          caption={t("desk.rosterTitle")}
          captionHidden
          desk
          rows={rows}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t("desk.rosterNone")}>{t("desk.rosterNoneDetail")}</EmptyState>}
          columns={[
            {
              key: "name",
              head: t("organization"),
              rowHeader: true,
              cell: (row) => <OrganizationName {...row} />,
            },
            {
              key: "uscc",
              head: t("desk.uscc"),
              cell: ({ uscc }) => <span className="tnum">{uscc}</span>,
            },
            { key: "standing", head: t("standingHead"), cell: ({ standing }) => t(`standing.${standing}`) },
            { key: "since", head: t("desk.since"), cell: ({ from }) => dayOf(from) },
            { key: "reason", head: t("desk.reason"), cell: ({ reason }) => reason },
          ]}
        />
      </div>
      {runs && (
        <Section title={t("desk.enrol")}>
          <EnrolForm reply={actionData} track={track} />
        </Section>
      )}
    </>
  );
}

function EnrolForm({
  reply,
  track,
}: {
  reply: Route.ComponentProps["actionData"];
  track: (typeof assessmentTracks)[number];
}) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<Record<"track" | "uscc" | "standing" | "reason", string>>(
    "enrol",
    reply,
    { track, standing: "reserve" },
  );
  const labels = {
    track: t("desk.track"),
    uscc: t("desk.uscc"),
    standing: t("standingHead"),
    reason: t("desk.reason"),
  };
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <Select
        meta={fields.track}
        label={labels.track}
        placeholder={null}
        options={assessmentTracks.map((name) => ({ value: name, label: t(`track.${name}`) }))}
      />
      <TextInput meta={fields.uscc} label={labels.uscc} width="medium" maxLength={18} />
      <RadioGroup
        meta={fields.standing}
        label={labels.standing}
        options={rosterStandings.map((name) => ({ value: name, label: t(`standing.${name}`) }))}
      />
      <TextInput meta={fields.reason} label={labels.reason} />
      <SubmitRow label={t("desk.enrol")} />
    </Form>
  );
}
