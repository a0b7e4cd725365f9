import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { listing, price, service } from "#db/schema/catalog.ts";
import { charge, chargeLine } from "#db/schema/money.ts";
import { serviceOrder } from "#db/schema/service-orders.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { type Actor, systemActor } from "#app/domain/context.ts";
import { forbidding } from "#app/domain/credit/measures.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { subjectsOf } from "#app/domain/money/charges/subjects.server.ts";
import {
  callOffOrder,
  cancelOrder,
  declineOrder,
  endOverdueOrder,
  remindProvider,
  takeOrder,
} from "#app/domain/service-orders/answer-order.server.ts";
import { deliverOrder } from "#app/domain/service-orders/deliver-order.server.ts";
import { findOrder, orderDetail } from "#app/domain/service-orders/find-order.server.ts";
import { orderInput, takeInput } from "#app/domain/service-orders/inputs.ts";
import { acceptDelivery, requestChanges } from "#app/domain/service-orders/judge-delivery.server.ts";
import { countServiceOrders, listOrders } from "#app/domain/service-orders/list-orders.server.ts";
import { placeOrder } from "#app/domain/service-orders/place-order.server.ts";
import { addDeliverable, removeDeliverable } from "#app/domain/service-orders/results.server.ts";
import { settleServiceOrders } from "#app/domain/service-orders/settle-orders.server.ts";
import { stopForbiddenServiceOrders } from "#app/domain/service-orders/stop-forbidden-orders.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { callApi } from "../demands/call-api.ts";

let test: TestDatabase;
let provider: Actor;
let clerk: Actor;
let stranger: Actor;
let sme: Actor;
let serviceId: string;

const fail = (): never => {
  throw new Error("no organisation");
};

beforeAll(async () => {
  test = await testDatabase();
  [provider, stranger] = await Promise.all([
    makeMember(test.db, ["technology_transfer"], "university"),
    makeMember(test.db, ["owner", "facility_manager"]),
  ]);
  clerk = await addColleague(test.db, provider.organization ?? fail(), ["member"]);
});

afterAll(() => test.close());

beforeEach(async () => {
  sme = await makeMember(test.db, ["member"]);
  serviceId = await makeService();
});

/** 23 November 2026 is a Monday. */
const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const clockAt = (moment: string) => contextOf(test.db, systemActor("job"), fixedClock(moment));
const because = (reason: string) => ({ reason });
const done = { delivery: "六个水样的筛查报告" };
const wish = (extra: Record<string, unknown> = {}) =>
  orderInput.parse({ item: "单样", unit: "sample", quantity: 6, wanted: "六个水样", ...extra });
const taking = (extra = {}) => takeInput.parse(extra);

async function makeService(turnaroundDays: number | null = 3, owner = provider): Promise<string> {
  const [row] = await test.db
    .insert(listing)
    .values({
      ...{ kind: "service", organizationId: owner.organization?.id ?? "", state: "published" },
      ...{ titleZh: "水体微塑料快速筛查", titleEn: "Screening of microplastics", regionCode: "330106" },
    })
    .returning({ id: listing.id });
  const id = row?.id ?? fail();
  await test.db.insert(service).values({ listingId: id, category: "testing", turnaroundDays });
  const line = { listingId: id, item: "单样", unit: "sample", validFrom: "2026-01-01" } as const;
  await test.db.insert(price).values([
    { ...line, userClass: "enterprise", amount: 56_000 },
    { ...line, userClass: "internal", amount: 18_000 },
  ]);
  return id;
}

const rowOf = async (id: string) =>
  (await test.db.select().from(serviceOrder).where(eq(serviceOrder.id, id)))[0];
const ordered = async (extra = {}) => valueOf(await placeOrder(as(sme), serviceId, wish(extra))).id;
const delivered = async (): Promise<string> => {
  const id = await ordered();
  valueOf(await takeOrder(as(provider, "23T10:00"), id, taking()));
  valueOf(await deliverOrder(as(provider, "24T10:00"), id, done));
  return id;
};
const chargesOf = (id: string) =>
  test.db
    .select()
    .from(charge)
    .where(and(eq(charge.causeType, "service_order"), eq(charge.causeId, id)));

