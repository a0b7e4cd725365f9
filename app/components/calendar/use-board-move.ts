import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { dayMinutes, inSteps, shifted, stretched, type WallSpan } from "#app/domain/calendar/board.ts";
import type { Entry } from "./board-types.ts";

export interface Draft {
  entry: Entry;
  span: WallSpan;
  /** Let go, or confirmed by Enter: waiting for a last word. */
  proposed: boolean;
}

/** How the board lies: the axis of time, the hours that a day shows, and the minutes by which a row moves. */
export interface Geometry {
  axis: "x" | "y";
  days: number;
  hours: { from: number; to: number };
  stepOf: (entry: Entry) => number;
}

interface Grip {
  entry: Entry;
  x: number;
  y: number;
  /** Size of a day's cell in pixels. */
  cell: { width: number; height: number };
  edge: boolean;
}

/** A press that wanders less is a click. */
const slack = 4;

export const changed = ({ entry: { span }, span: to }: Draft): boolean =>
  span.day !== to.day || span.from !== to.from || span.minutes !== to.minutes;

/** Whether the new time keeps the old start, so that only the end is moved. */
export const keepsStart = ({ entry: { span }, span: to }: Draft): boolean =>
  span.day === to.day && span.from === to.from;

/**
 * Moving what stands on a board: by the pointer (its end by its edge), or by keys: Space or M lifts, arrows move, with
 * Shift they move the end, Enter proposes, Escape puts back. Proposing changes nothing yet.
 */
export function useBoardMove(geometry: Geometry) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const dragged = useRef(false);
  const set = (entry: Entry, span: WallSpan) => {
    if (isShown(span, geometry)) setDraft({ entry, span, proposed: false });
  };

  const onPointerDown = (entry: Entry, event: PointerEvent<HTMLAnchorElement>) => {
    dragged.current = false;
    const cell = event.currentTarget.closest("td")?.getBoundingClientRect();
    const edge = event.target instanceof Element && event.target.matches("[data-edge]");
    if (event.button !== 0 || event.pointerType === "touch" || !cell) return;
    if (edge ? !entry.stretch : !entry.canMove) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    follow({ entry, x: event.clientX, y: event.clientY, cell, edge });
  };
  /** Until it is let go; by the window, because in another day's cell the bar is another element. */
  const follow = (held: Grip) => {
    const listening = new AbortController();
    const { signal } = listening;
    const onMove = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
      const by = { x: clientX - held.x, y: clientY - held.y };
      if (!dragged.current && Math.hypot(by.x, by.y) < slack) return;
      dragged.current = true;
      set(held.entry, draggedTo(held, by, geometry));
    };
    const onEnd = (then: (last: Draft | null) => Draft | null) => () => {
      listening.abort();
      setDraft(then);
    };
    window.addEventListener("pointermove", onMove, { signal });
    window.addEventListener("pointerup", onEnd(settled), { signal });
    window.addEventListener(
      "pointercancel",
      onEnd(() => null),
      { signal },
    );
  };

  const onKeyDown = (entry: Entry, event: KeyboardEvent<HTMLAnchorElement>) => {
    dragged.current = false;
    const lifted = draft?.entry.key === entry.key && !draft.proposed ? draft : null;
    const next = lifted ? keyed(lifted, event, geometry) : lift(entry, event);
    if (next === undefined) return;
    event.preventDefault();
    // The page's own keys (j, k, /) must not hear it too.
    event.stopPropagation();
    if (next === "propose" && lifted) setDraft(settled(lifted));
    else if (next === "drop") setDraft(null);
    else if (typeof next === "object") set(entry, next);
  };
  const onClick = (event: MouseEvent) => {
    if (dragged.current) event.preventDefault();
    dragged.current = false;
  };
  return { draft, drop: () => setDraft(null), onPointerDown, onKeyDown, onClick };
}

/** Let go: where nothing has changed there is nothing to ask. */
const settled = (last: Draft | null): Draft | null =>
  last && changed(last) ? { ...last, proposed: true } : null;

/** What begins elsewhere could not be seen, and its keys would not be heard. */
const isShown = ({ day, from }: WallSpan, { days, hours }: Geometry): boolean =>
  day >= 0 && day < days && from >= hours.from && from < hours.to;

export type BoardMoves = ReturnType<typeof useBoardMove>;

function lift(entry: Entry, { key }: KeyboardEvent): WallSpan | undefined {
  return (key === " " || key.toLowerCase() === "m") && (entry.canMove || entry.stretch)
    ? entry.span
    : undefined;
}

function keyed(
  { entry, span }: Draft,
  { key, shiftKey }: KeyboardEvent,
  { axis, stepOf }: Geometry,
): WallSpan | "propose" | "drop" | undefined {
  if (key === "Enter") return "propose";
  if (key === "Escape") return "drop";
  const [back, on, dayBack, dayOn] =
    axis === "x"
      ? ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]
      : ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
  const step = stepOf(entry);
  const by = key === back ? -step : key === on ? step : 0;
  if (by !== 0 && (shiftKey || !entry.canMove)) return entry.stretch ? stretched(span, by, step) : span;
  if (by !== 0) return shifted(span, by);
  if (!entry.canMove || (key !== dayBack && key !== dayOn)) return undefined;
  return shifted(span, key === dayBack ? -dayMinutes : dayMinutes);
}

/** Where a dragged entry has come to: whole steps from where it was, whole days across. */
function draggedTo({ entry, cell, edge }: Grip, by: { x: number; y: number }, geometry: Geometry): WallSpan {
  const { axis, hours, stepOf } = geometry;
  const shown = hours.to - hours.from;
  const step = stepOf(entry);
  const along = (axis === "x" ? (by.x / cell.width) * shown : (by.y / cell.height) * shown) || 0;
  if (edge) return stretched(entry.span, inSteps(along, step), step);
  if (axis === "y")
    return shifted(entry.span, inSteps(along, step) + Math.round(by.x / cell.width) * dayMinutes);
  // Hours that are not shown take no room, so that days follow each other sooner than the clock has it.
  const start = entry.span.from - hours.from + along;
  const days = Math.floor(start / shown);
  return shifted(entry.span, inSteps(along - days * shown, step) + days * dayMinutes);
}
