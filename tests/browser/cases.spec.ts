import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { startSession } from "#app/domain/identity/session.server.ts";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import { test as base, expect, expectAccessible, hydrated } from "../support/browser.ts";
import { clockEnvironment, offsetIn, setOffset } from "../support/clock-file.ts";
import type { TestDatabase } from "../support/database.ts";
import { startServer, type TestServer } from "../support/server.ts";

const day = 86_400_000;

interface Story {
  server: TestServer;
  /** Moves the server's clock ahead by days. */
  wait(days: number): void;
  /** Signs in, and chooses the language. */
  as(page: Page, mailbox: string, language?: "en" | "zh-CN"): Promise<void>;
}

/** A server on the same market whose clock the story moves. */
const test = base.extend<{ story: Story }>({
  story: async ({ market }, use) => {
    const file = join(mkdtempSync(join(tmpdir(), "kexiang-clock-")), "offset");
    setOffset(file, 0);
    const server = await startServer(market.database.url, { env: clockEnvironment(file) });
    await use({
      server,
      wait: (days) => setOffset(file, offsetIn(file) + days * day),
      as: async (page, mailbox, language = "zh-CN") => {
        const now = new Date(Date.now() + offsetIn(file));
        const value = await sessionOf(market.database, `${mailbox}@demo.test`, now);
        await page.context().addCookies([
          { name: "kx_session", value, url: server.url, httpOnly: true },
          { name: "kx_lang", value: language, url: server.url },
        ]);
      },
    });
    await server.stop();
  },
});

async function sessionOf({ db }: TestDatabase, email: string, now: Date): Promise<string> {
  const [row] = await db
    .select({ userId: appUser.id, membershipId: membership.id })
    .from(appUser)
    .innerJoin(membership, eq(membership.userId, appUser.id))
    .where(eq(appUser.email, email));
  if (!row) throw new Error(`there is no ${email}`);
  return startSession(db, now, { ...row, device: "Chromium", ip: null });
}

async function accused({ db }: TestDatabase) {
  const [row] = await db
    .select({ id: organization.id, uscc: organization.uscc, nameZh: organization.nameZh })
    .from(organization)
    .innerJoin(membership, eq(membership.organizationId, organization.id))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(eq(appUser.email, "sme@demo.test"));
  if (!row) throw new Error("there is no accused");
  return row;
}

/** Unfolds a step of the case, fills its form and takes it. */
async function take(page: Page, act: string, fill: (form: ReturnType<Page["locator"]>) => Promise<void>) {
  const step = page.locator("details.confirm").filter({ has: page.locator("summary", { hasText: act }) });
  await step.first().locator("summary").click();
  await fill(step.first().locator("form"));
  await send(page, step.first().locator("form button[type=submit]"));
}

/** Presses a button that posts, and waits for the answer. */
async function send(page: Page, button: ReturnType<Page["locator"]>): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    button.click(),
  ]);
  expect(answer.status()).toBeLessThan(400);
  await page.waitForURL(/done=step/);
}