describe("an order", () => {
  it("freezes the line of the price list, and lapses unanswered after five working days", async () => {
    const id = await ordered({ wishedOn: "2026-12-10" });
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "placed", item: "单样", unit: "sample", rate: 56_000, quantity: 6, price: 336_000 },
      ...{ userClass: "enterprise", wishedOn: "2026-12-10" },
      deadline: new Date("2026-12-01T00:00:00+08:00"),
    });
    await test.db.update(price).set({ amount: 99_000 }).where(eq(price.listingId, serviceId));
    expect(await rowOf(id)).toMatchObject({ price: 336_000 });
    await settleServiceOrders(clockAt("2026-11-30T23:59:59+08:00"));
    expect((await rowOf(id))?.state).toBe("placed");
    expect((await settleServiceOrders(clockAt("2026-12-01T00:00:00+08:00"))).service_order).toBeGreaterThan(
      0,
    );
    expect(await rowOf(id)).toMatchObject({ state: "lapsed", deadline: null });
    expect(await chargesOf(id)).toEqual([]);
  });

  it("that is sent twice at once is one order", async () => {
    const attempt = { key: "form-019a", request: serviceId };
    const send = () =>
      once(as(sme), attempt, async (ctx) => {
        const made = await placeOrder(ctx, serviceId, wish());
        return made.ok ? { ok: true, value: { status: 201, body: made.value.id } } : made;
      });
    const [one, other] = await Promise.all([send(), send()]);
    expect(valueOf(one).body).toBe(valueOf(other).body);
    expect(
      await test.db.select().from(serviceOrder).where(eq(serviceOrder.serviceId, serviceId)),
    ).toHaveLength(1);
  });

  it("is refused for a line or rate that the list does not have, and for a day that is over", async () => {
    const tried = async (extra: Record<string, unknown>) =>
      problemOf(await placeOrder(as(sme), serviceId, wish(extra))).errors;
    const unknown = [{ path: "item", code: "not_an_option" }];
    expect(await tried({ item: "没有的项目" })).toMatchObject(unknown);
    expect(await tried({ unit: "batch" })).toMatchObject(unknown);
    expect(await tried({ rate: 55_000 })).toMatchObject(unknown);
    expect(await tried({ wishedOn: "2026-11-22" })).toMatchObject([{ path: "wishedOn", code: "day_over" }]);
  });

  it("is refused without a price for the organisation's kind, unverified, barred, or off the market", async () => {
    const institute = await makeMember(test.db, ["member"], "institute");
    expect(problemOf(await placeOrder(as(institute), serviceId, wish())).reasons).toMatchObject([
      { rule: "no_listed_price" },
    ]);
    const unknown = await makeMember(test.db, ["member"], "enterprise", false);
    expect(problemOf(await placeOrder(as(unknown), serviceId, wish())).reasons).toMatchObject([
      { rule: "orderer_unverified" },
    ]);
    const measure = { organizationId: sme.organization?.id ?? "", kind: forbidding.book[0] ?? fail() };
    await layMeasure(test.db, { ...measure, from: new Date("2026-11-01T00:00:00Z") });
    expect(problemOf(await placeOrder(as(sme), serviceId, wish())).code).toBe("standing");
    await test.db.update(listing).set({ state: "suspended" }).where(eq(listing.id, serviceId));
    expect(problemOf(await placeOrder(as(institute), serviceId, wish())).code).toBe("not_found");
  });
});

