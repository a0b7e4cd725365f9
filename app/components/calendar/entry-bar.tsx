import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { bookingState } from "#app/components/booking/state-line.tsx";
import { formatRange, localeOf } from "#app/components/format.ts";
import { StateShape, toneOf } from "#app/components/state-tag.tsx";
import { type Entry, extent, placed } from "./board-types.ts";
import type { BoardMoves } from "./use-board-move.ts";

const looks: Partial<Record<string, string>> = {
  held: "text-held bg-held-soft",
  pending: "text-pending bg-pending-soft",
  confirmed: "text-confirmed bg-confirmed-soft",
  running: "text-running bg-running-soft",
  restricted: "text-restricted bg-restricted-soft",
};

const look = (state: string): string => looks[toneOf(state)] ?? "text-neutral bg-neutral-soft";

/** A booking in words: who, when, in which state. */
export function useEntryWords(zone: string): (entry: Entry) => string {
  const { t, i18n } = useTranslation(["calendar", "booking"]);
  const locale = localeOf(i18n.language);
  return (entry) =>
    t("board.entry", {
      who: entry.kind === "required" ? t("entry.booking") : entry.who,
      from: locale === "en" && entry.organizationEn ? entry.organizationEn : entry.organizationZh,
      when: formatRange(entry.start, entry.end, locale, zone),
      state: t(`booking:state.${bookingState(entry.state)}`),
    });
}

interface BarProps {
  entry: Entry;
  zone: string;
  hours: { from: number; to: number };
  axis: "x" | "y";
  moves: BoardMoves;
  /** Which piece of the entry this is; only the first can be reached and moved. */
  index: number;
  /** Beside others at the same time. */
  lane?: { lane: number; of: number };
}

/** In another day's cell what was lifted is another element, which goes on hearing the keys. */
const focusOn = (bar: HTMLElement | null) => bar?.focus();

/** One booking on the board: a link to it that can also be moved. */
export function EntryBar({ entry, zone, hours, axis, moves, index, lane }: BarProps) {
  const words = useEntryWords(zone);
  const lifted = moves.draft?.entry.key === entry.key;
  const piece = entry.pieces[index];
  const at = piece && extent(piece, hours);
  if (!at) return null;
  const style = styleOf(at, axis, lane);
  const movable = entry.canMove || entry.stretch !== null;
  const inside = (
    <>
      <span className="board-name">
        <StateShape tone={toneOf(entry.state)} size={10} />
        <span className="board-who">{entry.who}</span>
      </span>
      {movable && entry.stretch && <span data-edge="" className="board-edge" />}
    </>
  );
  const shared = {
    className: `board-bar ${look(entry.state)}`,
    style,
    "data-draft": lifted || undefined,
    "data-tentative": entry.state === "held" || entry.state === "pending" || undefined,
  };
  if (index > 0) {
    return (
      <span aria-hidden="true" {...shared}>
        {inside}
      </span>
    );
  }
  return (
    <Link
      {...shared}
      ref={lifted ? focusOn : undefined}
      to={`/bookings/${entry.bookingId}`}
      draggable={false}
      data-movable={movable || undefined}
      aria-label={words(entry)}
      title={words(entry)}
      aria-describedby={movable ? "board-keys" : undefined}
      onPointerDown={(event) => moves.onPointerDown(entry, event)}
      onKeyDown={(event) => moves.onKeyDown(entry, event)}
      onClick={moves.onClick}
    >
      {inside}
    </Link>
  );
}

type PartProps = Pick<BarProps, "entry" | "index" | "hours" | "axis" | "lane">;

const styleOf = (
  at: { at: number; size: number },
  axis: "x" | "y",
  lane: BarProps["lane"],
): CSSProperties => ({
  ...placed(at, axis),
  ...(lane && { left: `${(lane.lane / lane.of) * 100}%`, width: `${100 / lane.of}%` }),
});

/** Time kept clear around a booking: for preparing and cleaning. */
export function Buffers({ entry, index, hours, axis, lane }: PartProps) {
  const piece = entry.pieces[index];
  if (!piece) return null;
  const before = index === 0 ? { from: Math.max(0, piece.from - entry.before), to: piece.from } : undefined;
  const after =
    index === entry.pieces.length - 1
      ? { from: piece.to, to: Math.min(1440, piece.to + entry.after) }
      : undefined;
  return [before, after].map((gap) => {
    const at = gap && extent(gap, hours);
    return (
      at && (
        <span key={gap.from} aria-hidden="true" className="board-buffer" style={styleOf(at, axis, lane)} />
      )
    );
  });
}

/** A closure or maintenance; not a link, because it has no page of its own. */
export function ShutBar({ entry, index, hours, axis, lane }: PartProps) {
  const { t } = useTranslation("calendar");
  const piece = entry.pieces[index];
  const at = piece && extent(piece, hours);
  if (!at) return null;
  return (
    <span className="board-shut" style={styleOf(at, axis, lane)} title={entry.about}>
      <span>
        {t(entry.kind === "maintenance" ? "entry.maintenance" : "entry.closure")}
        {entry.about && <span className={index > 0 ? "hidden" : "sr-only"}>: {entry.about}</span>}
      </span>
    </span>
  );
}
