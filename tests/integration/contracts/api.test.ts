import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { appUser } from "#db/schema/identity.ts";
import type { Context } from "#app/domain/context.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { hashOf } from "#app/domain/contracts/text/canonical.ts";
import { settleDemands } from "#app/domain/demands/settle.server.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import * as market from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { callApi } from "../demands/call-api.ts";
import { password } from "./world.ts";

let test: TestDatabase;
let client: market.Member;
let regulator: market.Member;
let authors: market.Member[];

const at = ({ ctx }: market.Member, day: string): Context => ({
  ...ctx,
  clock: fixedClock(`${day}T02:00:00Z`),
});

beforeAll(async () => {
  test = await testDatabase();
  await market.loadReference(test.db);
  client = await market.found(test.db, { kind: "enterprise", roles: ["owner"], publicInstitution: false });
  regulator = await market.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
  authors = await Promise.all([1, 2, 3].map(() => market.found(test.db, { roles: ["owner"] })));
  const passwordHash = await hashPassword(password);
  for (const { actor } of [client, ...authors])
    await test.db
      .update(appUser)
      .set({ passwordHash })
      .where(eq(appUser.id, actor.user?.id ?? ""));
});

afterAll(() => test.close());

const cny = (amount: number) => ({ amount, currency: "CNY" });
const proposal = {
  method: "梯度共聚与核壳增韧",
  team: "高分子课题组，8 人",
  plan: "先小试，后中试",
  amount: cny(30_000_000),
  milestones: [
    {
      title: "小试",
      deliverable: "样条与报告",
      acceptance: "冲击强度 ≥ 67%",
      dueOn: "2027-03-01",
      amount: cny(10_000_000),
    },
    {
      title: "中试",
      deliverable: "200 kg 料",
      acceptance: "三批一致",
      dueOn: "2027-06-01",
      amount: cny(20_000_000),
    },
  ],
};

/** What this story reads of a contract's answer. */
const answer = z.looseObject({
  id: z.string(),
  state: z.string(),
  owner: z.string().nullable(),
  deadline: z.string().nullable(),
  allowed: z.array(z.looseObject({ name: z.string() })),
  terms: z.record(z.string(), z.unknown()),
  text: z.looseObject({ sha256: z.string(), intact: z.boolean() }).nullable(),
  milestones: z.array(
    z.looseObject({
      state: z.string(),
      amount: z.looseObject({ amount: z.number() }),
      released: z.looseObject({ amount: z.number() }),
      charge: z.looseObject({ id: z.string() }).nullable(),
      bySilence: z.boolean(),
    }),
  ),
  evaluations: z.array(z.unknown()),
});

/** The client writes a demand, submits it, and the regulator publishes it. */
async function postedDemand(): Promise<string> {
  const demand = {
    problem: "脆",
    target: "抗冲击韧性≥67%",
    ways: ["commission"],
    deadlineOn: "2026-11-30",
    confidentialPart: "内部配方",
  };
  const body = { titleZh: "PVC 改性", regionCode: "330106", fieldCodes: ["430"], keywords: ["PVC"], demand };
  const made = z
    .looseObject({ id: z.string() })
    .parse(must(await callApi(client.ctx, "POST", "/demands", body)));
  must(await callApi(client.ctx, "POST", `/listings/${made.id}/submit`));
  const shown = must(await callApi(regulator.ctx, "POST", `/listings/${made.id}/publish`));
  expect(shown).toMatchObject({ state: "published" });
  expect(JSON.stringify(shown)).not.toContain("内部配方");
  return made.id;
}

/** The developer confirms from its bank what was charged for a milestone. */
async function received(
  developer: market.Member,
  day: string,
  { milestones }: z.output<typeof answer>,
  index: number,
): Promise<void> {
  const milestone = milestones[index];
  const body = { amount: milestone?.amount, valueOn: day, bankReference: `E2E-${index}` };
  const path = `/charges/${milestone?.charge?.id}/receive-transfer`;
  expect(must(await callApi(at(developer, day), "POST", path, body))).toMatchObject({
    outcome: "exact",
  });
}

