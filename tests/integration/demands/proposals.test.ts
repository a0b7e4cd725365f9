import { eq, sql } from "drizzle-orm";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { attachment } from "#db/schema/catalog.ts";
import { demandAward, proposal } from "#db/schema/demands.ts";
import { membership, organization } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { readAuditLog } from "#app/domain/audit/log.server.ts";
import { createListing } from "#app/domain/catalog/create-listing.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import type { Context } from "#app/domain/context.ts";
import {
  addProposalFile,
  editProposal,
  withdrawProposal,
} from "#app/domain/demands/change-proposal.server.ts";
import { findFinalAward } from "#app/domain/demands/final-award.server.ts";
import { proposalInput } from "#app/domain/demands/inputs.ts";
import { scoreProposal } from "#app/domain/demands/judge.server.ts";
import { propose } from "#app/domain/demands/propose.server.ts";
import { settleDemands } from "#app/domain/demands/settle.server.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layMeasure } from "../../support/decided.ts";
import * as world from "../catalog/world.ts";
import { code, must, rulesOf } from "../catalog/world.ts";
import { callApi } from "./call-api.ts";

let test: TestDatabase;
let client: world.Member;
let regulator: world.Member;
let operator: world.Member;
let auditor: world.Member;
let authors: world.Member[];
let demandId: string;

const secret = "SECRET-METHOD-7Q";
const before = "2026-11-30T15:59:59.999Z";
const due = "2026-11-30T16:00:00.000Z";
const after = "2026-12-01T01:00:00Z";
const at = ({ ctx }: world.Member, time: string): Context => ({ ...ctx, clock: fixedClock(time) });
const timer = (time: string): Context => ({ ...world.timer(test.db), clock: fixedClock(time) });
const author = (n: number): world.Member => authors[n] ?? client;

const content = (change: Record<string, unknown> = {}) => ({
  method: `${secret} 梯度共聚`,
  team: "高分子课题组，8 人",
  plan: "先小试，后中试",
  amount: 300_000_00,
  milestones: [
    {
      title: "小试",
      deliverable: "样条与报告",
      acceptance: "冲击强度≥67%",
      dueOn: "2027-03-01",
      amount: 100_000_00,
    },
    {
      title: "中试",
      deliverable: "200 kg 料",
      acceptance: "三批一致",
      dueOn: "2027-06-01",
      amount: 200_000_00,
    },
  ],
  ...change,
});
const proposing = (change: Record<string, unknown> = {}) => proposalInput.parse(content(change));
const cny = (amount: number) => ({ amount, currency: "CNY" });
const overApi = () => ({
  ...content(),
  amount: cny(300_000_00),
  milestones: content().milestones.map((one) => ({ ...one, amount: cny(one.amount) })),
});

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
  client = await world.found(test.db, { kind: "enterprise", roles: ["owner"], publicInstitution: false });
  regulator = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
  operator = await world.found(test.db, { roles: ["operator"] });
  auditor = await world.found(test.db, { roles: ["auditor"] });
  authors = await Promise.all([1, 2, 3].map(() => world.found(test.db, { roles: ["owner"] })));
});

afterAll(() => test.close());

beforeEach(async () => {
  const input = { ...world.demandInput(), demand: { ...demandPart, deadlineOn: "2026-11-30" } };
  demandId = must(await createListing(client.ctx, input)).id;
  await world.bringToMarket(client, regulator, demandId);
});

const demandPart = {
  problem: "脆",
  target: "抗冲击韧性≥67%",
  ways: ["commission" as const],
  confidentialPart: "CONFIDENTIAL-RECIPE-3K",
};

const sent = async (n: number, time = before) =>
  must(await propose(at(author(n), time), demandId, proposing())).id;

const scored = async (id: string, points: number) =>
  must(
    await scoreProposal(at(client, after), id, {
      scores: [1, 2, 3, 4].map((criterion) => ({ criterion, points, reason: `第 ${criterion} 项` })),
    }),
  );

