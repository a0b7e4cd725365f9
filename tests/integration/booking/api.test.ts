import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { addColleague, makeFacility, makeMember } from "../../support/booking.ts";
import { daysAhead, tokenOf } from "../../support/booking-client.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let database: TestDatabase;
let server: TestServer;
let provider: Actor;
const tokens = { provider: "", sme: "", stranger: "" };

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer(database.url, { demo: false });
  provider = await makeMember(database.db, ["facility_manager"], "university");
  const sme = await makeMember(database.db, ["member"]);
  const stranger = await makeMember(database.db, ["owner"]);
  tokens.provider = await tokenOf(database, provider);
  tokens.sme = await tokenOf(database, sme);
  tokens.stranger = await tokenOf(database, stranger);
});

afterAll(async () => {
  await server.stop();
  await database.close();
});

interface Reply {
  status: number;
  body: Record<string, unknown>;
}

async function call(method: string, path: string, who?: keyof typeof tokens, body?: unknown): Promise<Reply> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(who && { Authorization: `Bearer ${tokens[who]}` }),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const parsed: unknown = await answer.json();
  return { status: answer.status, body: typeof parsed === "object" && parsed !== null ? { ...parsed } : {} };
}

const names = (allowed: unknown): unknown[] =>
  Array.isArray(allowed) ? allowed.map((one: object) => Reflect.get(one, "name")) : [];

const wish = (facilityId: string, from: number, to: number) => ({
  facilityId,
  start: daysAhead(9, from),
  end: daysAhead(9, to),
  purpose: "断口形貌观察",
});

