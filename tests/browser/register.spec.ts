import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { objection } from "#db/schema/cases.ts";
import { creditEvent } from "#db/schema/credit.ts";
import { appUser } from "#db/schema/identity.ts";
import { publishServed } from "#app/domain/cases/publication/publish.server.ts";
import { withdrawPublished } from "#app/domain/cases/publication/withdraw.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { makeMember } from "../support/booking.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { layDecided } from "../support/decided.ts";

const ctx = { actor: systemActor("spec"), clock: systemClock };
const hourAgo = () => new Date(Date.now() - 3_600_000);

async function published({ db }: TestDatabase) {
  const subject = await makeMember(db, ["owner"]);
  const org = subject.organization;
  if (!org) throw new Error("no organisation");
  const laid = await layDecided(db, { organizationId: org.id, kind: "blacklist", from: hourAgo() });
  await db.transaction((tx) => publishServed(tx, ctx, laid.decisionId, { facts: "出具虚假检测报告3份。" }));
  return { ...laid, subject, org };
}

test.describe("the public register, on a phone, in English", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "en-US" });

  test("a visitor finds a decision, sees that it is contested, and after repair finds no trace of it", async ({
    page,
    market,
  }) => {
    const { database, server } = market;
    const { decisionId, documentNo, org, subject } = await published(database);
    await page.goto(`${server.url}/credit?lang=en`);
    await hydrated(page);
    await page.getByLabel("Name, credit code or document number").fill(org.uscc);
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.getByRole("link", { name: org.nameEn }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(org.nameEn);
    await expect(page.getByText(documentNo)).toBeVisible();
    await expect(page.getByText("Under objection")).toHaveCount(0);
    await expectAccessible(page);
    await database.db.insert(objection).values({
      ...{ subjectId: org.id, regionCode: org.regionCode, about: "decision", aboutId: decisionId },
      ...{ grounds: "事实不符", filedById: subject.user?.id ?? "", filedAt: new Date() },
    });
    await page.reload();
    await expect(page.getByText("Under objection").first()).toBeVisible();
    await page.goto(`${server.url}/credit/${org.uscc}`);
    await expect(page.getByText("Blacklist").first()).toBeVisible();
    await expectAccessible(page);
    await database.db.transaction((tx) =>
      withdrawPublished(tx, ctx, decisionId, { reason: "repaired", note: "" }),
    );
    await page.reload();
    await expect(page.getByText("No decision is published")).toBeVisible();
    await expect(page.getByText(documentNo)).toHaveCount(0);
    expect((await page.goto(`${server.url}/credit/decisions/${decisionId}`))?.status()).toBe(404);
    await page.goto(`${server.url}/credit?q=${org.uscc}`);
    await expect(page.getByText("Nothing is published that fits")).toBeVisible();
    await page.goto(`${server.url}/credit/rules?against=1`);
    await expect(page.getByRole("heading", { name: "Rule book on misconduct" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("a company sees why its score is what it is and objects; an adjudicator answers, and the point is back", async ({
  page,
  market,
  signIn,
}) => {
  const { db } = market.database;
  const { user, organization } = await makeMember(db, ["owner"]);
  const mailbox = randomUUID();
  await db
    .update(appUser)
    .set({ email: `${mailbox}@demo.test` })
    .where(eq(appUser.id, user?.id ?? ""));
  const event = {
    organizationId: organization?.id ?? "",
    record: "usage" as const,
    code: "no_show",
    points: -10,
  };
  const cause = { causeType: "booking", causeId: crypto.randomUUID() };
  await db.insert(creditEvent).values({ ...event, ...cause, from: hourAgo() });
  await signIn(mailbox);
  await page.goto("/organization/credit");
  await hydrated(page);
  await expectAccessible(page);
  await expect(page.getByRole("heading", { name: "为什么是 90 分" })).toBeVisible();
  const row = page.locator("#usage").getByRole("row").filter({ hasText: "未到场" });
  await row.locator("summary").click();
  await row.getByLabel("异议理由").fill("当日已按时到场并登记，设备方未予签到。");
  await row.getByRole("button", { name: "提交异议" }).click();
  await expect(page.getByText("异议已提交")).toBeVisible();
  await expect(page.getByText("异议处理中").first()).toBeVisible();
  await signIn("adjudicator");
  await page.goto("/oversight/objections");
  await expectAccessible(page);
  await page
    .getByRole("row")
    .filter({ hasText: "使用信用：未到场" })
    .filter({ hasText: organization?.nameZh ?? "" })
    .locator("[data-row-link]")
    .click();
  await page.locator("summary", { hasText: "异议成立" }).click();
  await page.locator("#reason-sustain").fill("门禁记录显示当日到场，更正。");
  await page.locator("details[open]").getByRole("button", { name: "异议成立" }).click();
  await expect(page.getByText("已答复：异议成立。")).toBeVisible();
  await signIn(mailbox);
  await page.goto("/organization/credit");
  await expect(page.getByRole("heading", { name: "为什么是 100 分" })).toBeVisible();
});
