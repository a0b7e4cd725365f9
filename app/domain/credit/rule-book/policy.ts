import type { Reason } from "#app/runtime/problem.ts";
import type { RuleBook } from "./queries.server.ts";
import { diffBooks } from "./diff.ts";

const reason = (rule: string, params?: Record<string, string | number>): Reason => ({
  rule,
  overridable: false,
  ...(params && { params }),
});

/**
 * Everything that keeps a draft from being published: it says nothing of what is new, changes nothing, or has a measure
 * whose longest term is longer than what publication and record of its gravest class can show.
 */
export function bookReasons(draft: RuleBook, latest: RuleBook | undefined): Reason[] {
  const found: Reason[] = [];
  if (draft.noteZh === "" || draft.noteEn === "") found.push(reason("book_note_missing"));
  if (latest && diffBooks(latest, draft).length === 0) found.push(reason("book_unchanged"));
  for (const { code, gravest, measures } of draft.offences) {
    if (measures.length === 0) found.push(reason("book_offence_bare", { code }));
    const record = draft.publications.find((row) => row.class === gravest)?.recordDays ?? 0;
    const longest = Math.max(0, ...measures.map(({ maxDays }) => maxDays ?? 0));
    if (longest > record) found.push(reason("book_record_too_short", { code, longest, record }));
  }
  return found;
}