describe("bookings over the API", () => {
  it("goes from free slots to a request, its approval and its cancellation", async () => {
    const id = await makeFacility(database.db, provider, { rules: { instant: false } });
    const free = await call(
      "GET",
      `/facilities/${id}/availability?from=${encodeURIComponent(daysAhead(9, 0))}&to=${encodeURIComponent(daysAhead(10, 0))}&minutes=120`,
    );
    expect(free).toMatchObject({ status: 200, body: { timezone: "Asia/Shanghai" } });
    const slots = Array.isArray(free.body.slots) ? free.body.slots : [];
    expect(slots).toHaveLength(21);
    const [slot] = slots;
    const made = await call("POST", "/bookings", "sme", {
      facilityId: id,
      start: slot.start,
      end: slot.end,
      purpose: "断口形貌观察",
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        state: "pending",
        start: slot.start,
        end: slot.end,
        unit: 1,
        price: { amount: 60_000, currency: "CNY" },
        owner: "provider",
      },
    });
    expect(names(made.body.allowed)).toEqual(["cancel", "reschedule", "transfer"]);
    const path = `/bookings/${String(made.body.id)}`;
    expect(names((await call("GET", path, "provider")).body.allowed)).toEqual([
      "approve",
      "reject",
      "reschedule",
      "transfer",
    ]);
    expect((await call("GET", path, "stranger")).status).toBe(404);
    expect((await call("POST", `${path}/approve`, "sme", {})).status).toBe(403);
    expect(await call("POST", `${path}/approve`, "provider", {})).toMatchObject({
      status: 200,
      body: { state: "confirmed" },
    });
    expect(await call("POST", `${path}/approve`, "provider", {})).toMatchObject({
      status: 409,
      body: { code: "not_allowed_now" },
    });
    expect(await call("POST", `${path}/check-in`, "sme", {})).toMatchObject({
      status: 409,
      body: { code: "too_early" },
    });
    expect(await call("POST", `${path}/cancel`, "sme", {})).toMatchObject({
      status: 200,
      body: { state: "cancelled", charge: null },
    });
    const listed = await call("GET", "/bookings?side=provider", "provider");
    expect(listed.body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: made.body.id, state: "cancelled" })]),
    );
  });

  it("refuses with every reason, in words, and says which may be set aside", async () => {
    const id = await makeFacility(database.db, provider);
    const refused = await call("POST", "/bookings", "sme", { ...wish(id, 6, 22), wayOfService: "remote" });
    expect(refused).toMatchObject({ status: 422, body: { code: "policy" } });
    expect(refused.body.reasons).toEqual([
      { rule: "way_not_offered", overridable: false, message: expect.stringContaining("远程使用") },
      { rule: "too_long", overridable: true, message: "每次最多 8 小时" },
      { rule: "outside_hours", overridable: true, message: "不在开放时间内" },
    ]);
  });

  it.each([
    ["an unknown field", { extra: 1 }, 422],
    ["an end before the start", { end: daysAhead(9, 13) }, 422],
    ["a time without offset", { start: "2026-12-01T14:00:00" }, 422],
    ["no purpose", { purpose: " " }, 422],
    ["a foreign way", { wayOfService: "by_magic" }, 422],
    ["a voucher that does not exist", { voucherId: "019e9a3a-b800-7282-991a-978d0e1369b8" }, 404],
    ["a facility that does not exist", { facilityId: "019e9a3a-b800-7282-991a-978d0e1369b8" }, 404],
    ["a year without end", { start: "9999-12-31T23:00:00Z", end: "9999-12-31T23:59:59Z" }, 422],
  ])("refuses %s and changes nothing", async (_, change, status) => {
    const id = await makeFacility(database.db, provider);
    const answer = await call("POST", "/bookings", "sme", { ...wish(id, 14, 16), ...change });
    expect(answer.status).toBe(status);
    expect(await database.sql`select 1 from booking where facility_id = ${id}`).toHaveLength(0);
  });

  it("refuses visitors, and windows that are too wide", async () => {
    const id = await makeFacility(database.db, provider);
    expect((await call("POST", "/bookings", undefined, wish(id, 14, 16))).status).toBe(401);
    const beyond = "from=9999-12-31T00:00:00-14:00&to=9999-12-31T23:00:00-14:00";
    expect(await call("GET", `/facilities/${id}/availability?${beyond}`)).toMatchObject({
      status: 422,
      body: { code: "invalid" },
    });
    const wide = `/facilities/${id}/availability?from=2026-12-01T00:00:00Z&to=2027-12-01T00:00:00Z`;
    expect(await call("GET", wide)).toMatchObject({ status: 422, body: { code: "invalid" } });
  });

  it("shows a colleague the organisation's bookings, a page at a time", async () => {
    const id = await makeFacility(database.db, provider);
    const user = await makeMember(database.db, ["member"]);
    if (!user.organization) throw new Error("no organisation");
    const colleague = await addColleague(database.db, user.organization, ["member"]);
    tokens.sme = await tokenOf(database, user);
    for (const hour of [8, 9, 10]) await call("POST", "/bookings", "sme", wish(id, hour, hour + 1));
    tokens.sme = await tokenOf(database, colleague);
    const first = await call("GET", "/bookings?side=organization&view=upcoming&limit=2", "sme");
    expect(first.body.items).toHaveLength(2);
    const next = await call(
      "GET",
      `/bookings?side=organization&view=upcoming&limit=2&cursor=${String(first.body.nextCursor)}`,
      "sme",
    );
    expect(next.body.items).toHaveLength(1);
    expect(next.body.nextCursor).toBeNull();
    expect((await call("GET", "/bookings?side=mine", "sme")).body.items).toEqual([]);
  });
});

