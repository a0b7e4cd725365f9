import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { royaltyCommands } from "#app/domain/contracts/commands.server.ts";
import { addFile } from "#app/domain/contracts/files.server.ts";
import { rightsTerms } from "#app/domain/contracts/rights.ts";
import { tellRoyalties } from "#app/domain/contracts/royalties/tell.server.ts";
import { countOwnContracts } from "#app/domain/contracts/own-waiting.server.ts";
import { askAgain } from "#app/domain/money/charges/ask-again.server.ts";
import { cancelCharge } from "#app/domain/money/charges/cancel-charge.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { charge, refund } from "#db/schema/money.ts";
import { royaltyPeriod, royaltyReport } from "#db/schema/royalties.ts";
import { makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { code } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import * as world from "./world.ts";

let test: TestDatabase;
let both: world.Sides;

beforeAll(async () => {
  test = await testDatabase();
  both = await world.sides(test.db);
});

afterAll(() => test.close());

const rights = rightsTerms.parse({
  ...{ name: "一种改性配方", holder: "浙江乙方大学", number: "ZL202310000001.0" },
  ...{ filedOn: "2023-01-05", expiresOn: "2043-01-05", territory: "全国", manner: "制造、销售" },
  ...{ material: "说明书、工艺规程", encumbrances: "无", termMonths: 60 },
  ...{ fee: "entry_fee_royalty", royaltyBasis: "sales", royaltyRate: 300, royaltyTurn: "quarter" },
  ...{ royaltyFrom: "2026-12-15", royaltyUntil: "2027-06-30" },
});

const licence = (change: Partial<typeof rights> = {}) =>
  world.goodTerms({
    ...{ kind: "licence", title: "改性配方许可", amount: 6_000_000, failureClientPercent: null },
    milestones: [world.milestone("交付资料", "2027-03-31", 6_000_000)],
    rights: { ...rights, ...change },
  });

/** A licence in force, signed on 1 December 2026: periods to 31 December, to 31 March and to 30 June. */
const licensed = (change: Partial<typeof rights> = {}) => world.inForce(test.db, both, licence(change));

function step(
  actor: Actor,
  day: string,
  [id, n]: readonly [string, number],
  name: keyof typeof royaltyCommands,
  input: Record<string, unknown> = {},
) {
  const command = royaltyCommands[name];
  return Reflect.apply(command.run, undefined, [
    world.at(test.db, actor, day),
    id,
    n,
    command.input.parse(input),
  ]);
}

const report = (id: string, n: number, base: number, day = "2027-01-10") =>
  step(both.client, day, [id, n], "report-royalty", { base });

async function periodOf(id: string, n: number) {
  const [row] = await test.db
    .select()
    .from(royaltyPeriod)
    .where(and(eq(royaltyPeriod.contractId, id), eq(royaltyPeriod.n, n)));
  return row ?? expect.fail(`no period ${n}`);
}

const chargesOf = async (id: string, n: number) =>
  test.db
    .select()
    .from(charge)
    .where(eq(charge.causeId, (await periodOf(id, n)).id))
    .orderBy(charge.id);

async function pay(id: string, n: number, day = "2027-01-12") {
  const open =
    (await chargesOf(id, n)).find(({ state }) => state === "open") ?? expect.fail("nothing is open");
  const paid = { method: "transfer", externalId: randomUUID(), amount: open.amount } as const;
  return valueOf(
    await transact(test.db, (tx) => payCharge(tx, world.at(test.db, both.developer, day), open.id, paid)),
  );
}

const told = async () => {
  const rows = await test.db.execute<{ payload: { template: string; entityId: string } }>(
    "select payload from graphile_worker._private_jobs where payload->>'entity' = 'royalty_period'",
  );
  return rows.map(({ payload }) => payload);
};

describe("the periods of a licence", () => {
  it("are planned by its text when both have signed, each to be reported so many days after its end", async () => {
    const id = await licensed();
    const { royalties } = await world.pageOf(world.at(test.db, both.client, "2026-12-20"), id);
    expect(royalties.map(({ period, phase }) => [period.startsOn, period.endsOn, phase])).toEqual([
      ["2026-12-15", "2026-12-31", "running"],
      ["2027-01-01", "2027-03-31", "ahead"],
      ["2027-04-01", "2027-06-30", "ahead"],
    ]);
    expect(royalties[0]?.period.deadline?.toISOString()).toBe("2027-01-30T16:00:00.000Z");
    expect(royalties[0]).toMatchObject({ acts: [], overdue: false, owner: null });
    const outside = await licensed({ royaltyTurn: null });
    expect((await world.pageOf(world.at(test.db, both.client), outside)).royalties).toEqual([]);
  });

  it("are told of once when they are over and once when they are late, and nothing else is done by the clock", async () => {
    const id = await licensed();
    const { id: first } = await periodOf(id, 1);
    const of = async () =>
      (await told()).filter(({ entityId }) => entityId === first).map((one) => one.template);
    for (const day of ["2026-12-31", "2027-01-01", "2027-01-02"])
      await tellRoyalties(world.clockAt(test.db, day));
    expect(await of()).toEqual(["royalty-due"]);
    for (const day of ["2027-01-30", "2027-01-31", "2027-02-01"])
      await tellRoyalties(world.clockAt(test.db, day));
    expect(await of()).toEqual(["royalty-due", "royalty-late"]);
    expect(await periodOf(id, 1)).toMatchObject({ state: "due", version: 1 });
    const late = await world.pageOf(world.at(test.db, both.client, "2027-01-31"), id);
    expect(late.royalties[0]).toMatchObject({ overdue: true, owner: "client_signer" });
    expect(late.royalties[0]?.acts).toEqual(["report-royalty", "report-nothing"]);
  });
});

describe("a report", () => {
  it("charges what follows from it, which settles the period once it is paid", async () => {
    const id = await licensed();
    expect(code(await report(id, 1, 1, "2026-12-31"))).toBe("royalty_period_runs");
    const waits = () => countOwnContracts(world.at(test.db, both.client, "2027-01-10"));
    const before = await waits();
    valueOf(await report(id, 1, 1_234_567));
    const [made, ...more] = await chargesOf(id, 1);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ amount: 37_037, purpose: "royalty", causeType: "royalty", state: "open" });
    expect(made?.dueAt?.toISOString()).toBe("2027-02-09T16:00:00.000Z");
    expect(await periodOf(id, 1)).toMatchObject({ state: "charged", amount: 37_037 });
    await pay(id, 1);
    expect(await periodOf(id, 1)).toMatchObject({ state: "settled", deadline: null });
    expect(await waits()).toBe(before - 1);
  });

  it("is one, also when two are handed in at once or again", async () => {
    const id = await licensed();
    const all = await Promise.all([500_000, 600_000, 700_000].map((base) => report(id, 1, base)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter(({ ok }) => !ok).map(code)).toEqual(["not_allowed_now", "not_allowed_now"]);
    expect(code(await report(id, 1, 500_000))).toBe("not_allowed_now");
    expect(await chargesOf(id, 1)).toHaveLength(1);
    const { id: periodId, amount } = await periodOf(id, 1);
    const reports = await test.db.select().from(royaltyReport).where(eq(royaltyReport.periodId, periodId));
    expect(reports).toMatchObject([{ kind: "report", amount }]);
    await expect(test.db.update(royaltyReport).set({ amount: 1 })).rejects.toThrow();
  });

  it("that nothing was sold owes nothing, or the least of the period by its days", async () => {
    const id = await licensed();
    valueOf(await step(both.client, "2027-01-05", [id, 1], "report-nothing"));
    expect(await periodOf(id, 1)).toMatchObject({ state: "settled", amount: 0 });
    expect(await chargesOf(id, 1)).toEqual([]);
    const least = await licensed({ royaltyLeast: 92_000 });
    valueOf(await step(both.client, "2027-01-05", [least, 1], "report-nothing", { note: "设备调试" }));
    expect(await chargesOf(least, 1)).toMatchObject([{ amount: 17_000 }]);
  });

  it("takes the figures that the contract reckons by alone, and files of the licensee's own", async () => {
    const id = await licensed({ royaltyBasis: "units", royaltyRate: null, royaltyPerUnit: 2_000 });
    const wrong = await step(both.client, "2027-01-05", [id, 1], "report-royalty", { base: 1 });
    expect(wrong).toMatchObject({
      problem: {
        errors: [
          { path: "base", code: "not_of_royalty" },
          { path: "quantity", code: "required" },
        ],
      },
    });
    const put = (actor: Actor) =>
      addFile(
        world.at(test.db, actor),
        id,
        new File([Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")], "账目.pdf"),
        "accounts",
      );
    const [own, theirs] = [valueOf(await put(both.client)), valueOf(await put(both.developer))];
    const given = (files: string[]) =>
      step(both.client, "2027-01-05", [id, 1], "report-royalty", { quantity: 12.345, files });
    expect(await given([theirs.id])).toMatchObject({ problem: { errors: [{ path: "files" }] } });
    valueOf(await given([own.id]));
    const { royalties } = await world.pageOf(world.at(test.db, both.developer), id);
    expect(royalties[0]).toMatchObject({
      period: { amount: 24_690 },
      reports: [{ quantity: 12_345, files: [own.id] }],
    });
  });

  it("is the licensee's by somebody who may sign: the licensor, a member and strangers are refused", async () => {
    const id = await licensed();
    expect(code(await step(both.developer, "2027-01-05", [id, 1], "report-royalty", { base: 1 }))).toBe(
      "forbidden",
    );
    const stranger = await makeMember(test.db, ["owner"], "enterprise");
    expect(code(await step(stranger, "2027-01-05", [id, 1], "report-royalty", { base: 1 }))).toBe(
      "not_found",
    );
    const member: Actor = { ...both.client, roles: ["member"] };
    expect(code(await step(member, "2027-01-05", [id, 1], "report-royalty", { base: 1 }))).toBe("forbidden");
    expect(code(await report(id, 9, 1))).toBe("not_found");
    const other = await licensed();
    expect((await periodOf(other, 1)).state).toBe("due");
    valueOf(await report(id, 1, 100));
    expect(
      code(await step(both.client, "2027-01-11", [id, 1], "question-royalty", { question: "为何" })),
    ).toBe("forbidden");
  });
});

describe("a question", () => {
  it("is answered by the licensee, who stands by its report; what was charged stays owed meanwhile", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    const asked = { question: "销售额与市场情况不符", inspects: true };
    valueOf(await step(both.developer, "2027-01-15", [id, 1], "question-royalty", asked));
    expect(await periodOf(id, 1)).toMatchObject({ state: "questioned", ...asked });
    await pay(id, 1, "2027-01-16");
    expect((await periodOf(id, 1)).state).toBe("questioned");
    valueOf(await step(both.client, "2027-01-20", [id, 1], "answer-royalty", { answer: "账目已备查" }));
    expect(await periodOf(id, 1)).toMatchObject({ state: "settled", answer: "账目已备查" });
    const [heard] = await test.db
      .select()
      .from(auditEntry)
      .where(
        and(
          eq(auditEntry.entityId, (await periodOf(id, 1)).id),
          eq(auditEntry.transition, "question-royalty"),
        ),
      );
    expect(heard).toMatchObject({ reason: asked.question, detail: { inspects: true } });
  });

  it("can be asked for the agreed years after the report, also once it is settled", async () => {
    const id = await licensed({ royaltyBooksYears: 1 });
    valueOf(await report(id, 1, 1_000_000));
    await pay(id, 1);
    const ask = (day: string) =>
      step(both.developer, day, [id, 1], "question-royalty", { question: "请说明" });
    expect(code(await ask("2028-01-11"))).toBe("royalty_books_closed");
    valueOf(await ask("2028-01-10"));
  });
});

describe("a report that is put right", () => {
  it("to more charges the difference beside what was paid", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    await pay(id, 1);
    const more = { base: 1_500_000, note: "漏报一批" };
    valueOf(await step(both.client, "2027-02-01", [id, 1], "correct-royalty", more));
    expect(await chargesOf(id, 1)).toMatchObject([
      { amount: 30_000, state: "paid" },
      { amount: 15_000, state: "open", purpose: "difference" },
    ]);
    expect((await periodOf(id, 1)).state).toBe("charged");
    await pay(id, 1, "2027-02-02");
    expect((await periodOf(id, 1)).state).toBe("settled");
  });

  it("before it is paid is charged anew at once, without more time to pay", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    const more = { base: 1_000_100, note: "补报" };
    valueOf(await step(both.client, "2027-02-05", [id, 1], "correct-royalty", more));
    const [dropped, open] = await chargesOf(id, 1);
    expect([dropped?.state, open?.state, open?.amount]).toEqual(["cancelled", "open", 30_003]);
    expect(open?.dueAt).toEqual(dropped?.dueAt);
  });

  it("to less pays back what was too much, once the licensor agrees", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    await pay(id, 1);
    const less = { base: 600_000, note: "退货" };
    valueOf(await step(both.client, "2027-02-01", [id, 1], "correct-royalty", less));
    expect(await periodOf(id, 1)).toMatchObject({ state: "lowered", amount: 30_000 });
    expect(code(await step(both.client, "2027-02-02", [id, 1], "accept-royalty"))).toBe("forbidden");
    valueOf(
      await step(both.developer, "2027-02-02", [id, 1], "question-royalty", { question: "退货单据？" }),
    );
    valueOf(await step(both.client, "2027-02-03", [id, 1], "correct-royalty", less));
    valueOf(await step(both.developer, "2027-02-04", [id, 1], "accept-royalty"));
    const [paid] = await chargesOf(id, 1);
    expect(paid).toMatchObject({ amount: 30_000, refunded: 12_000, state: "partly_refunded" });
    const back = await test.db
      .select()
      .from(refund)
      .where(eq(refund.chargeId, paid?.id ?? ""));
    expect(back).toMatchObject([{ amount: 12_000, state: "approved" }]);
    expect(await periodOf(id, 1)).toMatchObject({ state: "settled", amount: 18_000 });
  });
});

