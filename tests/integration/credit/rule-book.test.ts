import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ruleBook } from "#db/schema/rule-book.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import type { Actor } from "#app/domain/context.ts";
import { ruleBookAt } from "#app/domain/cases/rules.server.ts";
import {
  beginDraft,
  discardDraft,
  noteDraft,
  removeOffence,
  saveLimit,
  saveOffence,
} from "#app/domain/credit/rule-book/draft.server.ts";
import { diffBooks } from "#app/domain/credit/rule-book/diff.ts";
import { limitInput, offenceInput } from "#app/domain/credit/rule-book/inputs.ts";
import { publishDraft } from "#app/domain/credit/rule-book/publish.server.ts";
import { publishedBooks, readBook } from "#app/domain/credit/rule-book/queries.server.ts";
import { pgError } from "#db/errors.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let operator: Actor;
let adjudicator: Actor;
const clock = fixedClock("2026-11-20T10:00:00+08:00");
const as = (actor: Actor) => contextOf(test.db, actor, clock);

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
  operator = await makeMember(test.db, ["operator"], "government");
  const member = await makeMember(test.db, ["adjudicator"], "government");
  adjudicator = { ...member, regionPrefixes: ["33"] };
});

afterAll(() => test.close());

it("a rule book is drafted by one person, published by another with notice, and holds from its day on", async () => {
  const before = await readBook(as(operator));
  expect(problemOf(await beginDraft(as(adjudicator))).code).toBe("forbidden");
  valueOf(await beginDraft(as(operator)));
  valueOf(await beginDraft(as(operator)));
  const unchanged = problemOf(await publishDraft(as(adjudicator), {}));
  expect(unchanged.reasons?.map(({ rule }) => rule)).toEqual(["book_note_missing", "book_unchanged"]);

  const old = before?.offences.find(({ code }) => code === "MC02");
  const row = { ...old, measures: [{ kind: "yellow_card", minDays: 90, maxDays: 30 }] };
  const wrong = offenceInput.safeParse(row);
  expect(wrong.error?.issues[0]).toMatchObject({
    message: "min_above_max",
    path: ["measures", 0, "minDays"],
  });
  const milder = offenceInput.parse({
    ...row,
    measures: [{ kind: "yellow_card", minDays: 30, maxDays: 60 }],
  });
  valueOf(await saveOffence(as(operator), milder));
  valueOf(await removeOffence(as(operator), "MC10"));
  const longer = { days: 20, working: true, basisZh: "平台规则", basisEn: "Rules of the platform" };
  valueOf(await saveLimit(as(operator), "decision", limitInput.parse(longer)));
  valueOf(await noteDraft(as(operator), { noteZh: "调整专利标注的处理", noteEn: "Patents marked wrongly" }));
  expect((await readBook(as(operator)))?.version).toBe(before?.version);

  const both = { ...operator, roles: ["operator", "adjudicator"] as const, regionPrefixes: ["33"] };
  expect(problemOf(await publishDraft(as(both), {})).code).toBe("rule_book_own");
  const city = { ...adjudicator, regionPrefixes: ["3301"] };
  expect(problemOf(await publishDraft(as(city), {})).code).toBe("forbidden");
  const early = problemOf(await publishDraft(as(adjudicator), { effectiveOn: "2026-11-25" }));
  expect(early.errors).toEqual([
    { path: "effectiveOn", code: "within_notice", params: { day: "2026-11-28" } },
  ]);
  valueOf(await publishDraft(as(adjudicator), {}));

  const [line] = await publishedBooks(as(operator));
  expect(line).toMatchObject({ version: (before?.version ?? 0) + 1, state: "announced" });
  const made = await readBook(as(operator), line?.version);
  const changes = before && made ? diffBooks(before, made) : [];
  expect(changes.map(({ key, change }) => [key, change])).toEqual([
    ["MC02", "changed"],
    ["MC10", "removed"],
    ["decision", "changed"],
  ]);
  expect((await ruleBookAt(test.db, "2026-11-27")).version).toBe(before?.version);
  expect((await ruleBookAt(test.db, "2026-11-28")).version).toBe(line?.version);
  expect(problemOf(await noteDraft(as(operator), { noteZh: "改", noteEn: "x" })).code).toBe("not_found");
});

it("a draft can be thrown away, and the database keeps to two people", async () => {
  valueOf(await beginDraft(as(operator)));
  const alone = test.db
    .update(ruleBook)
    .set({ publishedAt: clock.now(), effectiveAt: clock.now(), publishedById: operator.user?.id })
    .where(isNull(ruleBook.publishedAt));
  expect(await alone.catch((error: unknown) => pgError(error)?.constraint)).toBe("rule_book_two_people");
  valueOf(await discardDraft(as(operator)));
  expect(problemOf(await discardDraft(as(operator))).code).toBe("not_found");
});
