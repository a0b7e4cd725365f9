import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { type BoardDay, clockText, piecesOf } from "#app/domain/calendar/board.ts";
import { type BoardParts, type Entry, extent, placed, type Row } from "./board-types.ts";
import { DayName } from "./day-name.tsx";
import { Buffers, EntryBar, ShutBar } from "./entry-bar.tsx";
import type { BoardMoves } from "./use-board-move.ts";

interface TimelineProps extends BoardParts {
  moves: BoardMoves;
  hrefOf: (change: Record<string, string>) => string;
}

/** Instruments below each other, days side by side: how forty of them are used in a week, at a glance. */
export function Timeline({ days, zone, hours, today, rows, entries, moves, hrefOf }: TimelineProps) {
  const { t } = useTranslation("calendar");
  const unitsOf = Map.groupBy(rows, ({ facilityId }) => facilityId);
  const byUnit = Map.groupBy(withDraft(entries, moves, days.length), ({ unitId }) => unitId);
  return (
    <table className="board board-x min-w-[60rem]">
      <caption className="sr-only">{t("board.caption")}</caption>
      <colgroup>
        <col className="w-48 xl:w-60" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t("board.instrument")}</th>
          {days.map((day) => (
            <DayHead
              key={day.date}
              day={day}
              zone={zone}
              hours={hours}
              today={today}
              alone={days.length === 1}
              hrefOf={hrefOf}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.unitId}>
            <RowHead
              row={row}
              zone={zone}
              first={rows[index - 1]?.facilityId !== row.facilityId}
              only={unitsOf.get(row.facilityId)?.length === 1}
              hrefOf={hrefOf}
            />
            {days.map((day, at) => (
              <Cell
                key={day.date}
                {...{ zone, hours, moves, row }}
                day={at}
                entries={byUnit.get(row.unitId) ?? []}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The entries as they would stand if what is being moved were let go. */
export function withDraft(entries: readonly Entry[], { draft }: BoardMoves, days: number): readonly Entry[] {
  if (!draft) return entries;
  return entries.map((entry) =>
    entry.key === draft.entry.key ? { ...entry, pieces: piecesOf(draft.span, days) } : entry,
  );
}

function DayHead({
  day,
  zone,
  hours,
  alone,
  today,
  hrefOf,
}: Pick<TimelineProps, "zone" | "hours" | "today" | "hrefOf"> & { day: BoardDay; alone: boolean }) {
  const every = alone ? 60 : 240;
  const marks = Array.from(
    { length: Math.ceil((hours.to - hours.from) / every) },
    (_, n) => hours.from + n * every,
  );
  return (
    <th scope="col">
      <DayName {...{ day, zone, today }} to={hrefOf({ view: "day", date: day.date })} />
      <span aria-hidden="true" className="relative block h-4">
        {marks.map((minute) => (
          <span
            key={minute}
            className="board-hour tnum"
            style={{ left: `${((minute - hours.from) / (hours.to - hours.from)) * 100}%` }}
          >
            {alone ? clockText(minute) : clockText(minute).slice(0, 2)}
          </span>
        ))}
      </span>
    </th>
  );
}

function RowHead({
  row,
  zone,
  first,
  only,
  hrefOf,
}: Pick<TimelineProps, "zone" | "hrefOf"> & { row: Row; first: boolean; only: boolean }) {
  const { t } = useTranslation(["calendar", "booking"]);
  const titleOf = useTitleOf();
  // The number of the only unit tells nobody anything.
  const number = only ? "" : t("booking:book.unitNumber", { number: row.unit });
  const unit = [number, row.label].filter(Boolean).join(" ");
  return (
    <th scope="row" title={`${titleOf(row)} ${unit}`.trim()}>
      <span className="block truncate">
        {first ? (
          <Link className="link-quiet" to={hrefOf({ view: "week", facility: row.facilityId })}>
            {titleOf(row)}
          </Link>
        ) : (
          <span className="sr-only">{titleOf(row)}</span>
        )}{" "}
        <span className="text-xs text-muted">
          {unit}
          {row.zone !== zone && ` · ${row.zone}`}
        </span>
      </span>
    </th>
  );
}

function Cell({
  row,
  day,
  entries,
  zone,
  hours,
  moves,
}: Pick<TimelineProps, "zone" | "hours" | "moves"> & { row: Row; day: number; entries: readonly Entry[] }) {
  return (
    <td className="board-cell">
      {row.open.map((piece) => {
        const at = piece.day === day ? extent(piece, hours) : undefined;
        return (
          at && <span key={piece.from} aria-hidden="true" className="board-open" style={placed(at, "x")} />
        );
      })}
      {entries.map((entry) => {
        const index = entry.pieces.findIndex((piece) => piece.day === day);
        if (index < 0) return null;
        if (entry.kind === "closure" || entry.kind === "maintenance")
          return <ShutBar key={entry.key} axis="x" {...{ entry, index, hours }} />;
        return [
          <Buffers key={`${entry.key} clear`} axis="x" {...{ entry, index, hours }} />,
          <EntryBar key={entry.key} axis="x" {...{ entry, index, hours, zone, moves }} />,
        ];
      })}
    </td>
  );
}
