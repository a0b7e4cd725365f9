import { eq } from "drizzle-orm";
import { demandCall, proposal } from "#db/schema/demands.ts";
import { proposalInput } from "#app/domain/demands/inputs.ts";
import { scoreProposal } from "#app/domain/demands/judge.server.ts";
import { propose } from "#app/domain/demands/propose.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(180_000);

const offer = (amount: number) =>
  proposalInput.parse({
    ...{ method: "改用梯度纤维滤材", team: "过滤材料课题组", plan: "三个月", amount },
    milestones: [
      { title: "样机", deliverable: "滤芯两套", acceptance: "三个月压差不超限", dueOn: "2027-06-01", amount },
    ],
  });

const contextOf = async (database: TestDatabase, mailbox: string) => ({
  ...{ db: database.db, clock: systemClock },
  actor: await demoActor(database, mailbox),
});

/** Lets the time for proposals run out a moment ago. */
async function runOut({ db }: TestDatabase, demandId: string): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  await db.update(proposal).set({ deadline: past }).where(eq(proposal.demandId, demandId));
  await db.update(demandCall).set({ dueAt: past, deadline: past }).where(eq(demandCall.id, demandId));
}

test("a demand is posted on a phone, reviewed, proposed to, opened, scored and awarded", async ({
  page,
  signIn,
  market: { database },
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("sme");
  await page.goto("/demands/new");
  await hydrated(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByRole("alert")).toContainText("遇到了什么问题");
  await page.getByLabel("一句话说明要解决什么").fill("车间油雾过滤材料能用三个月");
  await page.getByLabel("遇到了什么问题").fill("数控车间油雾大，过滤棉两周就堵，换一次停机半天。");
  await page.getByLabel("希望做到什么程度").fill("三个月一换，油雾浓度≤5 mg/m³。");
  await page.getByLabel("预算上限").fill("20");
  await page.getByLabel("方案截止日期").fill("2027-12-01");
  await page.getByLabel("委托开发").check();
  await page.getByLabel("所属领域").selectOption("430");
  await page.getByLabel("保密部分").fill("主机厂为某航空件客户");
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.waitForURL(/\/organization\/listings\/[0-9a-f-]{36}/);
  const id = /listings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await expect(page.getByRole("main")).toContainText("油雾");

  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn("city");
  await page.goto(`/oversight/listings/${id}`);
  await hydrated(page);
  await expect(page.getByRole("main")).not.toContainText("航空件客户");
  await page.getByRole("main").locator("summary", { hasText: "审核通过，公开" }).click();
  await page.getByRole("button", { name: "审核通过，公开", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("已公开");

  for (const [mailbox, wan] of [
    ["xinan", 18],
    ["dongqian", 15],
  ] as const)
    valueOf(await propose(await contextOf(database, mailbox), id, offer(wan * 1_000_000)));

  await signIn("tto");
  await page.goto(`/demands/${id}`);
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.getByRole("main")).not.toContainText("航空件客户");
  await page.getByRole("checkbox", { name: /我代表本单位接受/ }).check();
  await page.getByRole("button", { name: "接受条款并查看" }).click();
  await expect(page.getByRole("main")).toContainText("航空件客户");
  await page.getByRole("link", { name: "提交方案" }).click();
  await page.waitForURL(/\/propose$/);
  await hydrated(page);
  await expectAccessible(page);
  await page.getByLabel("技术方案").focus();
  await page.keyboard.type("静电与梯度滤材两级");
  await page.keyboard.press("Tab");
  await page.keyboard.type("环境材料课题组");
  await page.keyboard.press("Tab");
  await page.keyboard.type("四个月完成");
  await page.getByLabel("阶段名称").first().fill("样机与试用");
  await page.getByLabel("交付物").first().fill("两级过滤样机");
  await page.getByLabel("验收标准与方法").first().fill("连续 90 天达标");
  await page.getByLabel("完成日期").first().fill("2028-04-01");
  await page.getByLabel("金额").first().fill("160,000");
  await page.getByRole("button", { name: "密封提交" }).click();
  await page.waitForURL(/\/proposals\/[0-9a-f-]{36}\?/);
  const own = new URL(page.url()).pathname;
  await expect(page.getByRole("status")).toContainText("方案已密封提交");
  await expectAccessible(page);

  await signIn("sme");
  expect((await page.goto(own))?.status()).toBe(404);
  await page.goto(`/demands/${id}/proposals`);
  await expect(page.getByRole("main")).toContainText("方案密封至");
  await runOut(database, id);
  await page.goto(`/demands/${id}/proposals`);
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.getByRole("row")).toHaveCount(4);
  const client = await contextOf(database, "sme");
  const received = await database.db.select().from(proposal).where(eq(proposal.demandId, id));
  const scores = [1, 2, 3, 4].map((criterion) => ({ criterion, points: 70, reason: "一般" }));
  for (const one of received)
    if (!own.endsWith(one.id)) valueOf(await scoreProposal(client, one.id, { scores }));
  await page.goto(own);
  await hydrated(page);
  await expectAccessible(page);
  for (const [i, points] of [90, 85, 80, 88].entries()) {
    await page.getByLabel("得分").nth(i).fill(String(points));
    await page.getByLabel("评分理由").nth(i).fill("两级过滤思路清楚");
  }
  await page.getByRole("button", { name: "保存评分" }).click();
  await expect(page.getByRole("status")).toContainText("评分已保存");
  await page.getByRole("main").locator("summary", { hasText: "选定这份方案" }).click();
  await page.getByLabel("选定理由").fill("得分最高，试用安排充分");
  await page.getByRole("button", { name: "选定这份方案" }).click();
  await expect(page.getByRole("status")).toContainText("已选定");

  await signIn("dongqian");
  const lost = received.find((one) => one.amount === 15_000_000)?.id ?? "";
  await page.goto(`/proposals/${lost}?lang=en`);
  await expect(page.getByRole("main")).toContainText("Not chosen");
  await expect(page.getByRole("main")).toContainText("得分最高，试用安排充分");
  await expect(page.getByRole("main")).toContainText("70.00");
  await expectAccessible(page);
});
