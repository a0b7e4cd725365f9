import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { misconductCase } from "#db/schema/cases.ts";
import { organizationTie } from "#db/schema/credit.ts";
import { membership } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { budget, voucher, voucherHold, voucherProgram, voucherRules } from "#db/schema/vouchers.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { checkIn } from "#app/domain/booking/check-in.server.ts";
import { complete } from "#app/domain/booking/complete.server.ts";
import { completeInput, rescheduleInput } from "#app/domain/booking/inputs.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { systemActor } from "#app/domain/context.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { refundCharge } from "#app/domain/money/refunds/refund-charge.server.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { raiseBudget } from "#app/domain/vouchers/change-budget.server.ts";
import { checkUse } from "#app/domain/vouchers/check-use.server.ts";
import { declineVoucher, grantVoucher } from "#app/domain/vouchers/decide-application.server.ts";
import { draftProgram } from "#app/domain/vouchers/draft-program.server.ts";
import { draftRules } from "#app/domain/vouchers/edit-rules.server.ts";
import { endPrograms } from "#app/domain/vouchers/end-programs.server.ts";
import {
  expireVouchers,
  giveBackVoucher,
  withdrawApplication,
} from "#app/domain/vouchers/end-voucher.server.ts";
import { rulesInput } from "#app/domain/vouchers/inputs.ts";
import { nameInvoice } from "#app/domain/vouchers/name-invoice.server.ts";
import { publishProgram } from "#app/domain/vouchers/publish-program.server.ts";
import { differences } from "#app/domain/vouchers/reconcile.server.ts";
import { paySettlement, submitSettlement } from "#app/domain/vouchers/settlement.server.ts";
import { vouchersFor } from "#app/domain/vouchers/voucher-queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { company, grantedVoucher, openProgram, programForm, regulator } from "./world.ts";
import { loadReferenceData } from "#db/seed/index.ts";

let test: TestDatabase;
let officer: Actor;
let payer: Actor;
let provider: Actor;
let holder: Actor;
let facilityId: string;

beforeAll(async () => {
  test = await testDatabase({ max: 6 });
  await loadReferenceData(test.db);
  officer = await regulator(test.db, "officer");
  payer = await regulator(test.db, "adjudicator");
  provider = await makeMember(test.db, ["owner", "facility_manager"], "university");
  holder = await company(test.db);
  facilityId = await makeFacility(test.db, provider, { rules: { cancelCutoffMinutes: 60 } });
});

afterAll(async () => {
  // Whatever was done above, records and ledger agree to the fen.
  const wrong = await differences(test.db);
  await test.close();
  if (wrong !== 0) throw new Error(`${wrong} accounts differ from the ledger`);
});

const at = (time: string, actor: Actor): Context =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const as = (actor: Actor): Context => contextOf(test.db, actor);
const read = async (id: string) => {
  const [row] = await test.db.select().from(voucher).where(eq(voucher.id, id));
  return row;
};
const holdOf = async (bookingId: string) => {
  const [row] = await test.db.select().from(voucherHold).where(eq(voucherHold.causeId, bookingId));
  return row;
};
const budgetOf = async (programId: string) => {
  const [row] = await test.db
    .select({ budget })
    .from(budget)
    .innerJoin(voucherProgram, eq(voucherProgram.budgetId, budget.id))
    .where(eq(voucherProgram.id, programId));
  return row?.budget;
};