describe("a sealed proposal", () => {
  it("may be there or not: its client is told the same", async () => {
    const asked = () => callApi(at(client, before), "GET", `/demands/${demandId}/proposals`);
    const none = await asked();
    expect(code(none)).toBe("sealed");
    await sent(0);
    expect(await asked()).toEqual(none);
    expect(code(await callApi(at(author(1), before), "GET", `/demands/${demandId}/proposals`))).toBe(
      "not_found",
    );
  });

  it("changes nothing of what its client may do: the criteria until five days before, the day never", async () => {
    const [early, late] = ["2026-11-25T15:59:59Z", "2026-11-25T16:00:00Z"];
    const criteria = [{ name: "报价", weight: 100 }];
    const setAt = (time: string) =>
      callApi(at(client, time), "POST", `/demands/${demandId}/criteria`, { criteria });
    const move = async () => updateListing(at(client, before), demandId, await moved("2026-12-24"));
    const tried = async () => {
      const [set, refused, dated] = [await setAt(early), await setAt(late), await move()];
      const { call } = z.looseObject({ call: z.unknown() }).parse(must(set));
      return { call, refused, dated };
    };
    const alone = await tried();
    expect(alone.call).toMatchObject({ state: "receiving", criteria });
    expect(alone.refused).toMatchObject({
      problem: { code: "criteria_fixed", params: { at: "2026-11-25T16:00:00.000Z", days: 5 } },
    });
    expect(code(alone.dated)).toBe("invalid");
    expect(await told("proposal-criteria-changed")).toBe(0);
    await sent(0, early);
    expect(await tried()).toEqual(alone);
    expect(await told("proposal-criteria-changed")).toBe(1);
  });

  it("that nobody made leaves nothing to read once it is due", async () => {
    const asked = await callApi(at(client, after), "GET", `/demands/${demandId}/proposals`);
    expect(must(asked)).toEqual({ items: [], nextCursor: null });
  });

  it("is read by its author alone, through every door, until the instant it is due", async () => {
    const made = must(
      await callApi(at(author(0), before), "POST", `/demands/${demandId}/proposals`, overApi()),
    );
    expect(made).toMatchObject({ state: "sealed", deadline: due, amount: cny(300_000_00) });
    const id = await proposalOf(0);
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    must(await addProposalFile(at(author(0), before), id, new File([png], `${secret}.png`)));
    const [{ named } = { named: "" }] = await test.db
      .select({ named: organization.nameZh })
      .from(organization)
      .where(eq(organization.id, author(0).organizationId));
    expect(named).not.toBe("");
    const [file] = await test.db.select().from(attachment).where(eq(attachment.ownerId, id));
    for (const reader of [client, regulator, operator, auditor, author(1)]) {
      const ctx = at(reader, before);
      expect(code(await callApi(ctx, "GET", `/proposals/${id}`))).toBe("not_found");
      expect(code(await callApi(ctx, "GET", `/demands/${demandId}/proposals`))).toMatch(
        /^(sealed|not_found)$/,
      );
      const score = { scores: [{ criterion: 1, points: 50, reason: "早" }] };
      expect(code(await callApi(ctx, "POST", `/proposals/${id}/score`, score))).toBe("not_found");
      expect(code(await callApi(ctx, "POST", `/proposals/${id}/award`, { reasons: "早" }))).toBe("not_found");
      expect(code(await findReadableFile(ctx, file?.id ?? ""))).toBe("not_found");
      const shown = JSON.stringify([
        await callApi(ctx, "GET", `/demands/${demandId}`),
        await callApi(ctx, "GET", "/demands"),
        await callApi(ctx, "GET", "/proposals"),
        await readAuditLog(ctx, {}, 500),
      ]);
      for (const word of [secret, author(0).organizationId, id, named]) expect(shown).not.toContain(word);
    }
    expect(JSON.stringify(await wholeTable("audit_entry"))).not.toContain(secret);
    expect(JSON.stringify(await wholeTable("graphile_worker._private_jobs"))).not.toContain(secret);
    const opened = must(await callApi(at(author(0), before), "GET", `/proposals/${id}`));
    expect(JSON.stringify(opened)).toContain(secret);
    // At the instant itself it is opened, and the log shows the seal that its author has had since then.
    await settleDemands(timer(due));
    const seen = must(await callApi(at(client, due), "GET", `/proposals/${id}`));
    expect(seen).toMatchObject({ state: "opened", method: `${secret} 梯度共聚` });
    expect((await findReadableFile(at(client, due), file?.id ?? "")).ok).toBe(true);
    expect(code(await callApi(at(operator, after), "GET", `/proposals/${id}`))).toBe("not_found");
    expect(code(await callApi(at(regulator, after), "GET", `/proposals/${id}`))).toBe("not_found");
    const log = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, id));
    const seals = log.map(({ detail }) => detail?.seal).filter(Boolean);
    expect(new Set(seals.slice(-2)).size).toBe(1);
  });

  it("is changed and taken back until then; late ones are refused", async () => {
    const id = await sent(0);
    must(await editProposal(at(author(0), before), id, proposing({ method: "改用接枝共聚" })));
    expect(code(await propose(at(author(0), before), demandId, proposing()))).toBe("proposed_already");
    must(await withdrawProposal(at(author(0), before), id));
    const second = await sent(0);
    expect(code(await propose(at(author(1), due), demandId, proposing()))).toBe("proposals_over");
    expect(code(await editProposal(at(author(0), due), second, proposing()))).toBe("proposals_over");
    expect(code(await withdrawProposal(at(author(0), due), second))).toBe("proposals_over");
    const change = test.db.update(proposal).set({ method: "事后" }).where(eq(proposal.id, second));
    await settleDemands(timer(due));
    await expect(change).rejects.toThrow();
  });

  it("is refused to the client itself, to those a measure forbids, and when its budget does not sum up", async () => {
    expect(code(await propose(at(client, before), demandId, proposing()))).toBe("own_demand");
    const wrong = { ...overApi(), amount: cny(1) };
    expect(
      await callApi(at(author(1), before), "POST", `/demands/${demandId}/proposals`, wrong),
    ).toMatchObject({
      problem: { errors: [{ path: "amount", code: "milestones_sum" }] },
    });
    const banned = await world.found(test.db, { roles: ["owner"] });
    const from = new Date("2026-11-01T00:00:00Z");
    await layMeasure(test.db, { organizationId: banned.organizationId, kind: "proposal_restriction", from });
    expect(code(await propose(at(banned, before), demandId, proposing()))).toBe("standing");
    const id = await sent(2);
    const less = test.db.update(proposal).set({ amount: 5 }).where(eq(proposal.id, id));
    await expect(less).rejects.toThrow();
    expect(code(await updateListing(at(client, before), demandId, await moved("2026-12-24")))).toBe(
      "invalid",
    );
  });

  it("goes back unopened when the demand is closed before", async () => {
    const id = await sent(0);
    const close = { outcome: "solved_elsewhere", note: "已自行解决" };
    must(await callApi(at(client, before), "POST", `/demands/${demandId}/close`, close));
    expect(code(await callApi(at(client, after), "GET", `/proposals/${id}`))).toBe("not_found");
    const own = must(await callApi(at(author(0), after), "GET", `/proposals/${id}`));
    expect(own).toMatchObject({ state: "returned_unopened", openedAt: null });
  });
});

