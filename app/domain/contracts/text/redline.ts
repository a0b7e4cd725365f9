import { diffArrays, diffWordsWithSpace } from "diff";

/** A stretch of a compared text: kept, only in the earlier version, or only in the later. */
export interface Piece {
  kind: "same" | "removed" | "added";
  text: string;
}

/** One line of a redline with its pieces; `on` says in which of the two texts there is such a line. */
export interface RedLine {
  on: "both" | "before" | "after";
  pieces: Piece[];
}

export const isChanged = ({ on, pieces }: RedLine): boolean =>
  on !== "both" || pieces.some(({ kind }) => kind !== "same");

const segmenter = new Intl.Segmenter("zh-CN", { granularity: "word" });

/**
 * What changed from `before` to `after`, line by line, words within a line (Chinese words by the language's own
 * boundaries). Leaving out what was removed gives `after`; leaving out what was added gives `before`: see `sideOf`.
 */
export function redline(before: string, after: string): RedLine[] {
  const parts = diffArrays(before.split("\n"), after.split("\n"));
  const lines: RedLine[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const next = parts[at + 1];
    if (!part) continue;
    if (part.removed && next?.added) {
      lines.push(...replaced(part.value, next.value));
      at++;
    } else lines.push(...part.value.map((line) => whole(line, part.added, part.removed)));
  }
  return lines;
}

const whole = (text: string, added: boolean, removed: boolean): RedLine => ({
  on: added ? "after" : removed ? "before" : "both",
  pieces: [{ kind: added ? "added" : removed ? "removed" : "same", text }],
});

/** Lines that took the place of others: compared one by one as far as both go. */
function replaced(before: readonly string[], after: readonly string[]): RedLine[] {
  const paired = Math.min(before.length, after.length);
  const within = Array.from({ length: paired }, (_, at) => words(before[at] ?? "", after[at] ?? ""));
  return [
    ...within,
    ...before.slice(paired).map((line) => whole(line, false, true)),
    ...after.slice(paired).map((line) => whole(line, true, false)),
  ];
}

function words(before: string, after: string): RedLine {
  const found = diffWordsWithSpace(before, after, { intlSegmenter: segmenter });
  return {
    on: "both",
    pieces: found.map(({ value, added, removed }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    })),
  };
}

/** One side of a redline, as it was compared. */
export function sideOf(lines: readonly RedLine[], side: "before" | "after"): string {
  const leftOut: Piece["kind"] = side === "before" ? "added" : "removed";
  return lines
    .filter(({ on }) => on === "both" || on === side)
    .map(({ pieces }) =>
      pieces
        .filter(({ kind }) => kind !== leftOut)
        .map(({ text }) => text)
        .join(""),
    )
    .join("\n");
}
