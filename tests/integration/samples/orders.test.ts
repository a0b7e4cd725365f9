import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { usageRecord } from "#db/schema/booking.ts";
import type { bookingPolicy } from "#db/schema/booking-policy.ts";
import { price } from "#db/schema/catalog.ts";
import { sample, sampleOrder } from "#db/schema/samples.ts";
import type { MeasureKind } from "#db/schema/vocabulary.ts";
import { auditEntry, holiday } from "#db/schema/shared.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { forbidding } from "#app/domain/credit/measures.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { amendOrder } from "#app/domain/samples/amend-order.server.ts";
import {
  acceptOrder,
  beginOrder,
  cancelOrder,
  declineOrder,
  objectToOrder,
  returnSamples,
} from "#app/domain/samples/answer-order.server.ts";
import { evaluateOrder, finishOrder } from "#app/domain/samples/finish-order.server.ts";
import { findOrder, orderDetail } from "#app/domain/samples/find-order.server.ts";
import { acceptInput, amendInput, finishInput, orderInput } from "#app/domain/samples/inputs.ts";
import { listOrders } from "#app/domain/samples/list-orders.server.ts";
import { stopForbiddenOrders } from "#app/domain/samples/stop-forbidden-orders.server.ts";
import { placeOrder } from "#app/domain/samples/place-order.server.ts";
import { addResult, removeResult } from "#app/domain/samples/results.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
let provider: Actor;
let sme: Actor;
let stranger: Actor;
let facilityId: string;

beforeAll(async () => {
  test = await testDatabase();
  [provider, stranger] = await Promise.all([
    makeMember(test.db, ["facility_manager"], "university"),
    makeMember(test.db, ["owner", "facility_manager"]),
  ]);
});

afterAll(() => test.close());

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const because = (reason: string) => ({ reason });
const two = [
  { label: "A-1", material: "7075 铝合金" },
  { label: "A-2", hazard: "易燃" },
];
const wish = (extra: Record<string, unknown> = {}) =>
  orderInput.parse({ facilityId, purpose: "元素含量", item: "全元素", samples: two, ...extra });
const rowOf = async (id: string) =>
  (await test.db.select().from(sampleOrder).where(eq(sampleOrder.id, id)))[0];
const accepting = (extra = {}) => acceptInput.parse(extra);

async function openFacility(rules: Partial<typeof bookingPolicy.$inferInsert> = {}): Promise<void> {
  facilityId = await makeFacility(test.db, provider, { rules });
  await test.db.insert(price).values({
    ...{ listingId: facilityId, item: "全元素", unit: "sample", userClass: "enterprise" },
    ...{ amount: 4_000, validFrom: "2026-01-01" },
  });
}

beforeEach(async () => {
  sme = await makeMember(test.db, ["member"]);
});

async function ordered(rules = {}, extra = {}): Promise<string> {
  await openFacility(rules);
  return valueOf(await placeOrder(as(sme), wish(extra))).id;
}

describe("an order", () => {
  it("carries its samples in order, the list price times their number, and the provider's time to answer", async () => {
    const id = await ordered();
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "submitted", price: 8_000, priceItem: "全元素", userClass: "enterprise" },
      deadline: new Date("2026-11-26T09:00:00+08:00"),
    });
    const rows = await test.db.select().from(sample).where(eq(sample.orderId, id)).orderBy(sample.number);
    expect(rows).toMatchObject([
      { number: 1, label: "A-1", accepted: null },
      { number: 2, label: "A-2", hazard: "易燃" },
    ]);
  });

  it("is by quotation without an item, and refuses one that the list does not have", async () => {
    const id = await ordered({}, { item: undefined });
    expect(await rowOf(id)).toMatchObject({ price: null, priceItem: "" });
    expect(problemOf(await placeOrder(as(sme), wish({ item: "没有的项目" })))).toMatchObject({
      errors: [{ path: "item", code: "not_an_option" }],
    });
  });

  it("is refused with every reason", async () => {
    await openFacility({ bookableBy: ["internal"], terms: "请先干燥", termsVersion: 2 });
    expect(problemOf(await placeOrder(as(sme), wish({ termsVersion: 1 }))).reasons).toMatchObject([
      { rule: "user_class" },
      { rule: "terms" },
    ]);
    facilityId = await makeFacility(test.db, provider, { ways: ["self_use"] });
    expect(problemOf(await placeOrder(as(sme), wish({ item: undefined }))).reasons).toMatchObject([
      { rule: "way_not_offered" },
    ]);
    facilityId = await makeFacility(test.db, provider, { state: "draft" });
    expect(problemOf(await placeOrder(as(sme), wish())).code).toBe("not_found");
  });

  it("is refused to those whom a measure forbids the market", async () => {
    await openFacility();
    const from = new Date("2026-11-01T00:00:00Z");
    const measure = { organizationId: sme.organization?.id ?? "", kind: forbidding.book[0] ?? fail() };
    await layMeasure(test.db, { ...measure, from });
    expect(problemOf(await placeOrder(as(sme), wish())).code).toBe("standing");
  });
});

