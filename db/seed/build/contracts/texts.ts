import { createHash } from "node:crypto";
import texts from "../../contracts/texts.json" with { type: "json" };
import type { Calendar } from "../calendar.ts";

export interface SeededText {
  terms: Record<string, unknown>;
  canonical: string;
  english: string;
  sha256: string;
}

const known: Readonly<Record<string, readonly Omit<SeededText, "sha256">[]>> = texts;

/**
 * The versions of a contract's text as the builder has written them (a test compares), with days counted from the day of
 * loading where they say `{{-30}}`.
 */
export function textsOf(key: string, calendar: Calendar): SeededText[] {
  const dated = (text: string) =>
    text.replaceAll(/\{\{(-?\d+)\}\}/g, (_, days: string) => calendar.date(Number(days)));
  return (known[key] ?? []).map(({ terms, canonical, english }) => {
    const said = dated(canonical);
    const parsed: unknown = JSON.parse(dated(JSON.stringify(terms)));
    if (typeof parsed !== "object" || parsed === null) throw new Error(`no terms of ${key}`);
    return {
      terms: { ...parsed },
      canonical: said,
      english: dated(english),
      sha256: createHash("sha256").update(said, "utf8").digest("hex"),
    };
  });
}