describe("an award", () => {
  it("follows a scored sheet, is told to all with their own scores, and is final after the standstill", async () => {
    const ids = await Promise.all([sent(0), sent(1), sent(2)]);
    const [best = "", second = "", third = ""] = ids;
    const award = { reasons: "路线清楚，中试条件好" };
    await scored(best, 90);
    await scored(second, 70);
    const early = await callApi(at(client, after), "POST", `/proposals/${best}/award`, award);
    expect([code(early), rulesOf(early)]).toEqual(["award_policy", ["proposals_not_scored"]]);
    await scored(third, 40);
    expect(must(await callApi(at(author(1), after), "GET", `/proposals/${second}`))).toMatchObject({
      scores: [],
    });
    const done = must(await callApi(at(client, after), "POST", `/proposals/${best}/award`, award));
    // Seven working days after Tuesday the 1st: the end of Thursday the 10th.
    const until = "2026-12-10T16:00:00.000Z";
    expect(done).toMatchObject({
      state: "awarded",
      total: 90,
      award: { standstillUntil: until, finalAt: null },
    });
    const losing = must(await callApi(at(author(1), after), "GET", `/proposals/${second}`));
    expect(losing).toMatchObject({ state: "not_awarded", total: 70, award: { reasons: award.reasons } });
    expect(code(await callApi(at(author(1), after), "GET", `/proposals/${best}`))).toBe("not_found");
    expect(await told("proposal-not-awarded")).toBe(2);
    const final = (time: string) =>
      test.db.transaction((tx) => findFinalAward(tx, at(client, time), demandId));
    expect(await final("2026-12-10T15:59:59Z")).toBeUndefined();
    expect(await final(until)).toMatchObject({
      ...{ proposalId: best, clientId: client.organizationId, providerId: author(0).organizationId },
      ...{
        amount: 300_000_00,
        milestones: [
          { n: 1, amount: 100_000_00 },
          { n: 2, amount: 200_000_00 },
        ],
      },
    });
    const again = await callApi(at(client, until), "POST", `/demands/${demandId}/revoke_award`, {
      reason: "晚",
    });
    expect(code(again)).toBe("not_allowed_now");
  });

  it("may be revoked during the standstill, and the demand awarded to another", async () => {
    const [first = "", other = ""] = await Promise.all([sent(0), sent(1)]);
    await scored(first, 80);
    await scored(other, 80);
    must(await callApi(at(client, after), "POST", `/proposals/${first}/award`, { reasons: "报价低" }));
    const reason = "异议成立：业绩材料不实";
    must(await callApi(at(client, after), "POST", `/demands/${demandId}/revoke_award`, { reason }));
    must(await callApi(at(client, after), "POST", `/proposals/${other}/award`, { reasons: "次优" }));
    const awards = await test.db.select().from(demandAward).where(eq(demandAward.demandId, demandId));
    expect(awards.map(({ revokedReason }) => revokedReason).sort()).toEqual(["", reason]);
    expect(must(await callApi(world.nobody(test.db), "GET", `/demands/${demandId}`))).toMatchObject({
      call: { award: { winner: { id: author(1).organizationId } } },
    });
  });

  it("is refused to a judge who belongs to a proposer, and to a winner whom a measure forbids the market", async () => {
    const id = await sent(0);
    await scored(id, 60);
    const [userId, organizationId] = [client.actor.user?.id ?? "", author(0).organizationId];
    const [both] = await test.db
      .insert(membership)
      .values({ userId, organizationId, roles: ["member"] })
      .returning({ id: membership.id });
    const act = () => callApi(at(client, after), "POST", `/proposals/${id}/award`, { reasons: "合适" });
    expect(code(await act())).toBe("conflict_of_interest");
    await test.db.delete(membership).where(eq(membership.id, both?.id ?? ""));
    const from = new Date("2026-11-30T20:00:00Z");
    await layMeasure(test.db, { organizationId, kind: "blacklist", from });
    expect(code(await act())).toBe("standing");
  });
});

const proposalOf = async (n: number): Promise<string> => {
  const [row] = await test.db
    .select({ id: proposal.id })
    .from(proposal)
    .where(sql`demand_id = ${demandId} and organization_id = ${author(n).organizationId}`);
  return row?.id ?? "";
};

const wholeTable = (name: string) => test.db.execute(sql.raw(`select * from ${name}`));

const told = async (template: string): Promise<number> => {
  const [row] = await test.db.execute<{ n: number }>(
    sql`select count(*)::int as n from graphile_worker._private_jobs where payload->>'template' = ${template}
      and payload->>'entityId' in (select id::text from proposal where demand_id = ${demandId})`,
  );
  return row?.n ?? 0;
};

async function moved(deadlineOn: string) {
  const [row] = await test.db.execute<{ version: number }>(
    sql`select version from listing where id = ${demandId}`,
  );
  return { version: row?.version ?? 0, demand: { deadlineOn } };
}