describe("orders that run when a measure begins", () => {
  it("are cancelled by the published rule unless the work has begun, of the user and of a hidden provider", async () => {
    const stop = async (kind: MeasureKind, of: Actor) => {
      const from = new Date("2026-11-23T08:00:00+08:00");
      const measureId = await layMeasure(test.db, { organizationId: of.organization?.id ?? "", kind, from });
      return stopForbiddenOrders(as(systemActor("job"), "24T09:00"), measureId);
    };
    const [waiting, begun] = [await ordered(), await ordered()];
    valueOf(await acceptOrder(as(provider), begun, accepting()));
    valueOf(await beginOrder(as(provider), begun));
    expect(await stop("booking_restriction", sme)).toBe(0);
    expect(await stop("blacklist", sme)).toBe(1);
    expect(await rowOf(waiting)).toMatchObject({ state: "cancelled" });
    expect(await rowOf(begun)).toMatchObject({ state: "in_progress" });
    sme = await makeMember(test.db, ["member"]);
    const usual = provider;
    provider = await makeMember(test.db, ["facility_manager"], "university");
    const theirs = await ordered();
    expect(await stop("suspension", provider)).toBe(1);
    expect(await rowOf(theirs)).toMatchObject({ state: "cancelled" });
    provider = usual;
  });
});

describe("receipt", () => {
  it("notes the condition of each sample, and results are due working days later, over a holiday", async () => {
    await test.db.insert(holiday).values({ day: "2026-11-25", working: false, name: "测试假日" });
    await test.db.insert(holiday).values({ day: "2026-11-28", working: true, name: "测试调休" });
    const id = await ordered({ sampleDays: 4 });
    const conditions = [{ number: 2, condition: "外包装破损" }];
    valueOf(await acceptOrder(as(provider, "23T15:00"), id, accepting({ conditions })));
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "accepted", dueOn: "2026-11-28" },
      receivedAt: new Date("2026-11-23T15:00:00+08:00"),
      deadline: new Date("2026-11-29T00:00:00+08:00"),
    });
    const rows = await test.db.select().from(sample).where(eq(sample.orderId, id)).orderBy(sample.number);
    expect(rows).toMatchObject([
      { accepted: true, condition: "" },
      { accepted: true, condition: "外包装破损" },
    ]);
    expect(problemOf(await acceptOrder(as(provider), id, accepting()))).toMatchObject({
      code: "not_allowed_now",
    });
  });

  it("refuses a sample that is not there, and changes nothing", async () => {
    const id = await ordered();
    const conditions = [{ number: 3, condition: "破损" }];
    expect(problemOf(await acceptOrder(as(provider), id, accepting({ conditions })))).toMatchObject({
      errors: [{ code: "sample_unknown" }],
    });
    expect((await rowOf(id))?.state).toBe("submitted");
  });

  it("may be objected to; the orderer puts it right and sends it again", async () => {
    const id = await ordered();
    valueOf(await objectToOrder(as(provider), id, because("A-2 请先稀释")));
    expect(await rowOf(id)).toMatchObject({ state: "objected", reason: "A-2 请先稀释", deadline: null });
    const amended = amendInput.parse({ purpose: "元素含量", item: "全元素", samples: two.slice(0, 1) });
    expect(problemOf(await amendOrder(as(provider), id, amended)).code).toBe("forbidden");
    valueOf(await amendOrder(as(sme, "24T09:00"), id, amended));
    expect(await rowOf(id)).toMatchObject({ state: "submitted", price: 4_000 });
    expect(valueOf(await findOrder(as(sme), id)).rows).toHaveLength(1);
  });
});

