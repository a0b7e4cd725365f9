import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { assessmentCycle, assessmentProposal } from "#db/schema/assessment.ts";
import { adoptProposal } from "#app/domain/assessment/decide-proposal.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { valueOf } from "../support/results.ts";

/** The demonstration's assessment of service platforms, whose time for reports is over. */
async function platformCycle({ db }: TestDatabase) {
  const [cycle] = await db
    .select()
    .from(assessmentCycle)
    .where(and(eq(assessmentCycle.track, "platform"), eq(assessmentCycle.state, "open")));
  if (!cycle) throw new Error("the demonstration market assesses no platforms");
  return cycle;
}

/** Unfolds an act of the page and presses the button inside. */
async function act(page: Page, intent: string): Promise<void> {
  const button = page.locator(`button[name=intent][value=${intent}]`).first();
  const fold = page.locator("details.confirm").filter({ has: button }).first();
  await fold.locator("summary").click();
  await button.click();
}

async function decideTheRest(database: TestDatabase, cycleId: string): Promise<void> {
  const actor = { ...(await demoActor(database, "adjudicator")), regionPrefixes: ["33"] };
  const ctx = { db: database.db, actor, clock: systemClock };
  const left = await database.db
    .select()
    .from(assessmentProposal)
    .where(and(eq(assessmentProposal.cycleId, cycleId), eq(assessmentProposal.state, "proposed")));
  for (const { id } of left) valueOf(await adoptProposal(ctx, id, { reason: "按结果办理" }));
}

test("an assessment goes from an officer's scores by an objection and its answer to the public ranking", async ({
  page,
  signIn,
  market: { database },
}) => {
  const { id, year } = await platformCycle(database);
  await signIn("officer");
  await page.goto("/oversight/assessments");
  await hydrated(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(`/oversight/assessments/${id}`);
  for (const [intent, words] of [
    ["freeze_figures", "数据已锁定"],
    ["score", "已评分"],
    ["announce_result", "初步结果已告知各单位"],
  ] as const) {
    await act(page, intent);
    await expect(page.getByRole("status")).toContainText(words);
  }
  await expect(page.locator("button[value=confirm_result]"), "who scored does not confirm").toHaveCount(0);
  await expectAccessible(page);

  await signIn("provider");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/organization/assessments/${id}?lang=en`);
  await hydrated(page);
  await expect(page.getByText("This result is provisional")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send the objection" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Statement").fill("Two uses of October were registered on paper only.");
  await page.getByRole("button", { name: "Send the objection" }).click();
  await expect(page.getByRole("status")).toContainText("The objection is sent");

  await signIn("adjudicator");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/oversight/assessments/${id}?lang=zh-CN`);
  await hydrated(page);
  await expect(page.locator("#objections")).toContainText("registered on paper only");
  await page.locator("#objections summary", { hasText: "答复" }).click();
  await page.getByRole("radio", { name: "异议成立", exact: true }).check();
  await page.locator("#objections textarea").fill("经核对纸质记录，补计两次对外服务。");
  await page.locator("#objections select").selectOption("external_uses");
  await page.locator("#objections input[name=value]").fill("40");
  await page.locator("button[value=answer]").click();
  await expect(page.getByRole("status")).toContainText("异议已答复");
  await page.getByRole("link", { name: "钱塘江理工大学" }).first().click();
  await expect(page.getByText("经异议更正").first()).toBeVisible();

  await database.db
    .update(assessmentCycle)
    .set({ deadline: new Date(Date.now() - 1000) })
    .where(eq(assessmentCycle.id, id));
  await page.goto(`/oversight/assessments/${id}`);
  await hydrated(page);
  await act(page, "confirm_result");
  await expect(page.getByRole("status")).toContainText("请逐项决定建议");
  await act(page, "publish_result");
  await expect(page.getByRole("alert")).toContainText("有建议尚未决定");
  const card = page.locator("#proposals section").filter({ hasText: "黄牌警告" }).locator("tbody tr").first();
  await card.locator("summary", { hasText: "不采纳" }).click();
  await card.locator("button[value=decline]").click();
  await expect(card.getByText("必填").or(card.getByText("请填写")).first()).toBeVisible();
  await card.locator("details[open] textarea").fill("已在考核期内完成整改。");
  await card.locator("button[value=decline]").click();
  await expect(page.getByRole("status")).toContainText("已作不采纳");
  await expectAccessible(page);
  await decideTheRest(database, id);
  await page.reload();
  await expect(page.locator("#rectifications")).toContainText("待整改");
  await act(page, "publish_result");
  await expect(page.getByRole("status")).toContainText("结果已公布");

  await page.context().clearCookies();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/assessments/${year}?lang=en`);
  await hydrated(page);
  await expect(page.getByRole("heading", { name: /public technology service platforms/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Qiantang River/ })).toContainText("Public praise");
  await expectAccessible(page);
});