describe("a programme", () => {
  it("takes no condition that Article 22 forbids, and says which article", async () => {
    const local = {
      regionCode: "330100",
      providerPlace: "own_region",
      settlementMonths: 12,
      notesZh: "仅限本市机构",
    };
    const city = { ...officer, regionPrefixes: ["3301"] };
    const refused = problemOf(await draftProgram(as(city), programForm(local)));
    expect(refused).toMatchObject({ code: "local_restriction", status: 422 });
    expect(refused.params?.law).toContain("第22条");
    expect(refused.errors?.map(({ path }) => path)).toEqual(["providerPlace", "settlementMonths", "notesZh"]);
    const uscc = provider.organization?.uscc ?? "";
    const listed = programForm({ regionCode: "330100", providers: uscc });
    expect(problemOf(await draftProgram(as(city), listed)).errors).toEqual([
      { path: "providers", code: "providers_all_local" },
    ]);
  });

  it("is the territory's officers' alone", async () => {
    const other = { ...officer, regionPrefixes: ["3302"] };
    expect(problemOf(await draftProgram(as(other), programForm())).code).toBe("forbidden");
    expect(problemOf(await draftProgram(as(holder), programForm())).code).toBe("forbidden");
    const id = await openProgram(test.db, officer);
    expect(problemOf(await publishProgram(as(other), id)).code).toBe("not_found");
  });

  it("is put in force by somebody who wrote none of it, each version anew", async () => {
    const second = await regulator(test.db, "officer");
    const { id } = valueOf(await draftProgram(as(officer), programForm()));
    expect(problemOf(await publishProgram(as(officer), id)).code).toBe("program_own");
    valueOf(await publishProgram(as(second), id));
    const { regionCode: _r, nameZh: _z, nameEn: _e, year: _y, budget: _b, ...form } = programForm();
    const input = { ...form, providerPlace: "whole_province" as const };
    valueOf(await draftRules(as(second), id, input));
    valueOf(await draftRules(as(officer), id, input));
    expect(problemOf(await publishProgram(as(second), id)).code).toBe("program_own");
    expect(problemOf(await publishProgram(as(officer), id)).code).toBe("program_own");
    valueOf(await publishProgram(as(await regulator(test.db, "officer")), id));
  });

  it("never changes what is published; a new version is for what comes later", async () => {
    const id = await openProgram(test.db, officer);
    const first = await grantedVoucher(test.db, holder, id, 10_000);
    await expect(
      test.db.update(voucherRules).set({ sharePercent: 90 }).where(eq(voucherRules.programId, id)),
    ).rejects.toThrow();
    const { regionCode, nameZh, nameEn, year, budget: _, ...form } = programForm({ sharePercent: 30 });
    const input = { ...form, providerPlace: "whole_province" as const };
    expect(rulesInput.safeParse({ ...programFormText, sharePercent: 30 }).success).toBe(true);
    expect(valueOf(await draftRules(as(officer), id, input)).version).toBe(2);
    expect(valueOf(await draftRules(as(officer), id, input)).version).toBe(2);
    valueOf(await publishProgram(as(await regulator(test.db, "officer")), id));
    const second = await grantedVoucher(test.db, holder, id, 10_000);
    const offered = await vouchersFor(as(holder), {
      organizationId: holder.organization?.id ?? "",
      providerId: provider.organization?.id ?? "",
      kind: "facility",
      way: "self_use",
      classCode: "990000",
      price: 10_000,
      startsAt: new Date("2026-11-24T06:00:00Z"),
      endsAt: new Date("2026-11-24T08:00:00Z"),
    });
    expect(offered.find(({ id: one }) => one === first)?.covers).toBe(5_000);
    expect(offered.find(({ id: one }) => one === second)?.covers).toBe(3_000);
    for (const one of [first, second]) valueOf(await giveBackVoucher(as(holder), one));
  });

  it("closes when its last day of use is over", async () => {
    const id = await openProgram(test.db, officer, { useUntil: "2026-12-31" });
    const clock = fixedClock("2027-01-01T00:00:01+08:00");
    await endPrograms({ db: test.db, actor: systemActor("job"), clock });
    const [row] = await test.db.select().from(voucherProgram).where(eq(voucherProgram.id, id));
    expect(row?.state).toBe("closed");
  });
});

