import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { asIfCommitted, rolledBack } from "../../support/rolled-back.ts";
import { regulator } from "../cases/world.ts";
import { ledgerFaults } from "../money/world.ts";
import {
  agree,
  anyEvent,
  type Event,
  lawful,
  type Life,
  live,
  milestonesOf,
  type People,
} from "./history.ts";
import { goodTerms, inForce, sides } from "./world.ts";

/** More for a long look: `npm run soak -- contracts 5000`. */
const histories = Number(process.env.CONTRACT_HISTORIES ?? 150);
/** Few, because each is committed: only so do two at once really meet. */
const committed = Math.max(6, Math.round(histories / 50));

let test: TestDatabase;
let people: People;
let signed: string;

beforeAll(async () => {
  test = await testDatabase();
  people = { ...(await sides(test.db)), mediator: await regulator(test.db, "officer") };
  signed = await inForce(test.db, people, goodTerms());
});

afterAll(() => test?.close());

const history = fc.array(anyEvent, { minLength: 10, maxLength: 30 });

/** Looks after everything that was not refused, and at the end. */
async function liveThrough(life: Life, events: readonly Event[], look: () => Promise<unknown>) {
  for (const event of events) {
    const before = event.kind === "crash" ? await milestonesOf(life) : null;
    const happened = await live(life, event);
    if (before) expect(await milestonesOf(life)).toEqual(before);
    if (happened) await look();
  }
  await look();
  await lawful(life);
}

it("milestones' money and state never disagree, whatever people, clocks, crashes and replays do", async () => {
  const property = fc.asyncProperty(history, (events) =>
    rolledBack(test.db, async (db) => {
      const life = { db, together: false, people, id: signed, day: 1, transfers: {} };
      await liveThrough(life, events, async () => {
        await asIfCommitted(db);
        await agree(life);
      });
      expect(await ledgerFaults(db)).toEqual([]);
    }),
  );
  await fc.assert(property, { numRuns: histories, endOnFailure: true });
}, 7_200_000);

it("nor where each step is committed and the same is asked twice at once", async () => {
  const property = fc.asyncProperty(history, async (events) => {
    const id = await inForce(test.db, people, goodTerms());
    const life = { db: test.db, together: true, people, id, day: 1, transfers: {} };
    await liveThrough(life, events, () => agree(life));
  });
  await fc.assert(property, { numRuns: committed, endOnFailure: true });
  expect(await ledgerFaults(test.db)).toEqual([]);
}, 3_600_000);