describe("the work", () => {
  it("is taken on, delivered, sent back, delivered again and accepted: its price is charged once", async () => {
    const id = await ordered();
    valueOf(await takeOrder(as(provider, "23T10:00"), id, taking()));
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "accepted", dueOn: "2026-11-26" },
      deadline: new Date("2026-11-27T00:00:00+08:00"),
    });
    const file = valueOf(await addDeliverable(as(provider, "24T09:00"), id, report()));
    valueOf(await deliverOrder(as(provider, "24T10:00"), id, done));
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "delivered", delivery: done.delivery },
      deadline: new Date("2026-12-09T00:00:00+08:00"),
    });
    expect(problemOf(await removeDeliverable(as(provider), id, file.id)).code).toBe("not_allowed_now");
    valueOf(await requestChanges(as(sme, "25T09:00"), id, because("缺聚合物类型")));
    expect(await rowOf(id)).toMatchObject({ state: "accepted", rounds: 1, dueOn: "2026-12-09" });
    valueOf(await deliverOrder(as(provider, "26T09:00"), id, done));
    valueOf(await acceptDelivery(as(sme, "27T09:00"), id, because("")));
    expect(await rowOf(id)).toMatchObject({ state: "completed", deadline: null });
    const made = await chargesOf(id);
    expect(made).toMatchObject([
      {
        ...{ payerId: sme.organization?.id, payeeId: provider.organization?.id, amount: 336_000 },
        ...{ purpose: "service", state: "open" },
      },
    ]);
    const lines = await test.db
      .select()
      .from(chargeLine)
      .where(eq(chargeLine.chargeId, made[0]?.id ?? ""));
    expect(lines).toMatchObject([
      { reason: "service", params: { quantity: 6, item: "单样" }, amount: 336_000 },
    ]);
    expect((await subjectsOf(test.db, made)).get(id)).toMatchObject({ titleZh: "水体微塑料快速筛查" });
    expect(valueOf(await orderDetail(as(sme), id))).toMatchObject({ chargeId: made[0]?.id, scope: "client" });
    const log = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, id));
    expect(log.map(({ transition }) => transition)).toEqual([
      ...[
        "place-order",
        "take-order",
        "add_result",
        "deliver",
        "request-changes",
        "deliver",
        "accept-delivery",
      ],
    ]);
  });

  it("is due when the provider says, and must be where the listing has no turnaround", async () => {
    serviceId = await makeService(null);
    const id = await ordered();
    const tried = async (extra = {}) => problemOf(await takeOrder(as(provider), id, taking(extra))).errors;
    expect(await tried()).toMatchObject([{ path: "dueOn", code: "required" }]);
    expect(await tried({ dueOn: "2026-11-22" })).toMatchObject([{ path: "dueOn", code: "day_over" }]);
    valueOf(await takeOrder(as(provider), id, taking({ dueOn: "2026-12-24" })));
    expect(await rowOf(id)).toMatchObject({
      dueOn: "2026-12-24",
      deadline: new Date("2026-12-25T00:00:00+08:00"),
    });
  });

  it("is accepted by silence after fourteen days, and the clock charges once", async () => {
    const id = await delivered();
    // With what other tests have left unanswered.
    await settleServiceOrders(clockAt("2026-12-08T23:59:59+08:00"));
    expect((await rowOf(id))?.state).toBe("delivered");
    await Promise.all([1, 2].map(() => settleServiceOrders(clockAt("2026-12-09T00:00:00+08:00"))));
    expect(await settleServiceOrders(clockAt("2026-12-10T00:00:00+08:00"))).toEqual({ service_order: 0 });
    expect(await rowOf(id)).toMatchObject({ state: "completed" });
    expect(await chargesOf(id)).toHaveLength(1);
  });

  it("that two accept at once is charged once", async () => {
    const id = await delivered();
    const colleague = await addColleague(test.db, sme.organization ?? fail(), ["member"]);
    let both: ReturnType<typeof acceptDelivery>[] = [];
    await test.sql.begin(async (tx) => {
      // The barrier: both wait at the order's row and are let go at once.
      await tx`select 1 from service_order where id = ${id} for update`;
      both = [sme, colleague].map((actor) => acceptDelivery(as(actor, "25T09:00"), id, because("")));
      await tx`select pg_sleep(0.3)`;
    });
    const results = await Promise.all(both);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap((one) => (one.ok ? [] : [one.problem.code]))).toEqual(["not_allowed_now"]);
    expect(await chargesOf(id)).toHaveLength(1);
  });

  it("for the provider's own people costs nobody anything", async () => {
    const id = valueOf(await placeOrder(as(clerk), serviceId, wish())).id;
    expect(await rowOf(id)).toMatchObject({ userClass: "internal", rate: 18_000 });
    valueOf(await takeOrder(as(provider), id, taking()));
    valueOf(await deliverOrder(as(provider), id, done));
    valueOf(await acceptDelivery(as(clerk), id, because("")));
    expect(await chargesOf(id)).toEqual([]);
  });

  it("ends without a charge when it is declined, withdrawn or called off", async () => {
    const [declined, withdrawn, off] = [await ordered(), await ordered(), await ordered()];
    valueOf(await declineOrder(as(provider), declined, because("本月产能已满")));
    valueOf(await cancelOrder(as(sme), withdrawn, because("")));
    valueOf(await takeOrder(as(provider), off, taking()));
    expect(problemOf(await cancelOrder(as(sme), off, because(""))).code).toBe("not_allowed_now");
    valueOf(await callOffOrder(as(provider), off, because("仪器故障")));
    const states = await Promise.all([declined, withdrawn, off].map(async (id) => (await rowOf(id))?.state));
    expect(states).toEqual(["declined", "cancelled", "called_off"]);
    for (const id of [declined, withdrawn, off]) expect(await chargesOf(id)).toEqual([]);
  });

  it("that is late can be ended by the client once it has reminded and waited, and nothing is charged", async () => {
    const id = await ordered();
    valueOf(await takeOrder(as(provider), id, taking()));
    const [remind, end] = [remindProvider, endOverdueOrder].map(
      (step) => (time: string) => step(contextOf(test.db, sme, fixedClock(time)), id, because("")),
    );
    expect(problemOf((await remind?.("2026-11-26T23:59:59+08:00")) ?? fail()).code).toBe("not_allowed_now");
    expect(problemOf((await end?.("2026-12-31T09:00:00+08:00")) ?? fail()).code).toBe("not_allowed_now");
    valueOf((await remind?.("2026-11-27T09:00:00+08:00")) ?? fail());
    expect(await rowOf(id)).toMatchObject({
      ...{ state: "accepted", dueOn: "2026-11-26", deadline: new Date("2026-12-12T00:00:00+08:00") },
    });
    expect(problemOf((await end?.("2026-12-11T23:59:59+08:00")) ?? fail()).code).toBe("not_allowed_now");
    expect(problemOf((await remind?.("2026-12-12T09:00:00+08:00")) ?? fail()).code).toBe("not_allowed_now");
    valueOf((await end?.("2026-12-12T00:00:00+08:00")) ?? fail());
    expect(await rowOf(id)).toMatchObject({ state: "cancelled" });
    const late = contextOf(test.db, provider, fixedClock("2026-12-13T09:00:00+08:00"));
    expect(problemOf(await deliverOrder(late, id, done)).code).toBe("not_allowed_now");
    expect(await chargesOf(id)).toEqual([]);
  });

  it("takes no step after the deadline has decided, whether or not the clock has come round", async () => {
    const placed = await ordered();
    const later = (actor: Actor) => contextOf(test.db, actor, fixedClock("2026-12-09T02:00:00+08:00"));
    expect(problemOf(await takeOrder(later(provider), placed, taking())).code).toBe("not_allowed_now");
    const silent = await delivered();
    expect(problemOf(await requestChanges(later(sme), silent, because("缺聚合物类型"))).code).toBe(
      "not_allowed_now",
    );
  });

  it("that nobody has taken on stops with a measure, of the client and of a hidden provider", async () => {
    const stop = async (kind: "blacklist" | "suspension", of: Actor) => {
      const from = new Date("2026-11-23T08:00:00+08:00");
      const measureId = await layMeasure(test.db, { organizationId: of.organization?.id ?? "", kind, from });
      return stopForbiddenServiceOrders(as(systemActor("job"), "24T09:00"), measureId);
    };
    const [waiting, begun] = [await ordered(), await ordered()];
    valueOf(await takeOrder(as(provider), begun, taking()));
    expect(await stop("blacklist", sme)).toBe(1);
    expect(await rowOf(waiting)).toMatchObject({ state: "cancelled" });
    expect(await rowOf(begun)).toMatchObject({ state: "accepted" });
    const hidden = await makeMember(test.db, ["facility_manager"], "university");
    sme = await makeMember(test.db, ["member"]);
    serviceId = await makeService(3, hidden);
    const theirs = await ordered();
    expect(await stop("suspension", hidden)).toBe(1);
    expect(await rowOf(theirs)).toMatchObject({ state: "cancelled" });
  });
});

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const report = () => new File([pdf], "报告.pdf");

