import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatDateTime, formatRange, localeOf } from "#app/components/format.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Seats } from "#app/components/qualification/seats.tsx";
import { TrainingTag } from "#app/components/qualification/standing.tsx";
import type { Context } from "#app/domain/context.ts";
import { reasonInput } from "#app/domain/qualification/inputs.ts";
import { cancelSession, closeSession } from "#app/domain/qualification/plan-session.server.ts";
import { recordAttendance } from "#app/domain/qualification/record-attendance.server.ts";
import { attendanceList } from "#app/domain/qualification/session-queries.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/training.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const found = isUuid(params.id) ? await attendanceList(scope.ctx, params.id) : undefined;
  if (!found) throw problemResponse(problems.notFound("training_session"));
  const begun = found.session.startsAt <= scope.ctx.clock.now();
  return { title: scope.t("qualification:attendance.kicker"), begun, ...found };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  if (!isUuid(params.id)) throw problemResponse(problems.notFound("training_session"));
  const form = await readForm(request);
  const text = (name: string) => String(form.get(name) ?? "");
  const act = acts[text("intent")];
  if (!act) throw problemResponse(problems.notFound());
  const result = await act.run(scope.ctx, params.id, text);
  if (!result.ok) return data({ problem: result.problem }, { status: result.problem.status });
  return redirect(`/organization/trainings/${params.id}?done=${act.done}`);
}

type Text = (name: string) => string;

interface Act {
  done: string;
  run(ctx: Context, id: string, text: Text): Promise<Result<void>>;
}

const mark =
  (attended: boolean): Act["run"] =>
  async (ctx, id, text) => {
    const seatId = text("seat");
    return isUuid(seatId)
      ? recordAttendance(ctx, id, { seatId, attended })
      : fail(problems.notFound("training_seat"));
  };

const acts: Partial<Record<string, Act>> = {
  attended: { done: "marked", run: mark(true) },
  absent: { done: "marked", run: mark(false) },
  close: { done: "closed", run: closeSession },
  cancel: {
    done: "cancelled",
    run: async (ctx, id, text) => {
      const given = reasonInput.safeParse({ reason: text("reason") });
      return given.success
        ? cancelSession(ctx, id, given.data)
        : fail(problems.invalid([{ path: "reason", code: "required" }]));
    },
  },
};

export default function Training({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("qualification");
  const nameOf = useNameOf();
  const { session, type, seats, begun } = loaderData;
  const locale = localeOf(i18n.language);
  const attended = seats.filter(({ state }) => state === "attended").length;
  return (
    <>
      <Flash
        messages={{
          marked: t("org.done.marked"),
          closed: t("org.done.closed"),
          cancelled: t("org.done.cancelled"),
        }}
      />
      <Breadcrumb
        steps={[
          { to: "/organization/qualifications", label: t("org.title") },
          { to: `/organization/qualifications/${type.id}`, label: nameOf(type) },
        ]}
      />
      <PageHead
        kicker={t("attendance.kicker")}
        title={formatRange(session.startsAt, session.endsAt, locale, session.timezone)}
        lead={t("attendance.lead", { name: nameOf(type) })}
        state={
          <>
            <TrainingTag state={session.state} begun={begun} />
            <span>{session.place}</span>
            {seats.length > 0 && <span>{t("attendance.count", { attended, all: seats.length })}</span>}
          </>
        }
        next={
          !begun &&
          session.state === "planned" && (
            <p>{t("attendance.early", { at: formatDateTime(session.startsAt, locale, session.timezone) })}</p>
          )
        }
      />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      {seats.length === 0 && (
        <EmptyState title={t("attendance.none")}>{t("attendance.noneDetail")}</EmptyState>
      )}
      <Seats seats={seats} markable={begun && session.state !== "cancelled"} />
      {session.state === "planned" && <SessionActs begun={begun} errors={reasonErrors(actionData)} />}
    </>
  );
}

function SessionActs({ begun, errors }: { begun: boolean; errors: string[] | undefined }) {
  const { t } = useTranslation("qualification");
  return (
    <div className="flex flex-wrap gap-3 pt-8">
      {begun && (
        <Confirm label={t("attendance.close")}>
          <p>{t("attendance.closeNote")}</p>
          <Form method="post">
            <SubmitButton name="intent" value="close">
              {t("attendance.close")}
            </SubmitButton>
          </Form>
        </Confirm>
      )}
      <Confirm label={t("attendance.cancel")} open={errors !== undefined}>
        <p>{t("attendance.cancelNote")}</p>
        <Form method="post" className="grid w-full gap-4">
          <input type="hidden" name="intent" value="cancel" />
          <TextArea
            meta={plainField("reason", "", errors)}
            label={t("attendance.reason")}
            optional={false}
            rows={2}
          />
          <div>
            <SubmitButton look="danger">{t("attendance.cancel")}</SubmitButton>
          </div>
        </Form>
      </Confirm>
    </div>
  );
}

const reasonErrors = (reply: Route.ComponentProps["actionData"]): string[] | undefined =>
  reply?.problem.errors?.map(({ code }) => code);