const programFormText = {
  applyFrom: "2026-01-01",
  applyUntil: "2026-12-31",
  useUntil: "2027-06-30",
  validDays: "365",
  kinds: ["facility"],
  fullPayUpTo: "0",
  applicationCap: "5000",
  yearlyCap: "10000",
  automaticUpTo: "5000",
  settlementMonths: "6",
};

describe("an application", () => {
  it("waits for an officer above the sum that the rules grant, and promises money only when granted", async () => {
    const id = await openProgram(test.db, officer, { automaticUpTo: "100", budget: "150" });
    const big = { requested: 12_000, purpose: "新配方验证", notFunded: true };
    const made = valueOf(await applyForVoucher(as(holder), id, big));
    expect(made.state).toBe("applied");
    expect((await budgetOf(id))?.committed).toBe(0);
    expect(problemOf(await grantVoucher(as(holder), made.id, { reason: "" })).code).toBe("forbidden");
    const elsewhere = { ...officer, regionPrefixes: ["3302"] };
    expect(problemOf(await grantVoucher(as(elsewhere), made.id, { reason: "" })).code).toBe("not_found");
    valueOf(await grantVoucher(as(officer), made.id, { reason: "符合条件" }));
    expect(await budgetOf(id)).toMatchObject({ committed: 12_000, spent: 0 });
    expect(problemOf(await grantVoucher(as(officer), made.id, { reason: "" })).code).toBe("not_allowed_now");
    const late = await applyForVoucher(as(await company(test.db)), id, { ...big, requested: 10_100 });
    expect(problemOf(late).reasons).toMatchObject([{ rule: "voucher_budget", params: { left: 3_000 } }]);
  });

  it("is declined with a reason, or taken back, and neither costs anything", async () => {
    const id = await openProgram(test.db, officer, { automaticUpTo: "0" });
    const one = valueOf(
      await applyForVoucher(as(holder), id, { requested: 10_000, purpose: "甲", notFunded: true }),
    );
    const two = valueOf(
      await applyForVoucher(as(holder), id, { requested: 10_000, purpose: "乙", notFunded: true }),
    );
    valueOf(await declineVoucher(as(officer), one.id, { reason: "用途不明" }));
    valueOf(await withdrawApplication(as(holder), two.id));
    expect((await read(one.id))?.reason).toBe("用途不明");
    expect((await budgetOf(id))?.committed).toBe(0);
  });

  it("is told every reason against it", async () => {
    const id = await openProgram(test.db, officer, { budget: "1", technologyOnly: "on", sizes: ["micro"] });
    const refused = problemOf(
      await applyForVoucher(as(holder), id, { requested: 600_000, purpose: "丙", notFunded: false }),
    );
    expect(refused.code).toBe("policy");
    expect(refused.reasons?.map(({ rule }) => rule)).toEqual([
      "voucher_size",
      "voucher_technology",
      "voucher_funded",
      "voucher_application_cap",
      "voucher_budget",
    ]);
  });
});