describe("what the licensor no longer asks for", () => {
  it("settles the period, and is asked for after all when somebody says so", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    const [made] = await chargesOf(id, 1);
    const by = world.at(test.db, both.developer, "2027-01-15");
    valueOf(await cancelCharge(by, made?.id ?? "", { reason: "首期免收" }));
    expect((await periodOf(id, 1)).state).toBe("settled");
    valueOf(await askAgain(by, made?.id ?? ""));
    expect((await periodOf(id, 1)).state).toBe("charged");
    expect((await chargesOf(id, 1)).map(({ state }) => state)).toEqual(["cancelled", "open"]);
  });
});

describe("the contract of a royalty", () => {
  it("is complete only when the last period is settled as well", async () => {
    const id = await licensed({ royaltyUntil: "2026-12-31" });
    await world.funded(test.db, both, id, 1, "2026-12-02");
    valueOf(
      await world.takeOn(world.at(test.db, both.developer, "2027-01-04"), id, 1, "deliver", {
        note: "全套资料",
      }),
    );
    valueOf(await world.takeOn(world.at(test.db, both.client, "2027-01-05"), id, 1, "accept"));
    expect((await world.contractRow(test.db, id)).state).toBe("in_force");
    valueOf(await report(id, 1, 1_000_000));
    expect((await world.contractRow(test.db, id)).state).toBe("in_force");
    await pay(id, 1);
    expect((await world.contractRow(test.db, id)).state).toBe("completed");
  });

  it("ends with the contract: the running period is cut to that day, those to come are off", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    const reason = "双方商定解除";
    const ended = { ground: "mutual", reason };
    valueOf(
      await world.take(world.at(test.db, both.developer, "2027-02-09"), id, "propose-termination", {
        reason,
      }),
    );
    valueOf(await world.take(world.at(test.db, both.client, "2027-02-10"), id, "terminate", ended));
    expect(await periodOf(id, 1)).toMatchObject({ state: "charged" });
    expect(await periodOf(id, 2)).toMatchObject({ state: "due", endsOn: "2027-02-10" });
    expect((await periodOf(id, 2)).deadline?.toISOString()).toBe("2027-03-12T16:00:00.000Z");
    expect((await periodOf(id, 3)).state).toBe("ended");
    valueOf(await report(id, 2, 1_000_000, "2027-02-11"));
    expect(await chargesOf(id, 2)).toMatchObject([{ amount: 30_000 }]);
  });

  it("is planned anew from the first day that is not reported when both sign an amended text", async () => {
    const id = await licensed();
    valueOf(await report(id, 1, 1_000_000));
    const reason = "改为按年结算";
    const terms = licence({ royaltyTurn: "year", royaltyRate: 200, royaltyUntil: "2028-06-30" });
    const by = world.at(test.db, both.client, "2027-01-20");
    valueOf(await world.take(by, id, "propose-amendment", { terms, reason }));
    const { amendments } = await world.pageOf(by, id);
    const signed = { sha256: amendments[0]?.text?.sha256, password: world.password };
    valueOf(await world.amend(by, id, 1, "sign-amendment", signed));
    valueOf(
      await world.amend(world.at(test.db, both.developer, "2027-01-21"), id, 1, "sign-amendment", signed),
    );
    const { royalties } = await world.pageOf(by, id);
    expect(royalties.map(({ period }) => [period.n, period.startsOn, period.endsOn, period.state])).toEqual([
      [1, "2026-12-15", "2026-12-31", "charged"],
      [2, "2027-01-01", "2027-03-31", "ended"],
      [3, "2027-04-01", "2027-06-30", "ended"],
      [4, "2027-01-01", "2027-12-31", "due"],
      [5, "2028-01-01", "2028-06-30", "due"],
    ]);
    valueOf(await report(id, 4, 1_000_000, "2028-01-10"));
    expect(await chargesOf(id, 4)).toMatchObject([{ amount: 20_000 }]);
  });
});