describe("work", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const result = () => new File([png], "谱图.png");

  it("ends with results, the state's record and one evaluation", async () => {
    const id = await ordered();
    expect(problemOf(await addResult(as(provider), id, result())).code).toBe("not_allowed_now");
    valueOf(await acceptOrder(as(provider, "23T10:00"), id, accepting()));
    valueOf(await beginOrder(as(provider, "24T09:00"), id));
    expect((await rowOf(id))?.deadline).not.toBeNull();
    expect(problemOf(await cancelOrder(as(sme, "24T09:10"), id, because(""))).code).toBe("not_allowed_now");
    const large = new File([png, new Uint8Array(20_000_000)], "谱图.png");
    expect(problemOf(await addResult(as(provider, "24T09:50"), id, large)).errors).toEqual([
      { path: "file", code: "file_too_big", params: { megabytes: 20 } },
    ]);
    expect(valueOf(await orderDetail(as(sme), id)).results).toEqual([]);
    valueOf(await addResult(as(provider, "24T10:00"), id, result()));
    const early = finishInput.parse({ actualFrom: "2026-11-23T09:59:00+08:00" });
    expect(problemOf(await finishOrder(as(provider, "24T11:30"), id, early)).errors).toEqual([
      { path: "actualFrom", code: "before_agreed" },
    ]);
    valueOf(await finishOrder(as(provider, "24T11:30"), id, finishInput.parse({ content: "ICP 2 件" })));
    const [record] = await test.db.select().from(usageRecord).where(eq(usageRecord.sampleOrderId, id));
    expect(record).toMatchObject({
      ...{ way: "commissioned", external: true, samples: 2, amount: 8_000, content: "ICP 2 件" },
      actualFrom: new Date("2026-11-24T09:00:00+08:00"),
      actualTo: new Date("2026-11-24T11:30:00+08:00"),
    });
    const words = { evaluation: "satisfied", text: "" } as const;
    expect(problemOf(await evaluateOrder(as(provider), id, words)).code).toBe("forbidden");
    valueOf(await evaluateOrder(as(sme, "24T12:00"), id, words));
    expect(problemOf(await evaluateOrder(as(sme, "24T12:01"), id, words)).code).toBe("not_allowed_now");
  });

  it("gives its results to the two organisations alone", async () => {
    const id = await ordered();
    valueOf(await acceptOrder(as(provider, "23T10:00"), id, accepting()));
    const file = valueOf(await addResult(as(provider, "23T11:00"), id, result()));
    const colleague = await addColleague(test.db, sme.organization ?? fail(), ["member"]);
    const officer = { ...stranger, organization: null, roles: ["officer"] as const, regionPrefixes: ["33"] };
    for (const actor of [sme, colleague, provider])
      expect(valueOf(await findReadableFile(as(actor), file.id)).name).toBe("谱图.png");
    for (const actor of [stranger, officer])
      expect(problemOf(await findReadableFile(as(actor), file.id)).code).toBe("not_found");
    expect(valueOf(await orderDetail(as(officer), id))).toMatchObject({ results: [], scope: "overseer" });
    expect(problemOf(await addResult(as(sme), id, result())).code).toBe("forbidden");
    expect(problemOf(await removeResult(as(sme), id, file.id)).code).toBe("forbidden");
    valueOf(await removeResult(as(provider), id, file.id));
    expect(problemOf(await findReadableFile(as(sme), file.id)).code).toBe("not_found");
  });

  it("that fails for the provider's reasons returns the samples", async () => {
    const id = await ordered();
    valueOf(await acceptOrder(as(provider, "23T10:00"), id, accepting()));
    valueOf(await returnSamples(as(provider, "24T10:00"), id, because("检测器故障")));
    expect(await rowOf(id)).toMatchObject({ state: "declined", reason: "检测器故障", deadline: null });
  });
});

describe("who may", () => {
  it("is nobody of another organisation", async () => {
    const id = await ordered();
    const attempts = [
      acceptOrder(as(stranger), id, accepting()),
      objectToOrder(as(stranger), id, because("不合要求")),
      declineOrder(as(stranger), id, because("不合要求")),
      cancelOrder(as(stranger), id, because("")),
      beginOrder(as(stranger), id),
      finishOrder(as(stranger), id, finishInput.parse({})),
      addResult(as(stranger), id, new File(["x"], "x.pdf")),
      findOrder(as(stranger), id),
    ];
    for (const attempt of await Promise.all(attempts.slice(0, 6).concat(attempts.slice(7))))
      expect(attempt).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  it("is the right side only, and each step is in the log once", async () => {
    const id = await ordered();
    expect(problemOf(await acceptOrder(as(sme), id, accepting())).code).toBe("forbidden");
    expect(problemOf(await cancelOrder(as(provider), id, because(""))).code).toBe("forbidden");
    const both = await Promise.all([
      declineOrder(as(provider), id, because("无此资质")),
      cancelOrder(as(sme), id, because("")),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const log = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, id));
    expect(log).toHaveLength(2);
  });
});

describe("lists", () => {
  it("show the provider what is due first, overdue on top, a page at a time; others none of it", async () => {
    const staff = await makeMember(test.db, ["facility_manager"], "university");
    facilityId = await makeFacility(test.db, staff, { rules: { sampleDays: 1 } });
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const order = wish({ item: undefined, purpose: `第 ${index} 单` });
      ids.push(valueOf(await placeOrder(as(sme, `1${index}T09:00`), order)).id);
    }
    valueOf(await objectToOrder(as(staff), ids[0] ?? "", because("请补充")));
    valueOf(await acceptOrder(as(staff, "12T09:00"), ids[2] ?? "", accepting()));
    const first = await listOrders(as(staff), { side: "provider", view: "open", limit: 2 });
    const rest = await listOrders(as(staff), {
      ...{ side: "provider", view: "open", limit: 2 },
      after: first.nextCursor ?? undefined,
    });
    const order = [...first.items, ...rest.items].map(({ order: { id } }) => id);
    expect(order).toEqual([ids[2], ids[1], ids[3], ids[0]]);
    expect(rest.nextCursor).toBeNull();
    expect((await listOrders(as(sme), { side: "provider", view: "any", limit: 9 })).items).toEqual([]);
    expect((await listOrders(as(sme), { side: "mine", view: "any", limit: 9 })).items).toHaveLength(4);
    expect((await listOrders(as(stranger), { side: "all", view: "any", limit: 9 })).items).toEqual([]);
  });
});

const fail = (): never => {
  throw new Error("no organisation");
};
