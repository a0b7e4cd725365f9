import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  contractEvaluation,
  contractMilestone,
  contractSignature,
  contractText,
} from "#db/schema/contracts.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { misconductCase } from "#db/schema/cases.ts";
import { pgError } from "#db/errors.ts";
import type { Actor } from "#app/domain/context.ts";
import { addFile } from "#app/domain/contracts/files.server.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { listContracts, listDisputes } from "#app/domain/contracts/queries.server.ts";
import { contractPage } from "#app/domain/contracts/contract-page.server.ts";
import { addColleague, makeMember } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { regulator } from "../cases/world.ts";
import { ledgerFaults } from "../money/world.ts";
import {
  amend,
  at,
  chargeOf,
  clockAt,
  contractRow,
  funded,
  goodTerms,
  inForce,
  milestone,
  milestoneRow,
  pageOf,
  password,
  pay,
  proposed,
  register,
  type Sides,
  sides,
  take,
  takeOn,
} from "./world.ts";

let test: TestDatabase;
let both: Sides;
let client: Actor;
let developer: Actor;
let stranger: Actor;

beforeAll(async () => {
  test = await testDatabase();
  both = await sides(test.db);
  ({ client, developer } = both);
  stranger = await makeMember(test.db, ["owner"]);
});

afterAll(async () => {
  expect(await ledgerFaults(test.db)).toEqual([]);
  await test.close();
});

