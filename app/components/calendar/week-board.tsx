import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { clockText, lanes, type Piece } from "#app/domain/calendar/board.ts";
import { type BoardParts, type Entry, extent, placed } from "./board-types.ts";
import { DayName } from "./day-name.tsx";
import { Buffers, EntryBar, ShutBar } from "./entry-bar.tsx";
import { withDraft } from "./timeline.tsx";
import type { BoardMoves } from "./use-board-move.ts";

interface WeekProps extends BoardParts {
  moves: BoardMoves;
  hrefOf: (change: Record<string, string>) => string;
}

/** One facility's week: days side by side, hours downwards, units in lanes. */
export function WeekBoard({ days, zone, hours, today, rows, entries, moves, hrefOf }: WeekProps) {
  const { t } = useTranslation("calendar");
  const shown = withDraft(entries, moves, days.length);
  const count = Math.ceil((hours.to - hours.from) / 60);
  const marks = Array.from({ length: count }, (_, n) => hours.from + n * 60);
  const box = useOpenByDay(hours);
  return (
    <section
      ref={box}
      aria-label={t("board.caption")}
      tabIndex={tall(hours) ? 0 : undefined}
      className={tall(hours) ? "max-h-[48rem] overflow-y-auto" : undefined}
    >
      <table className="board board-y">
        <caption className="sr-only">{t("board.caption")}</caption>
        <colgroup>
          <col className="w-12" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t("board.hour")}</span>
            </th>
            {days.map((day) => (
              <th key={day.date} scope="col">
                <DayName {...{ day, zone, today }} to={hrefOf({ view: "day", date: day.date })} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="relative" style={{ height: `${count * 2.75}rem` }}>
              <span className="sr-only">
                {t("board.hours", { from: clockText(hours.from), to: clockText(hours.to) })}
              </span>
              {marks.map((minute) => (
                <span
                  key={minute}
                  aria-hidden="true"
                  className="board-hour tnum"
                  style={{ top: `${((minute - hours.from) / (count * 60)) * 100}%` }}
                >
                  {clockText(minute)}
                </span>
              ))}
            </th>
            {days.map((day, at) => (
              <Column
                key={day.date}
                day={at}
                open={rows[0]?.open ?? []}
                {...{ hours, zone, moves }}
                entries={shown}
              />
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

type Hours = WeekProps["hours"];

const day = { longest: 16 * 60, begins: 6.75 * 60 };

/** More hours than a screen shows. */
const tall = ({ from, to }: Hours): boolean => to - from > day.longest;

/** A week around the clock opens where the day begins; the night is a scroll away. */
function useOpenByDay(hours: Hours) {
  const box = useRef<HTMLElement>(null);
  const { from, to } = hours;
  useEffect(() => {
    const inside = box.current;
    if (inside && tall({ from, to }) && from < day.begins)
      inside.scrollTop = (inside.scrollHeight * (day.begins - from)) / (to - from);
  }, [from, to]);
  return box;
}

function Column({
  day,
  open,
  entries,
  hours,
  zone,
  moves,
}: Pick<WeekProps, "hours" | "zone" | "moves"> & {
  day: number;
  open: readonly Piece[];
  entries: readonly Entry[];
}) {
  const here = entries.flatMap((entry) => {
    const index = entry.pieces.findIndex((piece) => piece.day === day);
    const piece = entry.pieces[index];
    return piece ? [{ entry, index, piece }] : [];
  });
  const beside = lanes(here.map(({ piece }) => piece));
  return (
    <td className="board-cell">
      {open.map((piece) => {
        const at = piece.day === day ? extent(piece, hours) : undefined;
        return (
          at && <span key={piece.from} aria-hidden="true" className="board-open" style={placed(at, "y")} />
        );
      })}
      {here.map(({ entry, index }, at) => {
        if (entry.kind === "closure" || entry.kind === "maintenance")
          return <ShutBar key={entry.key} axis="y" {...{ entry, index, hours }} lane={beside[at]} />;
        return [
          <Buffers key={`${entry.key} clear`} axis="y" {...{ entry, index, hours }} lane={beside[at]} />,
          <EntryBar key={entry.key} axis="y" {...{ entry, index, hours, zone, moves }} lane={beside[at]} />,
        ];
      })}
    </td>
  );
}
