import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { data } from "react-router";
import { BoardHead } from "#app/components/calendar/board-head.tsx";
import { DayList } from "#app/components/calendar/day-list.tsx";
import { MonthBoard } from "#app/components/calendar/month-board.tsx";
import { MoveDialog, type MoveReply, useDraftWords } from "#app/components/calendar/move-dialog.tsx";
import { Timeline } from "#app/components/calendar/timeline.tsx";
import { useBoardMove } from "#app/components/calendar/use-board-move.ts";
import { WeekBoard } from "#app/components/calendar/week-board.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { boardMove, retimeOnBoard } from "#app/domain/calendar/retime-on-board.server.ts";
import { staffBoard } from "#app/domain/calendar/staff-board.server.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/calendar.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const board = await staffBoard(scope.ctx, new URL(request.url).searchParams);
  if (!board.ok) throw problemResponse(board.problem);
  return { title: scope.t("calendar:board.title"), ...board.value };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const form = await readForm(request);
  const submission = parseForm(form, boardMove(String(form.get("zone") ?? "")));
  const refuse = (problem: MoveReply["problem"]) =>
    data<MoveReply>({ moved: false, problem }, { status: problem?.status ?? 422 });
  if (submission.status !== "success") return refuse(problems.invalid([]));
  const done = await retimeOnBoard(scope.ctx, submission.value);
  return done.ok ? { moved: true, problem: null } : refuse(done.problem);
}

export default function StaffCalendar({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("calendar");
  const { query, facilities, rows, pages } = loaderData;
  const hrefOf = hrefFor(query);
  const units = [...new Set(rows.map(({ unit }) => unit))];
  return (
    <>
      <PageHead title={t("board.title")} lead={t("board.lead")} />
      <OrganizationTabs />
      {facilities.length === 0 ? (
        <EmptyState title={t("board.none")}>{t("board.noneDetail")}</EmptyState>
      ) : (
        <>
          <BoardHead {...loaderData} units={units} hrefOf={hrefOf} />
          {query.view === "month" ? <Month {...loaderData} /> : <Board key={query.view} {...loaderData} />}
          <Pager page={query.page} pages={pages} />
        </>
      )}
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

/** The address of another view, other choices kept; what is empty is left out. */
function hrefFor({ view, date, facilityId, unit, state, page }: Loaded["query"]) {
  const kept = { view, date, facility: facilityId, unit, state, page: page > 1 ? page : undefined };
  return (change: Record<string, string>): string => {
    const all = Object.entries({ ...kept, ...change }).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, String(value)]],
    );
    return `?${new URLSearchParams(all)}`;
  };
}

function Month(board: Loaded) {
  const { t } = useTranslation("calendar");
  const hrefOf = hrefFor(board.query);
  return (
    <>
      <p className="pb-2 text-sm text-muted">{t("board.zone", { zone: board.zone })}</p>
      <div className="hidden md:block">
        <MonthBoard {...board} date={board.query.date} hrefOf={hrefOf} />
      </div>
      <div className="md:hidden">
        <DayList {...board} date={board.query.date} hrefOf={hrefOf} />
      </div>
    </>
  );
}

/** A view on which bookings can be moved. */
function Board(board: Loaded) {
  const { t } = useTranslation("calendar");
  const { days, hours, rows, query, zone } = board;
  const firstDate = days[0]?.date ?? query.date;
  const steps = new Map(rows.map(({ unitId, step }) => [unitId, step]));
  const moves = useBoardMove({
    axis: query.view === "week" ? "y" : "x",
    days: days.length,
    hours,
    stepOf: ({ unitId }) => steps.get(unitId) ?? 30,
  });
  const [told, setTold] = useState({ bookingId: "", words: "" });
  const wordsOf = useDraftWords(firstDate);
  const { draft, drop } = moves;
  const parts = { ...board, moves, hrefOf: hrefFor(query) };
  const onMoved = (when: string) => {
    if (!draft) return;
    const { who, bookingId } = draft.entry;
    setTold({ bookingId, words: t("board.moved", { who, when }) });
    drop();
  };
  useFocusOn(told);
  return (
    <>
      <p id="board-keys" className="hidden">
        {t("board.keys")}
      </p>
      <p role="status" className="sr-only">
        {draft && !draft.proposed && t("board.lifted", { when: wordsOf(draft) })}
      </p>
      {told.words && !draft && (
        <div className="pb-4">
          <Notice kind="success" live>
            <p>{told.words}</p>
          </Notice>
        </div>
      )}
      <p className="pb-2 text-sm text-muted">
        {t("board.zone", { zone })}
        <span className="ms-1 hidden md:inline">{t("board.hint")}</span>
      </p>
      <div className="hidden overflow-x-auto md:block lg:overflow-visible">
        {query.view === "week" ? <WeekBoard {...parts} /> : <Timeline {...parts} />}
      </div>
      <div className="md:hidden">
        <DayList {...parts} date={query.date} />
      </div>
      {draft?.proposed && <MoveDialog {...{ draft, firstDate, zone, onMoved }} onClose={drop} />}
    </>
  );
}

/** What was moved has the focus again: the dialog that asked about it is gone, and so may be the bar that it came from. */
function useFocusOn(told: { bookingId: string }) {
  useEffect(() => {
    if (told.bookingId !== "")
      document.querySelector<HTMLElement>(`a.board-bar[href="/bookings/${told.bookingId}"]`)?.focus();
  }, [told]);
}