describe("a booking with a voucher that covers half", () => {
  it("sets aside, follows another time, and gives back when it is cancelled", async () => {
    const program = await openProgram(test.db, officer);
    const id = await grantedVoucher(test.db, holder, program, 40_000);
    const made = valueOf(await reserve(as(holder), wish(facilityId, "08:00", "10:00", { voucherId: id })));
    expect(await holdOf(made.id)).toMatchObject({ price: 60_000, amount: 30_000, state: "reserved" });
    expect(await read(id)).toMatchObject({ reserved: 30_000, captured: 0 });
    const longer = { start: "2026-11-24T08:00:00+08:00", end: "2026-11-24T11:00:00+08:00" };
    valueOf(await reschedule(as(holder), made.id, rescheduleInput.parse(longer)));
    // Half of 900 yuan is 450; the voucher has 400.
    expect(await holdOf(made.id)).toMatchObject({ price: 90_000, amount: 40_000 });
    valueOf(await cancel(as(holder), made.id, { reason: "" }));
    expect(await holdOf(made.id)).toMatchObject({ state: "released", captured: 0 });
    expect(await read(id)).toMatchObject({ reserved: 0, captured: 0, amount: 40_000 });
  });

  it("pays its half when the use is over, and the company owes the other", async () => {
    const program = await openProgram(test.db, officer);
    const id = await grantedVoucher(test.db, holder, program, 40_000);
    const made = valueOf(await reserve(as(holder), wish(facilityId, "10:00", "12:00", { voucherId: id })));
    valueOf(await complete(at("24T10:10", provider), made.id, completeInput.parse({})));
    const hold = await holdOf(made.id);
    expect(hold).toMatchObject({ state: "captured", amount: 30_000, captured: 30_000 });
    expect(await read(id)).toMatchObject({ amount: 40_000, reserved: 0, captured: 30_000 });
    expect(await budgetOf(program)).toMatchObject({ committed: 40_000, spent: 30_000 });
    const [owed] = await test.db
      .select()
      .from(charge)
      .where(and(eq(charge.causeId, made.id), eq(charge.purpose, "use")));
    expect(owed).toMatchObject({ amount: 60_000, paid: 30_000, state: "partly_paid" });
  });

  it("is refused with every reason why the voucher does not pay", async () => {
    const program = await openProgram(test.db, officer, { ways: ["remote"], classes: "03" });
    const id = await grantedVoucher(test.db, holder, program, 10_000);
    const asked = wish(facilityId, "14:00", "15:00", { voucherId: id });
    const refused = problemOf(await reserve(as(holder), asked));
    expect(refused).toMatchObject({ code: "policy", status: 422 });
    expect(refused.reasons).toEqual([
      { rule: "voucher_way", overridable: false },
      { rule: "voucher_class", overridable: false },
    ]);
    const stranger = await company(test.db);
    expect(problemOf(await reserve(as(stranger), asked)).code).toBe("not_found");
    // Nothing was booked either time.
    valueOf(await reserve(as(holder), wish(facilityId, "14:00", "15:00")));
  });

  it("is taken up again when somebody came after all", async () => {
    const program = await openProgram(test.db, officer);
    const id = await grantedVoucher(test.db, holder, program, 40_000);
    const made = valueOf(await reserve(as(holder), wish(facilityId, "16:00", "17:00", { voucherId: id })));
    const after = completeInput.parse({ reason: "实际已到场使用" });
    valueOf(await complete(at("24T19:00", provider), made.id, after));
    expect(await read(id)).toMatchObject({ reserved: 0, captured: 15_000 });
  });

  it("leaves what is set aside when the voucher ends, and what comes back then goes to the budget", async () => {
    const program = await openProgram(test.db, officer, { validDays: 3 });
    const id = await grantedVoucher(test.db, holder, program, 40_000);
    const made = valueOf(await reserve(as(holder), wish(facilityId, "18:00", "19:00", { voucherId: id })));
    valueOf(await checkIn(at("24T18:05", provider), made.id));
    const later = { db: test.db, actor: systemActor("job"), clock: fixedClock("2026-11-28T00:00:01+08:00") };
    await expireVouchers(later);
    await expireVouchers(later);
    expect(await read(id)).toMatchObject({ state: "expired", amount: 15_000, reserved: 15_000 });
    expect((await budgetOf(program))?.committed).toBe(15_000);
    valueOf(
      await complete(
        at("28T09:00", provider),
        made.id,
        completeInput.parse({ amount: { amount: 20_000, currency: "CNY" } }),
      ),
    );
    expect(await read(id)).toMatchObject({ amount: 10_000, captured: 10_000, reserved: 0 });
    expect(await budgetOf(program)).toMatchObject({ committed: 10_000, spent: 10_000 });
  });
});