const codeOf = async (work: Promise<unknown>) =>
  pgError(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
const pdf = () =>
  new File(
    [new Uint8Array([...Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF")])],
    "报告.pdf",
  );

describe("a contract", () => {
  it("goes from draft to registration: turns, two signatures, a change round, silence, evaluations", async () => {
    const id = await proposed(test.db, both);
    // The other side counters; the first agrees to what it has not written itself.
    const first = await pageOf(at(test.db, developer), id);
    expect(first.mineToDraft).toBe(true);
    expect(problemOf(await take(at(test.db, client), id, "propose", { terms: goodTerms() })).code).toBe(
      "forbidden",
    );
    valueOf(
      await take(at(test.db, developer), id, "propose", {
        terms: goodTerms({ acceptanceDays: 10 }),
        note: "验收期改为十日",
      }),
    );
    expect(problemOf(await take(at(test.db, client), id, "agree", { sha256: first.text?.sha256 })).code).toBe(
      "contract_other_text",
    );
    const sha256 = (await pageOf(at(test.db, client), id)).text?.sha256 ?? "";
    valueOf(await take(at(test.db, client), id, "agree", { sha256 }));
    expect(
      problemOf(await take(at(test.db, client), id, "sign", { sha256, password: "wrong" })).errors,
    ).toMatchObject([{ path: "password" }]);
    valueOf(await take(at(test.db, client), id, "sign", { sha256, password }));
    expect(problemOf(await take(at(test.db, client), id, "sign", { sha256, password })).code).toBe(
      "contract_signed_already",
    );
    expect((await contractRow(test.db, id)).state).toBe("signing");
    expect(
      problemOf(await take(at(test.db, developer), id, "sign", { sha256: "0".repeat(64), password })).code,
    ).toBe("contract_other_text");
    valueOf(await take(at(test.db, developer), id, "sign", { sha256, password }));
    expect(await contractRow(test.db, id)).toMatchObject({ state: "in_force", amount: 10_000_000 });

    // The first milestone: funded, delivered, sent back once, delivered again in time, accepted.
    await funded(test.db, both, id, 1, "2026-12-05");
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "funded", funded: 6_000_000 });
    const file = valueOf(await addFile(at(test.db, developer), id, pdf(), "delivery"));
    valueOf(
      await takeOn(at(test.db, developer, "2027-03-30"), id, 1, "deliver", {
        note: "小试报告",
        files: [file.id],
      }),
    );
    valueOf(
      await takeOn(at(test.db, client, "2027-04-02"), id, 1, "request-changes", { reason: "缺低温数据" }),
    );
    valueOf(await takeOn(at(test.db, developer, "2027-04-10"), id, 1, "deliver", { note: "补充低温数据" }));
    valueOf(await takeOn(at(test.db, client, "2027-04-12"), id, 1, "accept"));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({
      state: "accepted",
      released: 6_000_000,
      returned: 0,
      rounds: 1,
      lateDays: 0,
    });

    // The second: late by five days, accepted by silence, damages kept back.
    await funded(test.db, both, id, 2, "2027-04-20");
    valueOf(await takeOn(at(test.db, developer, "2027-07-05"), id, 2, "deliver", { note: "中试样品" }));
    await settleContracts(clockAt(test.db, "2027-07-14"));
    expect((await milestoneRow(test.db, id, 2)).state).toBe("delivered");
    expect(
      problemOf(await takeOn(at(test.db, client, "2027-07-16"), id, 2, "request-changes", { reason: "太晚" }))
        .code,
    ).toBe("contract_silence_accepted");
    await settleContracts(clockAt(test.db, "2027-07-16"));
    await settleContracts(clockAt(test.db, "2027-07-17"));
    // Five days at five ten-thousandths of 40,000 yuan a day.
    expect(await milestoneRow(test.db, id, 2)).toMatchObject({
      state: "accepted",
      bySilence: true,
      lateDays: 5,
      damages: 10_000,
      released: 3_990_000,
      returned: 10_000,
    });
    expect((await contractRow(test.db, id)).state).toBe("completed");

    // Both evaluate; neither sees the other's before.
    const words = { quality: 5, timeliness: 3, cooperation: 5, text: "配方可用，略有延误。" };
    valueOf(await take(at(test.db, client, "2027-07-20"), id, "evaluate", words));
    expect((await pageOf(at(test.db, developer, "2027-07-20"), id)).evaluations).toEqual([]);
    valueOf(
      await take(at(test.db, developer, "2027-07-21"), id, "evaluate", {
        ...words,
        text: "需求清楚，付款及时。",
      }),
    );
    expect((await pageOf(at(test.db, developer, "2027-07-21"), id)).evaluations).toHaveLength(2);
    valueOf(
      await take(at(test.db, developer, "2027-07-22"), id, "reply-evaluation", {
        reply: "感谢，延误因检测排期。",
      }),
    );
    expect(
      await codeOf(test.db.delete(contractEvaluation).where(eq(contractEvaluation.contractId, id))),
    ).toMatchObject({ code: "23001" });
    const facts = await test.db.select().from(creditEvent).where(eq(creditEvent.causeId, id));
    expect(facts.map(({ code, class: grade }) => [code, grade])).toEqual([
      ["contract_kept", null],
      ["contract_late", null],
    ]);

    // Registered by the seller, with three amounts.
    const application = {
      technologyAmount: 9_000_000,
      technicalIncome: 8_000_000,
      declaredKind: "commissioned",
      office: "杭州市登记处",
    };
    expect(problemOf(await register(at(test.db, client), id, "apply-registration", application)).code).toBe(
      "forbidden",
    );
    expect(
      problemOf(
        await register(at(test.db, developer), id, "apply-registration", {
          ...application,
          technicalIncome: 9_500_000,
        }),
      ).errors,
    ).toMatchObject([{ path: "technicalIncome" }]);
    valueOf(await register(at(test.db, developer), id, "apply-registration", application));
    valueOf(await register(at(test.db, developer), id, "record-supplement", { reason: "补交附件" }));
    valueOf(await register(at(test.db, developer), id, "supplement"));
    valueOf(
      await register(at(test.db, developer), id, "record-registered", {
        number: "2027330100000123",
        determinedKind: "commissioned",
        technologyAmount: 9_000_000,
        technicalIncome: 8_000_000,
      }),
    );
    expect((await pageOf(at(test.db, client), id)).registration?.row).toMatchObject({
      state: "registered",
      number: "2027330100000123",
    });
    const reward = {
      income: 9_000_000,
      cost: 1_000_000,
      tax: 500_000,
      percent: 69,
      shares: [
        { name: "甲", weight: 2 },
        { name: "乙", weight: 1 },
      ],
    };
    expect(
      problemOf(await register(at(test.db, developer), id, "announce-reward", reward)).errors,
    ).toMatchObject([{ path: "percent" }]);
    valueOf(await register(at(test.db, developer), id, "announce-reward", { ...reward, percent: 70 }));
    const [notice] = (await pageOf(at(test.db, developer), id)).rewards;
    expect(notice?.shares.reduce((sum, { amount }) => sum + amount, 0)).toBe(5_250_000);
    expect((await pageOf(at(test.db, client), id)).rewards).toEqual([]);
  });

  it("is nobody's but its sides': not a stranger's, not a regulator's without a dispute", async () => {
    const id = await inForce(test.db, both);
    const officer = await regulator(test.db, "officer");
    for (const actor of [stranger, officer]) {
      expect(problemOf(await contractPage(at(test.db, actor), id)).code).toBe("not_found");
      expect(
        problemOf(await take(at(test.db, actor), id, "propose-termination", { reason: "不要了" })).code,
      ).toBe("not_found");
      expect((await listContracts(at(test.db, actor), { view: "any", limit: 10 })).items).toEqual([]);
    }
    const member = await addColleague(test.db, client.organization ?? expect.fail(), ["member"]);
    expect(problemOf(await takeOn(at(test.db, member), id, 1, "fund")).code).toBe("forbidden");
    expect(
      problemOf(await take(at(test.db, member), id, "propose-termination", { reason: "不要了" })).code,
    ).toBe("forbidden");
  });

  it("shows a first draft to its author alone, and keeps what a measure forbids from being signed", async () => {
    const other = await sides(test.db);
    const id = await proposed(test.db, other);
    await layMeasure(test.db, {
      organizationId: other.developer.organization?.id ?? "",
      kind: "suspension",
      from: new Date("2026-11-01T00:00:00Z"),
    });
    const sha256 = (await pageOf(at(test.db, other.developer), id)).text?.sha256;
    expect(problemOf(await take(at(test.db, other.developer), id, "agree", { sha256 })).code).toBe(
      "standing",
    );
  });

  it("cannot be agreed to while a clause is missing", async () => {
    const terms = goodTerms({ milestones: [milestone("一", "2027-03-31", 1)] });
    const id = await proposed(test.db, both, terms);
    const sha256 = (await pageOf(at(test.db, developer), id)).text?.sha256;
    const refused = problemOf(await take(at(test.db, developer), id, "agree", { sha256 }));
    expect(refused).toMatchObject({
      code: "contract_not_signable",
      details: { findings: [{ code: "sum_differs" }] },
    });
    expect(
      problemOf(await take(at(test.db, developer), id, "propose", { terms: goodTerms({ other: "😀" }) }))
        .code,
    ).toBe("contract_unprintable");
  });
});

describe("the database", () => {
  it("lets no contract come into force without both signatures on the same hash", async () => {
    const id = await proposed(test.db, both);
    const [text] = await test.db.select().from(contractText).where(eq(contractText.contractId, id));
    const force = () =>
      test.db.execute(
        sql`update contract set state = 'in_force', in_force_at = now(), amount = 10000000, text_id = ${text?.id} where id = ${id}`,
      );
    expect(await codeOf(force())).toMatchObject({ constraint: "contract_is_signed" });
    const signature = {
      contractId: id,
      textId: text?.id ?? "",
      side: "client",
      organizationId: client.organization?.id ?? "",
      userId: client.user?.id ?? "",
      signerName: "甲",
      method: "password",
      at: new Date(),
    } as const;
    expect(
      await codeOf(test.db.insert(contractSignature).values({ ...signature, sha256: "0".repeat(64) })),
    ).toMatchObject({ constraint: "contract_signature_of_text" });
    await test.db.insert(contractSignature).values({ ...signature, sha256: text?.sha256 ?? "" });
    expect(await codeOf(force())).toMatchObject({ constraint: "contract_is_signed" });
    // Somebody else signing for the developer is no signature of the developer.
    await test.db
      .insert(contractSignature)
      .values({ ...signature, side: "developer", sha256: text?.sha256 ?? "" });
    expect(await codeOf(force())).toMatchObject({ constraint: "contract_is_signed" });
  });

  it("keeps texts as they were written, and a changed byte is seen where it got in nevertheless", async () => {
    const id = await inForce(test.db, both);
    const change = () =>
      test.db.execute(
        sql`update contract_text set canonical = replace(canonical, '小试', '大试') where contract_id = ${id}`,
      );
    expect(await codeOf(change())).toMatchObject({ code: "23001" });
    await test.db.execute(sql`alter table contract_text disable trigger contract_text_append_only`);
    expect(await codeOf(change())).toMatchObject({ constraint: "contract_text_sha256" });
    await test.db.execute(sql`alter table contract_text drop constraint contract_text_sha256`);
    await change();
    expect((await pageOf(at(test.db, client), id)).text?.intact).toBe(false);
  });

  it("lets no money of a milestone disagree with its state, and no milestones sum to anything else", async () => {
    const id = await inForce(test.db, both);
    const set = (change: Partial<typeof contractMilestone.$inferInsert>) =>
      test.db.update(contractMilestone).set(change).where(eq(contractMilestone.contractId, id));
    expect(await codeOf(set({ state: "funded" }))).toMatchObject({ constraint: "milestone_money_agrees" });
    expect(await codeOf(set({ state: "funded", funded: 6_000_000 }))).toMatchObject({
      constraint: "milestone_money_agrees",
    });
    expect(await codeOf(set({ amount: 1 }))).toMatchObject({ constraint: "milestones_sum" });
  });
});

describe("milestones", () => {
  it("are reminded of when late, and end with the contract after the cure period: held money goes back", async () => {
    const id = await inForce(test.db, both);
    await funded(test.db, both, id, 1, "2026-12-05");
    expect(problemOf(await takeOn(at(test.db, client, "2027-03-31"), id, 1, "remind-delivery")).code).toBe(
      "contract_not_late",
    );
    valueOf(await takeOn(at(test.db, client, "2027-04-01"), id, 1, "remind-delivery"));
    const end = { ground: "cure_passed", reason: "催告后仍未交付" };
    expect(problemOf(await take(at(test.db, client, "2027-04-20"), id, "terminate", end)).code).toBe(
      "contract_no_ground",
    );
    valueOf(await take(at(test.db, client, "2027-05-02"), id, "terminate", end));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "terminated", returned: 6_000_000 });
    expect(await milestoneRow(test.db, id, 2)).toMatchObject({ state: "terminated", returned: 0 });
    expect(await chargeOf(test.db, (await milestoneRow(test.db, id, 1)).id)).toMatchObject({
      state: "refunded",
      refunded: 6_000_000,
    });
  });

  it("fail by declared technical difficulty: the risk is shared as agreed, unanswered it is mediated", async () => {
    const id = await inForce(test.db, both);
    await funded(test.db, both, id, 1, "2026-12-05");
    valueOf(
      await takeOn(at(test.db, developer, "2027-01-05"), id, 1, "declare-failure", {
        reason: "低温韧性与透明度不可兼得",
      }),
    );
    valueOf(await takeOn(at(test.db, client, "2027-01-06"), id, 1, "confirm-failure"));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({
      state: "failed",
      released: 3_600_000,
      returned: 2_400_000,
    });
    valueOf(
      await take(at(test.db, developer, "2027-01-07"), id, "terminate", {
        ground: "failure",
        reason: "研发失败，无法继续",
      }),
    );

    const second = await inForce(test.db, both, goodTerms({ failureClientPercent: null }));
    await funded(test.db, both, second, 1, "2026-12-05");
    valueOf(
      await takeOn(at(test.db, developer, "2027-01-05"), second, 1, "declare-failure", {
        reason: "无法克服",
      }),
    );
    expect(
      problemOf(await takeOn(at(test.db, client, "2027-01-06"), second, 1, "confirm-failure")).code,
    ).toBe("contract_risk_unsettled");
    await settleContracts(clockAt(test.db, "2027-01-22"));
    expect((await milestoneRow(test.db, second, 1)).state).toBe("disputed");
  });

  it("in dispute go to the regulator of the region, whose result binds them; a breach found becomes a clue", async () => {
    const id = await inForce(test.db, both);
    await funded(test.db, both, id, 1, "2026-12-05");
    valueOf(await takeOn(at(test.db, developer, "2027-01-05"), id, 1, "deliver", { note: "小试报告" }));
    const grounds = "报告没有低温数据，要求退款。";
    valueOf(
      await takeOn(at(test.db, client, "2027-01-06"), id, 1, "raise-dispute", { grounds, wanted: "return" }),
    );
    expect(problemOf(await takeOn(at(test.db, client, "2027-01-06"), id, 1, "accept")).code).toBe(
      "not_allowed_now",
    );
    expect(
      problemOf(
        await take(at(test.db, client, "2027-01-06"), id, "terminate", {
          ground: "technology_public",
          reason: "已公开技术",
        }),
      ).code,
    ).toBe("contract_work_open");
    valueOf(
      await takeOn(at(test.db, developer, "2027-01-07"), id, 1, "answer-dispute", {
        answer: "数据见附件三。",
      }),
    );
    const officer = await regulator(test.db, "officer");
    const elsewhere = await regulator(test.db, "officer", "3302");
    const result = {
      outcome: "split",
      toDeveloper: 2_500_000,
      breachBy: "developer",
      reasons: "报告缺少约定的低温数据，部分可用。",
    };
    expect(problemOf(await takeOn(at(test.db, elsewhere), id, 1, "resolve", result)).code).toBe("not_found");
    expect((await listDisputes(at(test.db, officer))).map(({ dispute }) => dispute.contractId)).toContain(id);
    expect((await pageOf(at(test.db, officer), id)).side).toBeUndefined();
    expect(
      problemOf(await takeOn(at(test.db, officer), id, 1, "resolve", { ...result, toDeveloper: 7_000_000 }))
        .errors,
    ).toMatchObject([{ path: "toDeveloper" }]);
    valueOf(await takeOn(at(test.db, officer, "2027-01-20"), id, 1, "resolve", result));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({
      state: "settled",
      released: 2_500_000,
      returned: 3_500_000,
    });
    const [clue] = await test.db
      .select()
      .from(misconductCase)
      .where(eq(misconductCase.subjectId, developer.organization?.id ?? ""));
    expect(clue).toMatchObject({ clueKind: "breached_milestone", state: "received" });
  });

  it("go on where they stood when a dispute is withdrawn, and again when it is to be done anew", async () => {
    const id = await inForce(test.db, both);
    await funded(test.db, both, id, 1, "2026-12-05");
    valueOf(await takeOn(at(test.db, developer, "2027-01-05"), id, 1, "deliver", { note: "小试报告" }));
    const dispute = { grounds: "报告没有低温数据，要求重做。", wanted: "redo" };
    valueOf(await takeOn(at(test.db, client, "2027-01-06"), id, 1, "raise-dispute", dispute));
    expect(
      problemOf(await takeOn(at(test.db, developer, "2027-01-07"), id, 1, "withdraw-dispute")).code,
    ).toBe("forbidden");
    valueOf(await takeOn(at(test.db, client, "2027-01-08"), id, 1, "withdraw-dispute"));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({
      state: "delivered",
      deadline: new Date("2027-01-19T10:00:00+08:00"),
    });
    valueOf(await takeOn(at(test.db, client, "2027-01-09"), id, 1, "raise-dispute", dispute));
    const officer = await regulator(test.db, "officer");
    valueOf(
      await takeOn(at(test.db, officer, "2027-01-12"), id, 1, "resolve", {
        outcome: "redo",
        reasons: "补做低温检测后重新交付。",
      }),
    );
    expect((await milestoneRow(test.db, id, 1)).state).toBe("changes_requested");
  });

  it("are funded once, however often the same payment is reported; late money after the end goes back", async () => {
    const id = await inForce(test.db, both);
    valueOf(await takeOn(at(test.db, client), id, 1, "fund"));
    valueOf(await takeOn(at(test.db, client), id, 1, "fund"));
    valueOf(await pay(test.db, both, id, 1, undefined, "bank-1"));
    valueOf(await pay(test.db, both, id, 1, undefined, "bank-1"));
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({ state: "funded", funded: 6_000_000 });
    expect(problemOf(await takeOn(at(test.db, client), id, 1, "fund")).code).toBe("not_allowed_now");
  });
});