it("a demand becomes a contract that is fulfilled, evaluated and registered, by the API alone", async () => {
  const demandId = await postedDemand();
  const ids: string[] = [];
  for (const author of authors) {
    const made = must(
      await callApi(at(author, "2026-11-29"), "POST", `/demands/${demandId}/proposals`, proposal),
    );
    ids.push(z.looseObject({ id: z.string() }).parse(made).id);
  }
  await settleDemands({ ...market.timer(test.db), clock: fixedClock("2026-12-01T01:00:00Z") });
  for (const [index, id] of ids.entries()) {
    const scores = [1, 2, 3, 4].map((criterion) => ({
      criterion,
      points: 90 - 10 * index,
      reason: "符合要求",
    }));
    must(await callApi(at(client, "2026-12-01"), "POST", `/proposals/${id}/score`, { scores }));
  }
  must(
    await callApi(at(client, "2026-12-01"), "POST", `/proposals/${ids[0]}/award`, { reasons: "路线清楚" }),
  );
  const wish = { demandId };
  expect(code(await callApi(at(client, "2026-12-02"), "POST", "/contracts", wish))).toBe("contract_no_award");
  const [developer = client, loser = client] = authors;
  expect(code(await callApi(at(loser, "2026-12-20"), "POST", "/contracts", wish))).toBe("not_found");
  const drafted = answer.parse(must(await callApi(at(client, "2026-12-20"), "POST", "/contracts", wish)));
  expect(drafted).toMatchObject({
    state: "drafting",
    owner: "turn",
    terms: { amount: 30_000_000, plan: "先小试，后中试" },
  });
  expect(code(await callApi(at(client, "2026-12-20"), "POST", "/contracts", wish))).toBe(
    "contract_award_taken",
  );
  expect(code(await callApi(at(developer, "2026-12-20"), "GET", `/contracts/${drafted.id}`))).toBe(
    "not_found",
  );

  const post = async (by: market.Member, day: string, path: string, body: unknown = {}) =>
    answer.parse(must(await callApi(at(by, day), "POST", `/contracts/${drafted.id}/${path}`, body)));
  const terms = { ...drafted.terms, failureClientPercent: 50 };
  await post(client, "2026-12-20", "propose", { terms });
  const shown = must(await callApi(at(developer, "2026-12-21"), "GET", `/contracts/${drafted.id}/document`));
  const document = z.looseObject({ canonical: z.string(), sha256: z.string() }).parse(shown);
  expect(hashOf(document.canonical)).toBe(document.sha256);
  const { sha256 } = document;
  await post(developer, "2026-12-21", "agree", { sha256 });
  await post(developer, "2026-12-21", "sign", { sha256, password });
  const signed = await post(client, "2026-12-22", "sign", { sha256, password });
  expect(signed).toMatchObject({
    state: "in_force",
    owner: "client_signer",
    deadline: "2027-01-01T02:00:00.000Z",
  });

  const asked = await post(client, "2026-12-23", "milestones/1/fund");
  await received(developer, "2026-12-24", asked, 0);
  await post(developer, "2027-02-20", "milestones/1/deliver", { note: "样条与报告" });
  await post(client, "2027-02-22", "milestones/1/request-changes", { reason: "缺低温数据" });
  await post(developer, "2027-03-01", "milestones/1/deliver", { note: "补充低温数据" });
  const half = await post(client, "2027-03-03", "milestones/1/accept");
  expect(half.milestones[0]).toMatchObject({ state: "accepted", released: { amount: 10_000_000 } });
  await received(developer, "2027-03-05", await post(client, "2027-03-04", "milestones/2/fund"), 1);
  const waiting = await post(developer, "2027-05-20", "milestones/2/deliver", { note: "200 kg 料" });
  expect(waiting.deadline).toBe("2027-06-03T02:00:00.000Z");
  await settleContracts({ ...market.timer(test.db), clock: fixedClock("2027-06-03T02:10:00Z") });
  const done = answer.parse(must(await callApi(at(client, "2027-06-04"), "GET", `/contracts/${drafted.id}`)));
  expect(done).toMatchObject({
    state: "completed",
    milestones: [{}, { state: "accepted", bySilence: true }],
  });

  const scores = { quality: 5, timeliness: 4, cooperation: 5, text: "合作顺利" };
  expect((await post(client, "2027-06-05", "evaluate", scores)).evaluations).toHaveLength(1);
  expect((await post(developer, "2027-06-05", "evaluate", scores)).evaluations).toHaveLength(2);
  const application = {
    technologyAmount: 30_000_000,
    technicalIncome: 28_000_000,
    declaredKind: "commissioned",
    office: "杭州市登记处",
  };
  await post(developer, "2027-06-06", "registration/apply-registration", application);
  const entry = {
    number: "2027330100000123",
    determinedKind: "commissioned",
    technologyAmount: 30_000_000,
    technicalIncome: 28_000_000,
  };
  expect(await post(developer, "2027-06-16", "registration/record-registered", entry)).toMatchObject({
    registration: { state: "registered", number: "2027330100000123" },
  });
});