describe("a budget", () => {
  it("is never overdrawn, whatever writes", async () => {
    const program = await openProgram(test.db, officer, { budget: "100" });
    const row = await budgetOf(program);
    await expect(
      test.db
        .update(budget)
        .set({ committed: 10_001 })
        .where(eq(budget.id, row?.id ?? "")),
    ).rejects.toThrow();
    valueOf(await raiseBudget(as(officer), row?.id ?? "", { amount: 5_000, reason: "追加预算文件" }));
    expect((await budgetOf(program))?.amount).toBe(15_000);
    const id = await grantedVoucher(test.db, holder, program, 15_000);
    await expect(
      test.db.update(voucher).set({ reserved: 15_001 }).where(eq(voucher.id, id)),
    ).rejects.toThrow();
    await expect(test.db.update(voucher).set({ reserved: 5 }).where(eq(voucher.id, id))).rejects.toThrow();
  });
});

/** A use that a voucher has paid 150 yuan of. */
async function used(day: string, from: string, by: Actor, program: string): Promise<string> {
  const id = await grantedVoucher(test.db, by, program, 20_000);
  const [hour = "08"] = from.split(":");
  const start = `2026-11-${day}T${from}:00+08:00`;
  const end = `2026-11-${day}T${String(Number(hour) + 1).padStart(2, "0")}:00:00+08:00`;
  const made = valueOf(
    await reserve(as(by), {
      ...wish(facilityId, "08:00", "09:00", { voucherId: id }),
      start: new Date(start),
      end: new Date(end),
    }),
  );
  valueOf(await complete(at(`${day}T${hour}:10`, provider), made.id, completeInput.parse({})));
  const hold = await holdOf(made.id);
  if (!hold) throw new Error("no hold");
  return hold.id;
}

const cluesAbout = (holdId: string) =>
  test.db
    .select({ cause: misconductCase.causeType, state: misconductCase.state })
    .from(misconductCase)
    .where(eq(misconductCase.causeId, holdId));

describe("what looks wrong about a use", () => {
  it("becomes one clue that waits for a person, a mark, and nothing else", async () => {
    const program = await openProgram(test.db, officer);
    const near = await company(test.db);
    const holdId = await used("25", "08:00", near, program);
    // Somebody is a member of both.
    await test.db.insert(membership).values({
      userId: near.user?.id ?? "",
      organizationId: provider.organization?.id ?? "",
      roles: ["member"],
    });
    const job = { db: test.db, actor: systemActor("job"), clock: fixedClock("2026-11-26T00:00:00+08:00") };
    const early = new Date("2026-11-20T00:00:00Z");
    valueOf(await checkUse(job, holdId, early));
    valueOf(await checkUse(job, holdId, early));
    expect(
      (await cluesAbout(holdId)).toSorted((a, b) => (a.cause ?? "").localeCompare(b.cause ?? "")),
    ).toEqual([
      { cause: "voucher_before_grant", state: "received" },
      { cause: "voucher_related_party", state: "received" },
    ]);
    const [hold] = await test.db.select().from(voucherHold).where(eq(voucherHold.id, holdId));
    expect(hold).toMatchObject({ state: "captured", findings: ["related_party", "before_grant"] });
  });

  it("is an invoice that serves twice", async () => {
    const program = await openProgram(test.db, officer);
    const one = await used("25", "10:00", await company(test.db), program);
    const two = await used("25", "12:00", await company(test.db), program);
    const job = { db: test.db, actor: systemActor("job"), clock: fixedClock("2026-11-26T00:00:00+08:00") };
    valueOf(await nameInvoice(as(provider), one, { invoiceNo: "25332000000000000001" }));
    valueOf(await checkUse(job, one));
    expect(await cluesAbout(one)).toEqual([]);
    valueOf(await nameInvoice(as(provider), two, { invoiceNo: "25332000000000000001" }));
    valueOf(await checkUse(job, two));
    expect(await cluesAbout(two)).toEqual([{ cause: "voucher_double_invoice", state: "received" }]);
    expect(problemOf(await nameInvoice(as(holder), one, { invoiceNo: "25332000000000000002" })).code).toBe(
      "not_found",
    );
  });

  it("is a tie on record: then the voucher does not pay in the first place", async () => {
    const program = await openProgram(test.db, officer);
    const tied = await company(test.db);
    const id = await grantedVoucher(test.db, tied, program, 20_000);
    await test.db.insert(organizationTie).values({
      organizationId: tied.organization?.id ?? "",
      relatedId: provider.organization?.id ?? "",
      kind: "same_controller",
    });
    const asked = {
      ...wish(facilityId, "08:00", "09:00", { voucherId: id }),
      start: new Date("2026-11-26T00:00:00Z"),
      end: new Date("2026-11-26T01:00:00Z"),
    };
    expect(problemOf(await reserve(as(tied), asked)).reasons?.map(({ rule }) => rule)).toEqual([
      "voucher_related",
    ]);
  });
});