describe("who may", () => {
  it("is nobody of another organisation, nor the provider's people who do not look after services", async () => {
    const id = await ordered();
    for (const other of [stranger, clerk]) {
      const attempts = await Promise.all([
        takeOrder(as(other), id, taking()),
        declineOrder(as(other), id, because("不合要求")),
        cancelOrder(as(other), id, because("")),
        deliverOrder(as(other), id, done),
        requestChanges(as(other), id, because("不合要求")),
        acceptDelivery(as(other), id, because("")),
        callOffOrder(as(other), id, because("不合要求")),
        addDeliverable(as(other), id, report()),
        findOrder(as(other), id),
      ]);
      for (const attempt of attempts)
        expect(attempt).toMatchObject({ ok: false, problem: { code: "not_found" } });
    }
  });

  it("is the right side only; the files are for both", async () => {
    const id = await ordered();
    expect(problemOf(await takeOrder(as(sme), id, taking())).code).toBe("forbidden");
    expect(problemOf(await cancelOrder(as(provider), id, because(""))).code).toBe("forbidden");
    valueOf(await takeOrder(as(provider), id, taking()));
    expect(problemOf(await addDeliverable(as(sme), id, report())).code).toBe("forbidden");
    const file = valueOf(await addDeliverable(as(provider), id, report()));
    const officer = { ...stranger, organization: null, roles: ["officer"] as const, regionPrefixes: ["33"] };
    for (const actor of [sme, provider])
      expect(valueOf(await findReadableFile(as(actor), file.id)).name).toBe("报告.pdf");
    for (const actor of [stranger, clerk, officer])
      expect(problemOf(await findReadableFile(as(actor), file.id)).code).toBe("not_found");
    expect(valueOf(await findOrder(as(officer), id))).toMatchObject({ scope: "overseer", results: [] });
    valueOf(await deliverOrder(as(provider), id, done));
    expect(problemOf(await acceptDelivery(as(provider), id, because(""))).code).toBe("forbidden");
  });
});

