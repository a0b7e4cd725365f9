/** A half-open stretch of time, milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const contains = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Sorted, without empty ones, touching and overlapping ones joined. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** The parts of `spans` inside `window`. */
export function clip(spans: readonly Span[], window: Span): Span[] {
  return spans.flatMap(({ start, end }) => {
    const part = { start: Math.max(start, window.start), end: Math.min(end, window.end) };
    return part.start < part.end ? [part] : [];
  });
}

/** What is left of `spans` when `taken` is cut out. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const cuts = merge(taken);
  const left: Span[] = [];
  let next = 0;
  for (const span of merge(spans)) {
    let { start } = span;
    while ((cuts[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    for (let at = next; at < cuts.length; at += 1) {
      const cut = cuts[at];
      if (!cut || cut.start >= span.end) break;
      if (cut.start > start) left.push({ start, end: cut.start });
      start = Math.max(start, cut.end);
    }
    if (start < span.end) left.push({ start, end: span.end });
  }
  return left;
}

export const minutes = (count: number): number => count * 60_000;

export const spanOf = (start: Date, end: Date): Span => ({ start: start.getTime(), end: end.getTime() });