describe("a settlement", () => {
  it("takes a provider's finished half year together, and a second person pays it", async () => {
    const program = await openProgram(test.db, officer);
    const holdId = await used("25", "14:00", await company(test.db), program);
    const asked = { providerId: provider.organization?.id ?? "", periodFrom: "2026-11-25" };
    const inYear = as(officer);
    expect(problemOf(await submitSettlement(inYear, program, asked)).code).toBe("settlement_period_running");
    const after = contextOf(test.db, officer, fixedClock("2027-01-05T09:00:00+08:00"));
    expect(problemOf(await submitSettlement(after, program, asked)).code).toBe("nothing_to_settle");
    valueOf(await nameInvoice(as(provider), holdId, { invoiceNo: "25332000000000000077" }));
    const { id } = valueOf(await submitSettlement(after, program, asked));
    expect(problemOf(await submitSettlement(after, program, asked)).code).toBe("nothing_to_settle");
    expect(
      problemOf(await nameInvoice(as(provider), holdId, { invoiceNo: "25332000000000000078" })).code,
    ).toBe("invoice_settled");
    expect(problemOf(await paySettlement(after, id, { reference: "GK-1" })).code).toBe("other_payer_needed");
    const second = contextOf(test.db, payer, fixedClock("2027-01-06T09:00:00+08:00"));
    valueOf(await paySettlement(second, id, { reference: "GK-2027-0001" }));
    expect(problemOf(await paySettlement(second, id, { reference: "GK-1" })).code).toBe("not_allowed_now");
    expect(await differences(test.db)).toBe(0);
  });

  it("is written into the log, each step with who took it", async () => {
    const steps = await test.db
      .select({ transition: auditEntry.transition, by: auditEntry.actorName })
      .from(auditEntry)
      .where(eq(auditEntry.entity, "voucher_settlement"));
    expect(steps.map(({ transition }) => transition)).toEqual(["submit_settlement", "pay_settlement"]);
  });
});

describe("what was paid by a voucher and goes back", () => {
  it("is good again", async () => {
    const program = await openProgram(test.db, officer);
    const by = await company(test.db);
    const holdId = await used("25", "16:00", by, program);
    const [hold] = await test.db.select().from(voucherHold).where(eq(voucherHold.id, holdId));
    const [owed] = await test.db
      .select()
      .from(charge)
      .where(eq(charge.causeId, hold?.causeId ?? ""));
    await test.db.transaction(async (tx) => {
      const rest = { method: "transfer", externalId: "T-1", amount: 15_000 } as const;
      await payCharge(tx, as(provider), owed?.id ?? "", rest);
      await refundCharge(tx, as(provider), owed?.id ?? "", { amount: 10_000, reason: "退一部分" });
    });
    // The voucher had paid half, so half of what goes back is its.
    expect(await read(hold?.voucherId ?? "")).toMatchObject({ captured: 10_000, amount: 20_000 });
    expect((await budgetOf(program))?.spent).toBe(10_000);
    expect(await differences(test.db)).toBe(0);
  });
});
