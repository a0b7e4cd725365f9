import { foldWithMap } from "./normalise.ts";
import { isHan, type Token, tokenize } from "./tokens.ts";

/** Stand around what was found in a text; everything else in it is untouched. */
export const markStart = "\uE000";
export const markEnd = "\uE001";

interface Span {
  start: number;
  end: number;
}

/**
 * Marks where `text` holds one of the token sequences that it was found by (`SearchResult.reasons`; a `*` at the end
 * of a token stands for any ending). Overlapping and touching marks are one. Without marks it is the text again.
 */
export function mark(text: string, reasons: readonly (readonly string[])[]): string {
  const clean = withoutMarks(text);
  const { folded, origin } = foldWithMap(clean);
  const tokens = tokenize(folded);
  const spans = reasons.flatMap((sequence) => occurrences(tokens, sequence));
  let marked = "";
  let at = 0;
  for (const { start, end } of merge(spans)) {
    const from = origin[start] ?? clean.length;
    const to = origin[end] ?? clean.length;
    if (from < at || to <= from) continue;
    marked += clean.slice(at, from) + markStart + clean.slice(from, to) + markEnd;
    at = to;
  }
  return marked + clean.slice(at);
}

export const isMarked = (text: string): boolean => text.includes(markStart);

export const withoutMarks = (text: string): string => text.replace(/[\uE000\uE001]/g, "");

/** The part of a marked text around its first mark, about `length` characters, never cutting a mark. */
export function excerpt(marked: string, length: number): string {
  if (marked.length <= length) return marked;
  const first = marked.indexOf(markStart);
  const start = first <= length / 2 ? 0 : Math.max(0, first - Math.floor(length / 4));
  let end = Math.min(marked.length, start + length);
  const open = marked.lastIndexOf(markStart, end - 1);
  const close = marked.indexOf(markEnd, open);
  if (open >= start && close >= end) end = close + 1;
  return `${start > 0 ? "…" : ""}${marked.slice(start, end)}${end < marked.length ? "…" : ""}`;
}

function occurrences(tokens: readonly Token[], sequence: readonly string[]): Span[] {
  const spans: Span[] = [];
  if (sequence.length === 0) return spans;
  for (let i = 0; i + sequence.length <= tokens.length; i++) {
    if (!sequence.every((wanted, k) => fits(tokens[i + k], wanted))) continue;
    const first = tokens[i];
    const last = tokens[i + sequence.length - 1];
    const wanted = sequence.at(-1) ?? "";
    if (first && last) spans.push({ start: first.start, end: endOf(last, wanted) });
  }
  return spans;
}

const fits = (token: Token | undefined, wanted: string): boolean =>
  token !== undefined &&
  (wanted.endsWith("*") ? token.text.startsWith(wanted.slice(0, -1)) : token.text === wanted);

/** A single Chinese character that begins a pair is marked alone. */
function endOf(token: Token, wanted: string): number {
  return wanted.endsWith("*") && isHan(token.text) ? token.start + wanted.length - 1 : token.end;
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