describe("lists", () => {
  it("show each side its orders, the provider what is due first, a page at a time", async () => {
    const staff = await makeMember(test.db, ["facility_manager"], "university");
    serviceId = await makeService(1, staff);
    const ids: string[] = [];
    for (const day of ["10", "11", "12"])
      ids.push(valueOf(await placeOrder(as(sme, `${day}T09:00`), serviceId, wish())).id);
    valueOf(await takeOrder(as(staff, "12T10:00"), ids[2] ?? "", taking()));
    const page = { side: "provider", view: "open", limit: 2 } as const;
    const first = await listOrders(as(staff), page);
    const rest = await listOrders(as(staff), { ...page, after: first.nextCursor ?? undefined });
    const seen = [...first.items, ...rest.items].map(({ order }) => order.id);
    expect(seen).toEqual([ids[2], ids[0], ids[1]]);
    expect(rest.nextCursor).toBeNull();
    expect(await countServiceOrders(as(staff))).toEqual({ toDo: 3, toAccept: 0 });
    valueOf(await deliverOrder(as(staff, "13T10:00"), ids[2] ?? "", done));
    expect(await countServiceOrders(as(sme))).toEqual({ toDo: 0, toAccept: 1 });
    const all = { view: "any", limit: 9 } as const;
    expect((await listOrders(as(sme), { ...all, side: "mine" })).items).toHaveLength(3);
    expect((await listOrders(as(sme), { ...all, side: "provider" })).items).toEqual([]);
    expect((await listOrders(as(stranger), { ...all, side: "all" })).items).toEqual([]);
  });
});

describe("the API", () => {
  const shown = z.looseObject({
    id: z.string(),
    state: z.string(),
    owner: z.string().nullable(),
    price: z.object({ amount: z.number(), currency: z.literal("CNY") }),
    allowed: z.array(z.looseObject({ name: z.string() })),
  });

  it("carries an order from the price list to the charge", async () => {
    const call = (actor: Actor, method: string, path: string, body?: object) =>
      callApi(as(actor), method, path, body);
    const rate = { amount: 56_000, currency: "CNY" };
    const body = { item: "单样", unit: "sample", rate, quantity: 2, wanted: "两个水样" };
    const placed = valueOf(await call(sme, "POST", `/services/${serviceId}/orders`, body));
    const { id, ...order } = shown.parse(placed);
    expect(order).toMatchObject({ state: "placed", owner: "provider", price: { amount: 112_000 } });
    expect(order.allowed.map(({ name }) => name)).toEqual(["cancel"]);
    const at = (name: string) => `/service-orders/${id}${name}`;
    const step = async (actor: Actor, name: string, input: object) =>
      shown.parse(valueOf(await call(actor, "POST", at(name), input))).state;
    const refused = async (actor: Actor, method: string, name: string) =>
      problemOf(await call(actor, method, at(name), {})).code;
    expect(await step(provider, "/take-order", {})).toBe("accepted");
    expect(await step(provider, "/deliver", done)).toBe("delivered");
    expect(await step(sme, "/request-changes", because("缺图谱"))).toBe("accepted");
    expect(await step(provider, "/deliver", done)).toBe("delivered");
    expect(await refused(stranger, "POST", "/accept-delivery")).toBe("not_found");
    expect(await step(sme, "/accept-delivery", {})).toBe("completed");
    expect(await refused(sme, "POST", "/accept-delivery")).toBe("not_allowed_now");
    expect(await chargesOf(id)).toHaveLength(1);
    expect(await refused(stranger, "GET", "")).toBe("not_found");
    const list = valueOf(await call(sme, "GET", "/service-orders?view=past"));
    expect(
      z
        .object({ items: z.array(shown) })
        .parse(list)
        .items.map((one) => one.id),
    ).toEqual([id]);
  });
});
