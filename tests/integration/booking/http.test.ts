import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { makeFacility, makeMember } from "../../support/booking.ts";
import { daysAhead, postBooking, tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { doubleOwners } from "../../support/race/race.ts";
import { startServers, type TestServer } from "../../support/server.ts";

let database: TestDatabase;
let servers: TestServer[];
let provider: Actor;
let tokens: string[];

beforeAll(async () => {
  database = await testDatabase();
  servers = await startServers(2, database.url, { demo: false });
  provider = await makeMember(database.db, ["facility_manager"], "university");
  const users = await Promise.all([1, 2, 3, 4, 5].map(() => makeMember(database.db, ["member"])));
  tokens = await Promise.all(users.map((user) => tokenOf(database, user)));
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.close();
});

const clients = 50;

it("gives one of 50 clients in two server processes the slot, and 49 are told what is free instead", async () => {
  const facilityId = await makeFacility(database.db, provider);
  const wish = { facilityId, start: daysAhead(7, 14), end: daysAhead(7, 16) };
  const answers = await Promise.all(
    Array.from({ length: clients }, (_, index) =>
      postBooking(servers[index % 2]?.url ?? "", tokens[index % tokens.length] ?? "", wish),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status, code }) => status === 409 && code === "slot_taken")).toHaveLength(
    clients - 1,
  );
  expect(answers.filter(({ code, alternatives }) => code === "slot_taken" && alternatives === 0)).toEqual([]);
  expect(await doubleOwners(database.sql)).toBe(0);
});

it("answers a repeated request with the first answer, whichever process it meets", async () => {
  const facilityId = await makeFacility(database.db, provider);
  const wish = { facilityId, start: daysAhead(8, 9), end: daysAhead(8, 10) };
  const send = (index: number) =>
    postBooking(servers[index % 2]?.url ?? "", tokens[0] ?? "", wish, "same-key");
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => send(index)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers.every(({ status, id }) => status === 201 && id !== null)).toBe(true);
  const other = { ...wish, start: daysAhead(8, 11), end: daysAhead(8, 12) };
  expect(await postBooking(servers[0]?.url ?? "", tokens[0] ?? "", other, "same-key")).toMatchObject({
    status: 409,
    code: "idempotency_conflict",
  });
});