describe("an amendment", () => {
  it("replaces the text once both have signed it, and lapses without an answer", async () => {
    const id = await inForce(test.db, both);
    await funded(test.db, both, id, 1, "2026-12-05");
    const later = goodTerms({
      milestones: [
        { ...milestone("小试配方", "2027-04-30", 6_000_000) },
        milestone("中试样品", "2027-09-30", 5_000_000),
      ],
      amount: 11_000_000,
    });
    const cheaper = goodTerms({
      amount: 9_000_000,
      milestones: [
        milestone("小试配方", "2027-03-31", 5_000_000),
        milestone("中试样品", "2027-06-30", 4_000_000),
      ],
    });
    const reason = "检测排期推迟";
    expect(
      problemOf(await take(at(test.db, developer), id, "propose-amendment", { terms: cheaper, reason })).code,
    ).toBe("contract_settled_changed");
    valueOf(await take(at(test.db, developer), id, "propose-amendment", { terms: later, reason }));
    expect(
      problemOf(await take(at(test.db, client), id, "propose-amendment", { terms: later, reason })).code,
    ).toBe("contract_amendment_open");
    await settleContracts(clockAt(test.db, "2026-12-20"));
    expect((await pageOf(at(test.db, client), id)).amendments[0]?.amendment.state).toBe("lapsed");
    valueOf(await take(at(test.db, developer), id, "propose-amendment", { terms: later, reason }));
    const sha256 = (await pageOf(at(test.db, client), id)).amendments[0]?.text?.sha256;
    valueOf(await amend(at(test.db, developer), id, 2, "sign-amendment", { sha256, password }));
    valueOf(await amend(at(test.db, client), id, 2, "sign-amendment", { sha256, password }));
    expect(await contractRow(test.db, id)).toMatchObject({ amount: 11_000_000, state: "in_force" });
    expect(await milestoneRow(test.db, id, 1)).toMatchObject({
      dueOn: "2027-04-30",
      deadline: new Date("2027-05-01T00:00:00+08:00"),
    });
    expect(await milestoneRow(test.db, id, 2)).toMatchObject({ amount: 5_000_000 });
    expect((await pageOf(at(test.db, client), id)).text?.sha256).toBe(sha256);
  });
});