describe("by the API", () => {
  it("a period is reported with its money and read back with what the caller may do next", async () => {
    const id = await licensed();
    const at = (actor: Actor) => world.at(test.db, actor, "2027-01-10");
    const base = { amount: 2_000_000, currency: "CNY" };
    const path = `/contracts/${id}/royalties/1`;
    const done = valueOf(await callApi(at(both.client), "POST", `${path}/report-royalty`, { base }));
    expect(done).toMatchObject({
      royalties: [
        {
          ...{ n: 1, state: "charged", amount: { amount: 60_000 }, owner: "client_signer", overdue: false },
          reports: [{ kind: "report", base }],
          charges: [{ state: "open", amount: { amount: 60_000 } }],
        },
        { n: 2, state: "due", allowed: [] },
        { n: 3 },
      ],
    });
    const seen = valueOf(await callApi(at(both.developer), "GET", `/contracts/${id}`));
    expect(seen).toMatchObject({ royalties: [{ allowed: [{ name: "question-royalty" }] }, {}, {}] });
    expect(code(await callApi(at(both.developer), "POST", `${path}/report-royalty`, { base }))).toBe(
      "forbidden",
    );
  });
});

describe("an open period before one that was reported", () => {
  it("is reported first, and is planned anew by an amendment like those after it", async () => {
    const id = await licensed();
    expect(code(await report(id, 2, 1_000_000, "2027-04-10"))).toBe("royalty_period_before");
    valueOf(await report(id, 1, 1_000_000, "2027-04-10"));
    valueOf(await report(id, 2, 1_000_000, "2027-04-10"));
  });

  it("never falls out: every day of the royalty lies in a period that lives", async () => {
    const id = await licensed();
    // A later period was reported before this was refused.
    const [second] = await test.db
      .update(royaltyPeriod)
      .set({ state: "charged", amount: 30_000, reportedAt: new Date("2027-04-10T02:00:00Z") })
      .where(and(eq(royaltyPeriod.contractId, id), eq(royaltyPeriod.n, 2)))
      .returning();
    expect(second?.state).toBe("charged");
    const terms = licence({ royaltyReportDays: 45 });
    const by = world.at(test.db, both.client, "2027-04-20");
    valueOf(await world.take(by, id, "propose-amendment", { terms, reason: "延长申报期限" }));
    const { amendments } = await world.pageOf(by, id);
    const signed = { sha256: amendments[0]?.text?.sha256, password: world.password };
    valueOf(await world.amend(by, id, 1, "sign-amendment", signed));
    valueOf(
      await world.amend(world.at(test.db, both.developer, "2027-04-21"), id, 1, "sign-amendment", signed),
    );
    const { royalties } = await world.pageOf(by, id);
    const live = royalties
      .filter(({ period }) => period.state !== "ended")
      .map(({ period }) => [period.startsOn, period.endsOn, period.state])
      .toSorted();
    expect(live).toEqual([
      ["2026-12-15", "2026-12-31", "due"],
      ["2027-01-01", "2027-03-31", "charged"],
      ["2027-04-01", "2027-06-30", "due"],
    ]);
  });
});