/** A published facility of the demonstration university. */
async function facilityOf({ db }: TestDatabase): Promise<string> {
  const [row] = await db
    .select({ id: listing.id })
    .from(listing)
    .innerJoin(membership, eq(membership.organizationId, listing.organizationId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(
        eq(appUser.email, "provider@demo.test"),
        eq(listing.state, "published"),
        eq(listing.kind, "facility"),
      ),
    )
    .limit(1);
  if (!row) throw new Error("the demonstration market has no facility");
  return row.id;
}

/** Two hours of a day that many days from now, a week on, as an address names them. */
function aTimeAfter(days: number): string {
  const date = new Date(Date.now() + (days + 7) * day).toISOString().slice(0, 10);
  return `start=${date}T02:00:00Z&end=${date}T04:00:00Z`;
}

const facts =
  "2026年10月，该单位向用户出具的三份检测报告与仪器原始记录不符，报告数据系编造，有原始记录和用户证言为证。";
const reasons =
  "上述行为违反规则库关于伪造检测报告的规定。当事人的申辩未提供相反证据，不予采纳；考虑到其配合调查，在幅度内从轻。";

test("a complaint becomes a decision, is reviewed, changed and repaired, and leaves no trace", async ({
  page,
  market,
  story,
}) => {
  test.setTimeout(180_000);
  const { server, wait, as } = story;
  const { uscc, nameZh } = await accused(market.database);
  // The accused and the reviewer read English, the others Chinese.
  const open = async (mailbox: string, path: string) => {
    await as(page, mailbox, mailbox === "sme" || mailbox === "reviewer" ? "en" : "zh-CN");
    await page.goto(server.url + path);
    await hydrated(page);
  };

  await open("provider", "/complaints/new");
  await page.getByLabel("被举报单位").fill(uscc);
  await page.getByLabel("涉嫌行为").selectOption("RI03");
  await page.getByLabel("一句话说明").fill("出具的检测报告与原始记录不符");
  await page.getByLabel("具体情况").fill(facts);
  await page.getByLabel("发生日期").fill("2026-10-12");
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交举报" }).click();
  await expect(page.getByRole("status")).toContainText("已收到您的举报");

  await open("officer", "/oversight/cases");
  await expectAccessible(page);
  await page.getByRole("link", { name: /出具的检测报告与原始记录不符/ }).click();
  await page.waitForURL(/cases\/[0-9a-f-]{36}/);
  const path = new URL(page.url()).pathname;
  const own = path.replace("/oversight/", "/organization/");
  await take(page, "受理", async (form) => {
    await form.getByLabel("理由").fill("反映的情况具体，附有材料，属于受理范围。");
    await form.getByRole("checkbox").check();
  });
  await take(page, "送达告知书", async (form) => {
    await form.getByLabel("认定的事实").fill(facts);
    await form.getByRole("radio", { name: "一般" }).check();
    await form.getByRole("checkbox", { name: "暂停服务" }).check();
    await form.getByLabel("暂停服务的天数").fill("180");
    await form.getByRole("checkbox", { name: "限制预约" }).check();
    await form.getByLabel("限制预约的天数").fill("120");
  });
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await open("sme", "/organization/cases");
  await page.getByRole("link", { name: /出具的检测报告与原始记录不符/ }).click();
  await page.waitForURL(/cases\/[0-9a-f-]{36}/);
  await expect(page.getByText(/complainant/i)).toHaveCount(0);
  await take(page, "State your defence", (form) =>
    form.getByLabel("Text").fill("三份报告由离职员工经办，本单位已主动召回并重新检测。"),
  );
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  wait(20);
  await open("officer", path);
  await take(page, "提请决定", (form) =>
    form.getByLabel("调查结论和处理建议").fill("事实清楚，证据充分，建议暂停服务并限制预约，申辩部分采纳。"),
  );
  await open("adjudicator", path);
  await take(page, "作出决定", async (form) => {
    await form.getByLabel("认定的事实").fill(facts);
    await form.getByLabel("理由和依据").fill(reasons);
    await form.getByRole("radio", { name: "一般" }).check();
    await form.getByRole("checkbox", { name: "暂停服务" }).check();
    await form.getByLabel("暂停服务的天数").fill("90");
  });
  await open("officer", path);
  await take(page, "送达决定书", () => Promise.resolve());
  await page.getByLabel("公示的事实摘要").fill("出具的三份检测报告与仪器原始记录不符。");
  await send(page, page.getByRole("button", { name: "公示", exact: true }));
  await page.goto(`${server.url}/credit/${uscc}?lang=en`);
  await expect(page.getByText("Suspension").first()).toBeVisible();

  await open("sme", `/facilities/${await facilityOf(market.database)}/book?${aTimeAfter(20)}`);
  const refusal = page.getByRole("main");
  await expect(refusal).toContainText("Your organisation may not do this now");
  await expect(refusal).toContainText("In force: Suspension, until");
  await refusal.getByRole("link", { name: /^Read case/ }).click();
  await page.waitForURL(server.url + own);
  await page.getByRole("link", { name: "Open the document" }).first().click();
  await expect(page.getByText("SHA-256")).toBeVisible();
  await expectAccessible(page);
  await open("sme", own);
  await take(page, "Apply for review", (form) =>
    form
      .getByLabel("Grounds for review")
      .fill("决定未考虑本单位已召回全部报告并免费重新检测的事实，措施过重。"),
  );
  await page.goto(`${server.url}/credit/${uscc}`);
  await expect(page.getByText("Under objection").first()).toBeVisible();

  await open("reviewer", path);
  await take(page, "Change the decision", async (form) => {
    await form.getByLabel("Facts").fill(facts);
    await form.getByLabel("Reasons").fill("召回和重新检测属实，应予从轻，改为较轻的措施。");
    await form.getByRole("radio", { name: "General" }).check();
    await form.getByRole("checkbox", { name: "Suspension" }).check();
    await form.getByLabel("Days of suspension").fill("30");
  });

  wait(100);
  await open("sme", own);
  await page
    .getByLabel("What was put right", { exact: true })
    .fill("已召回全部报告并免费重新检测，修订了报告审核制度，全员完成培训。");
  await send(page, page.getByRole("button", { name: "Report", exact: true }));
  await open("officer", path);
  await page.getByLabel("核查或审理意见").fill("经核查，整改到位。");
  await send(page, page.getByRole("button", { name: "整改通过", exact: true }));
  await open("sme", own);
  await page
    .getByLabel("What was put right, and your promise")
    .fill("整改已完成并经核查通过，承诺今后如实出具报告。");
  await page.getByRole("checkbox", { name: /We promise/ }).check();
  await send(page, page.getByRole("button", { name: "Ask for credit repair", exact: true }));
  await open("adjudicator", path);
  await page.getByLabel("核查或审理意见").fill("整改到位，准予修复。");
  await send(page, page.getByRole("button", { name: "准予修复", exact: true }));

  await page.context().clearCookies();
  for (const place of [
    `/credit?q=${encodeURIComponent(nameZh)}`,
    `/credit/${uscc}`,
    "/credit/register.csv",
  ]) {
    const answer = await page.request.get(server.url + place);
    expect(await answer.text(), place).not.toContain("检测报告与仪器原始记录不符");
  }
});

test("an accusation that is not accepted, and one that is unfounded, leave nothing behind", async ({
  page,
  market,
  story,
}) => {
  const { server, as } = story;
  const { uscc } = await accused(market.database);
  const open = async (mailbox: string, path: string) => {
    await as(page, mailbox, "en");
    await page.goto(server.url + path);
    await hydrated(page);
  };
  const accuse = async (title: string) => {
    await open("tto", "/complaints/new");
    await page.getByLabel("Organisation", { exact: true }).fill(uscc);
    await page.getByLabel("What it is about").selectOption("MC01");
    await page.getByLabel("In one sentence").fill(title);
    await page
      .getByLabel("What happened")
      .fill("The instrument described on its page is not the one that was there.");
    await page.getByLabel("From", { exact: true }).fill("2026-10-12");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("status")).toContainText("We have received your report");
    await open("officer", "/oversight/cases");
    await page.getByRole("link", { name: title }).click();
    await page.waitForURL(/cases\/[0-9a-f-]{36}/);
    return new URL(page.url()).pathname;
  };
  await accuse("Another instrument than described");
  await take(page, "Do not accept", (form) =>
    form.getByLabel("Reason").fill("The instrument was replaced after notice; nothing suggests misconduct."),
  );
  const unfounded = await accuse("Described otherwise once more");
  await take(page, "Accept", async (form) => {
    await form.getByLabel("Reason").fill("Specific, and supported by a photograph.");
    await form.getByRole("checkbox").check();
  });
  await expectAccessible(page);
  await take(page, "Submit as unfounded", (form) =>
    form
      .getByLabel("Findings and proposal")
      .fill("The page was right on that day; the photograph shows another laboratory."),
  );
  await open("adjudicator", unfounded);
  await take(page, "Find unfounded", async (form) => {
    await form.getByLabel("Facts").fill("The page described the instrument that was there on that day.");
    await form
      .getByLabel("Reasons")
      .fill("The photograph was taken in another laboratory; the rule was kept.");
  });
  await open("tto", "/account/complaints");
  await expect(page.getByRole("row").filter({ hasText: "Another instrument" })).toContainText("Not accepted");
  await expect(page.getByRole("row").filter({ hasText: "Described otherwise" })).toContainText("Unfounded");
  await open("sme", "/organization/cases");
  await expect(page.getByText("Described otherwise once more")).toHaveCount(0);
  const shown = await page.request.get(`${server.url}/credit/${uscc}`);
  expect(await shown.text()).not.toContain("Described otherwise");
});
