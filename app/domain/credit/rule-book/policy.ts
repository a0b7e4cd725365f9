import type { Reason } from "#app/runtime/problem.ts";
import type { MeasureEffect, MeasureKind } from "#db/schema/vocabulary.ts";
import { effectsEnforced } from "../measures.ts";
import { diffBooks } from "./diff.ts";
import { lawfulLimits, lawfulPublication, longestRecordDays } from "./law.ts";
import type { RuleBook } from "./queries.server.ts";

const reason = (rule: string, params?: Record<string, string | number>): Reason => ({
  rule,
  overridable: false,
  ...(params && { params }),
});

/**
 * Everything that keeps a draft from being published: it does not say what is new, changes nothing, has a measure whose
 * longest term outlasts the record of its gravest class, crosses a bound of the law, or claims effects that the platform
 * does not enforce.
 */
export function bookReasons(draft: RuleBook, latest: RuleBook | undefined): Reason[] {
  return [
    ...(draft.noteZh === "" || draft.noteEn === "" ? [reason("book_note_missing")] : []),
    ...(latest && diffBooks(latest, draft).length === 0 ? [reason("book_unchanged")] : []),
    ...offenceReasons(draft),
    ...publicationReasons(draft),
    ...limitReasons(draft),
    ...draft.measures.flatMap(({ kind, effects }) =>
      sameEffects(kind, effects) ? [] : [reason("book_effects", { kind })],
    ),
  ];
}

function offenceReasons({ offences, publications }: RuleBook): Reason[] {
  return offences.flatMap(({ code, gravest, measures }) => {
    if (measures.length === 0) return [reason("book_offence_bare", { code })];
    const record = publications.find((row) => row.class === gravest)?.recordDays ?? 0;
    const longest = Math.max(0, ...measures.map(({ maxDays }) => maxDays ?? 0));
    return longest > record ? [reason("book_record_too_short", { code, longest, record })] : [];
  });
}

function publicationReasons({ publications }: RuleBook): Reason[] {
  return publications.flatMap((row) => {
    const { least, most } = lawfulPublication[row.class];
    const params = { class: row.class, least, most };
    const shown = !row.published || (row.minDays >= least && row.maxDays <= most);
    return [
      ...(shown ? [] : [reason("book_publication_unlawful", params)]),
      ...(row.recordDays > longestRecordDays
        ? [reason("book_record_too_long", { class: row.class, most: longestRecordDays })]
        : []),
    ];
  });
}

function limitReasons({ limits }: RuleBook): Reason[] {
  return limits.flatMap(({ code, days, working }) => {
    const bound = lawfulLimits[code];
    if (!bound) return [];
    const right = bound.side === "least";
    // A calendar day is shorter than a working day: a right counted in them is less, a duty counted in them is quicker.
    const counted = working === bound.working || (right ? working : !working);
    const kept = right ? days >= bound.days : days <= bound.days;
    return counted && kept
      ? []
      : [reason(right ? "book_limit_short" : "book_limit_long", { code, days: bound.days })];
  });
}

const sameEffects = (kind: MeasureKind, effects: readonly MeasureEffect[]): boolean =>
  effects.toSorted().join() === effectsEnforced(kind).toSorted().join();