describe("bookings made together over the API", () => {
  const codes = (items: unknown): unknown[] =>
    Array.isArray(items)
      ? items.map((one: object) => {
          const problem: unknown = Reflect.get(one, "problem");
          return typeof problem === "object" && problem !== null ? Reflect.get(problem, "code") : null;
        })
      : [];
  const first = (items: unknown, name: string): unknown =>
    Array.isArray(items) ? Reflect.get(Object(items[0]), name) : undefined;

  it("repeats a time by a rule, says beforehand what is in the way, moves and cancels from one on", async () => {
    const id = await makeFacility(database.db, provider);
    await call("POST", "/bookings", "stranger", wish(id, 10, 12));
    const pattern = { frequency: "daily", count: 3 };
    const start = { ...wish(id, 10, 12), start: daysAhead(8, 10), end: daysAhead(8, 12) };
    const asked = { first: start, pattern, conflicts: "refuse" };
    const seen = await call("POST", "/booking-series/preview", "sme", asked);
    expect(codes(seen.body.items)).toEqual([null, "slot_taken", null]);
    expect(first(seen.body.items, "bookingId")).toBeNull();
    const refused = await call("POST", "/booking-series", "sme", asked);
    expect(refused).toMatchObject({ status: 409, body: { code: "series_conflicts" } });
    const made = await call("POST", "/booking-series", "sme", { ...asked, conflicts: "skip" });
    expect(made.status).toBe(201);
    expect(codes(made.body.items)).toEqual([null, "slot_taken", null]);
    const to = { time: "15:00", minutes: 60, conflicts: "refuse" };
    const path = `/booking-series/${String(made.body.id)}`;
    expect((await call("POST", `${path}/retime`, "stranger", to)).status).toBe(404);
    expect(codes((await call("POST", `${path}/preview-retime`, "sme", to)).body.items)).toEqual([null, null]);
    expect((await call("POST", `${path}/retime`, "sme", to)).body.items).toHaveLength(2);
    const from = first(made.body.items, "bookingId");
    expect((await call("POST", `${path}/preview-cancel`, "sme", { from })).body.items).toHaveLength(2);
    expect((await call("POST", `${path}/cancel`, "sme", {})).status).toBe(200);
    expect((await call("POST", `${path}/cancel`, "sme", {})).body.code).toBe("series_over");
  });

  it("says what a facility asks, and keeps the answers in the words that the questions had", async () => {
    const question = { key: "magnetic", textZh: "样品是否含磁性成分", textEn: "Magnetic?", required: true };
    const toxic = {
      ...question,
      key: "toxic",
      kind: "yes_no" as const,
      textZh: "样品是否有毒？",
      options: [],
    };
    const count = { ...toxic, key: "count", kind: "number" as const, textZh: "样品数", required: false };
    const id = await makeFacility(database.db, provider, {
      rules: { questions: [{ ...question, options: ["含", "不含"] }, toxic, count] },
    });
    const free = await call("GET", `/facilities/${id}/availability`, "sme");
    expect(free.body).toMatchObject({
      questions: [
        { key: "magnetic", kind: "choice", options: ["含", "不含"] },
        { key: "toxic", kind: "yes_no", options: [] },
        { key: "count", kind: "number" },
      ],
    });
    const unsaid = await call("POST", "/bookings", "sme", wish(id, 10, 12));
    expect(unsaid).toMatchObject({
      status: 422,
      body: { reasons: [{ rule: "question" }, { rule: "question" }] },
    });
    const answers = [
      { key: "magnetic", answer: "不含" },
      { key: "toxic", answer: "no" },
    ];
    const wrong = [...answers, { key: "count", answer: "几个" }];
    const unread = await call("POST", "/bookings", "sme", { ...wish(id, 10, 12), answers: wrong });
    expect(unread).toMatchObject({ status: 422, body: { reasons: [{ rule: "question_number" }] } });
    const made = await call("POST", "/bookings", "sme", { ...wish(id, 10, 12), answers });
    expect(made).toMatchObject({
      status: 201,
      body: {
        answers: [
          { textZh: question.textZh, kind: "choice", answer: "不含" },
          { textZh: toxic.textZh, kind: "yes_no", answer: "no" },
        ],
      },
    });
  });

  it("keeps when its booker wants to be reminded, and tells nobody else", async () => {
    const id = await makeFacility(database.db, provider);
    const made = await call("POST", "/bookings", "sme", wish(id, 10, 12));
    expect(made.body).toMatchObject({ reminders: null });
    const path = `/bookings/${made.body.id}`;
    const minutes = [60, 4320];
    const kept = await call("POST", `${path}/reminders`, "sme", { minutes });
    expect(kept).toMatchObject({ status: 200, body: { reminders: minutes } });
    expect((await call("GET", path, "provider")).body).toMatchObject({ reminders: null });
    expect((await call("POST", `${path}/reminders`, "provider", { minutes })).status).toBe(403);
    expect((await call("POST", `${path}/reminders`, "sme", { minutes: [61] })).status).toBe(422);
  });

  it("books several facilities at once, or none", async () => {
    const [one, two] = [await makeFacility(database.db, provider), await makeFacility(database.db, provider)];
    await call("POST", "/bookings", "stranger", wish(two, 10, 12));
    const taken = { bookings: [wish(one, 10, 12), wish(two, 10, 12)] };
    expect(codes((await call("POST", "/booking-bundles/preview", "sme", taken)).body.items)).toEqual([
      null,
      "slot_taken",
    ]);
    const refused = await call("POST", "/booking-bundles", "sme", taken);
    expect(refused).toMatchObject({ status: 409, body: { code: "bundle_refused" } });
    const free = { bookings: [wish(one, 10, 12), wish(two, 12, 14)] };
    const made = await call("POST", "/booking-bundles", "sme", free);
    expect(made.status).toBe(201);
    expect(codes(made.body.items)).toEqual([null, null]);
  });
});
