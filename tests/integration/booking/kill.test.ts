import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { booking } from "#db/schema/booking.ts";
import type { Actor } from "#app/domain/context.ts";
import { makeFacility, makeMember } from "../../support/booking.ts";
import { daysAhead, postBooking, tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { doubleOwners } from "../../support/race/race.ts";
import { startServer, type TestServer } from "../../support/server.ts";

/** How often the server is killed. `npm run soak` asks for a hundred. */
const rounds = Number(process.env.KILL_ROUNDS ?? 3);
const clients = 8;

let database: TestDatabase;
let provider: Actor;
let tokens: string[];
let server: TestServer | undefined;

beforeAll(async () => {
  database = await testDatabase();
  provider = await makeMember(database.db, ["facility_manager"], "university");
  const users = await Promise.all(Array.from({ length: clients }, () => makeMember(database.db, ["member"])));
  tokens = await Promise.all(users.map((user) => tokenOf(database, user)));
});

afterAll(async () => {
  await server?.stop();
  await database.close();
});

/** One attempt: what was asked, under which key, and the answer, if one came before the end. */
interface Attempt {
  token: string;
  key: string;
  wish: { facilityId: string; start: string; end: string };
  status: number | null;
  id: string | null;
}

/**
 * Clients that book one slot after another, each wanted by all of them. Once `answers` of them have been answered, the
 * server is killed while the rest are on their way.
 */
async function killedWhileBooking(
  server: TestServer,
  facilityId: string,
  answers: number,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const gone = once(server.process, "exit");
  let answered = 0;
  const client = async (token: string): Promise<void> => {
    for (let turn = 0; ; turn += 1) {
      const [day, hour] = [7 + (Math.floor(turn / 12) % 40), 8 + (turn % 12)];
      const wish = { facilityId, start: daysAhead(day, hour), end: daysAhead(day, hour + 1) };
      const attempt: Attempt = { token, key: randomUUID(), wish, status: null, id: null };
      attempts.push(attempt);
      const answer = await postBooking(server.url, token, wish, attempt.key).catch(() => null);
      if (answer === null) return;
      attempt.status = answer.status;
      attempt.id = answer.id;
      answered += 1;
      if (answered === answers) server.process.kill("SIGKILL");
    }
  };
  await Promise.all([...tokens.map(client), gone]);
  return attempts;
}

async function storedBookings(facilityId: string): Promise<Map<string, string>> {
  const rows = await database.db
    .select({ id: booking.id, startsAt: booking.startsAt })
    .from(booking)
    .where(eq(booking.facilityId, facilityId));
  return new Map(rows.map(({ id, startsAt }) => [id, startsAt.toISOString()]));
}

/** What must hold of the answers and the database after a kill. */
async function checkHistory(attempts: readonly Attempt[], facilityId: string): Promise<void> {
  const stored = await storedBookings(facilityId);
  for (const { id, wish } of attempts.filter(({ status }) => status === 201)) {
    expect(stored.get(id ?? ""), `booking ${id} was answered 201 and is lost`).toBe(
      new Date(wish.start).toISOString(),
    );
  }
  for (const { status } of attempts) expect([201, 409, null]).toContain(status);
  expect(await doubleOwners(database.sql)).toBe(0);
}

/** Asks again for what was never answered: the same key gives the booking that was made, or makes it once. */
async function askAgain(server: TestServer, attempts: readonly Attempt[], facilityId: string): Promise<void> {
  for (const { token, wish, key } of attempts.filter(({ status }) => status === null)) {
    const before = await storedBookings(facilityId);
    const answer = await postBooking(server.url, token, wish, key);
    expect([201, 409]).toContain(answer.status);
    if (answer.status !== 201) continue;
    const after = await storedBookings(facilityId);
    expect(after.get(answer.id ?? "")).toBe(new Date(wish.start).toISOString());
    expect(after.size - before.size).toBe(before.has(answer.id ?? "") ? 0 : 1);
  }
}

it(
  `keeps every promise when killed in the middle of reserving, ${rounds} times`,
  async () => {
    const seen = { booked: 0, unanswered: 0 };
    server = await startServer(database.url, { demo: false });
    for (let round = 0; round < rounds; round += 1) {
      const facilityId = await makeFacility(database.db, provider);
      const attempts = await killedWhileBooking(server, facilityId, clients + Math.floor(Math.random() * 40));
      await checkHistory(attempts, facilityId);
      server = await startServer(database.url, { demo: false });
      await askAgain(server, attempts, facilityId);
      expect(await doubleOwners(database.sql)).toBe(0);
      seen.booked += attempts.filter(({ status }) => status === 201).length;
      seen.unanswered += attempts.filter(({ status }) => status === null).length;
    }
    // Otherwise the kills came before or after the work, and nothing was tested.
    expect(seen.booked).toBeGreaterThanOrEqual(rounds);
    expect(seen.unanswered).toBeGreaterThanOrEqual(rounds);
  },
  rounds * 60_000,
);
