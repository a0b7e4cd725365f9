import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { expectAccessible } from "../support/browser.ts";
import { type Accused, orders, organizationOf, teller, type Tongues } from "../support/case-teller.ts";
import type { TestDatabase } from "../support/database.ts";
import { expect, type Story, test } from "../support/story.ts";

/** Something of a kind that another demonstration account's organisation has published. */
async function publishedBy({ db }: TestDatabase, mailbox: string, kind: ListingKind): Promise<string> {
  const [row] = await db
    .select({ id: listing.id })
    .from(listing)
    .innerJoin(membership, eq(membership.organizationId, listing.organizationId))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(
      and(eq(appUser.email, `${mailbox}@demo.test`), eq(listing.state, "published"), eq(listing.kind, kind)),
    )
    .limit(1);
  if (!row) throw new Error(`${mailbox} has published no ${kind}`);
  return row.id;
}

const facts =
  "2026年10月，该单位向用户出具的三份检测报告与仪器原始记录不符，报告数据系编造，有原始记录和用户证言为证。";
const reasons =
  "上述行为违反规则库关于伪造检测报告的规定。当事人的申辩未提供相反证据，不予采纳；考虑到其配合调查，在幅度内从轻。";
const published = {
  first: "出具的三份检测报告与仪器原始记录不符。",
  second: "报告与原始记录不符，已经召回。",
};
const record = {
  name: "原始记录.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.7\n原始记录\n%%EOF"),
};

/** From the complaint to a decision that is served and published. Returns where handlers read the case. */
async function toTheBlacklist(page: Page, story: Story, tongues: Tongues, uscc: string): Promise<string> {
  const { accuse, open, take, lay, answer, say } = teller(page, story, tongues);
  const title = "出具的检测报告与原始记录不符";
  const complaint = { uscc, title, offence: "RI03", account: facts, day: "2026-10-12", evidence: [record] };
  const path = await accuse("provider", complaint);
  await take("accept", async (form) => {
    await form.getByLabel(say("cases:field.reason")).fill("反映的情况具体，附有材料，属于受理范围。");
    await form.getByRole("checkbox").check();
  });
  const other = await organizationOf(story.database, "xiaolin");
  await take("record_tie", async (form) => {
    await form.getByLabel(say("cases:field.uscc"), { exact: true }).fill(other.uscc);
    await form.getByLabel(say("cases:field.tie"), { exact: true }).selectOption("same_controller");
    await form
      .getByLabel(say("cases:field.source"), { exact: true })
      .fill("工商登记信息显示同一实际控制人。");
  });
  await expect(page.getByRole("main")).toContainText(other.uscc);
  await take("notify", async (form) => {
    await form.getByLabel(say("cases:field.facts")).fill(facts);
    await form.getByRole("radio", { name: say("cases:class.serious"), exact: true }).check();
    await lay(form, "blacklist", 500);
    await lay(form, "suspension", 90);
    await form.getByRole("checkbox", { name: record.name }).check();
  });
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await open("sme", path.replace("/oversight/", "/organization/"));
  await expect(page.getByText(say("cases:entry.complaint"), { exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: record.name })).toBeVisible();
  await take("defend", (form) =>
    form.getByLabel(say("cases:field.text")).fill("三份报告由离职员工经办，本单位已主动召回并重新检测。"),
  );
  await take("request_hearing", (form) =>
    form.getByLabel(say("cases:field.reason")).fill("请求当面说明召回和重新检测的经过。"),
  );
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });

  await open("officer", path);
  await take("schedule_hearing", async (form) => {
    await form.getByLabel(say("cases:field.at"), { exact: true }).fill(`${story.day(20)} 14:00`);
    await form.getByLabel(say("cases:field.place")).fill("省科技大厦听证室");
    await form.getByLabel(say("cases:field.chairId")).selectOption({ label: "秦立言" });
  });
  story.wait(21);
  await open("chair", path);
  await take("record_hearing", (form) =>
    form.getByLabel(say("cases:field.text")).fill("当事人陈述了召回经过，调查人员出示了原始记录。"),
  );
  await open("officer", path);
  await take("submit", (form) =>
    form.getByLabel(say("cases:field.proposal")).fill("事实清楚，证据充分，建议列入黑名单，申辩部分采纳。"),
  );
  await open("adjudicator", path);
  await take("decide", async (form) => {
    await form.getByLabel(say("cases:field.facts")).fill(facts);
    await form.getByLabel(say("cases:field.reasons")).fill(reasons);
    await form.getByRole("radio", { name: say("cases:class.serious"), exact: true }).check();
    await lay(form, "blacklist", 365);
    await lay(form, "suspension", 90);
  });
  await open("officer", path);
  await take("serve");
  await answer("publish", "facts", published.first);
  return path;
}

/** What somebody of the accused meets on the market: every act is refused, and the case is shown. */
async function refusedOnTheMarket(page: Page, story: Story, tongues: Tongues, own: string): Promise<void> {
  const { open, say } = teller(page, story, tongues);
  const facility = await publishedBy(story.database, "provider", "facility");
  const refusal = page.getByRole("main");
  const shown = async () => {
    await expect(refusal).toContainText(say("problems:standing.title"));
    await expect(refusal).toContainText(say("cases:measure.blacklist"));
    await expect(refusal.locator(`a[href="${own}"]`)).toBeVisible();
  };
  const day = story.day(7);
  await open("sme", `/facilities/${facility}/book?start=${day}T02:00:00Z&end=${day}T04:00:00Z`);
  await shown();
  const technology = await publishedBy(story.database, "dongqian.tto", "technology");
  await open("sme", `/technologies/${technology}/enquire`);
  await page.getByLabel(say("deals:negotiation.enquiry"), { exact: true }).fill("拟引进该技术，请告知条件。");
  await page.getByRole("main").getByRole("checkbox").check();
  await page.getByRole("button", { name: say("deals:negotiation.enquire"), exact: true }).click();
  await shown();
  await refusal.locator(`a[href="${own}"]`).click();
  await page.waitForURL(story.server.url + own);
  await page
    .getByRole("link", { name: say("cases:openDocument") })
    .first()
    .click();
  await page.waitForURL(/decisions\/1$/);
  await expect(page.getByText(/SHA-256|sha256/i).first()).toBeVisible();
  await expectAccessible(page);
}

/** Objects to what is published, which is answered, and asks for a review, which makes it milder. */
async function contested(page: Page, story: Story, tongues: Tongues, path: string, about: Accused) {
  const { open, openPublicly, send, take, lay, answer, say } = teller(page, story, tongues);
  const own = path.replace("/oversight/", "/organization/");
  const { uscc } = about;
  const name = tongues.outside === "en" ? about.nameEn : about.nameZh;
  const mark = () => page.getByText(say("credit:underObjection"), { exact: true });
  await openPublicly(`/credit/${uscc}`);
  await expect(
    page
      .getByText(published.first)
      .or(page.getByText(say("cases:measure.blacklist")))
      .first(),
  ).toBeVisible();
  await expect(mark()).toHaveCount(0);
  await open("sme", "/organization/credit");
  const measure = page
    .locator("#measures")
    .getByRole("row")
    .filter({ hasText: say("credit:measure.blacklist") });
  await measure.locator("summary").click();
  await measure
    .getByLabel(say("ownCredit:object.grounds"), { exact: true })
    .fill("公示的事实有误：报告已经召回。");
  await send(measure.getByRole("button", { name: say("ownCredit:object.send"), exact: true }));
  await openPublicly(`/credit/${uscc}`);
  await expect(mark().first()).toBeVisible();
  await open("reviewer", "/oversight/objections");
  await page.getByRole("row").filter({ hasText: name }).locator("[data-row-link]").click();
  await page.waitForURL(/objections\/[0-9a-f-]{36}/);
  const dismiss = say("objections:act.dismiss");
  await page.locator("summary").filter({ hasText: dismiss }).click();
  await page.locator("#reason-dismiss").fill("公示内容与决定一致，予以维持。");
  await send(page.locator("details[open]").getByRole("button", { name: dismiss, exact: true }));
  await openPublicly(`/credit/${uscc}`);
  await expect(mark()).toHaveCount(0);

  await open("sme", own);
  await take("apply_for_review", (form) =>
    form
      .getByLabel(say("cases:field.grounds"))
      .fill("决定未考虑本单位已召回全部报告并免费重新检测的事实，措施过重。"),
  );
  await openPublicly(`/credit/${uscc}`);
  await expect(mark().first()).toBeVisible();
  await open("reviewer", path);
  await take("change", async (form) => {
    await form.getByLabel(say("cases:field.facts")).fill(facts);
    await form.getByLabel(say("cases:field.reasons")).fill("召回和重新检测属实，应予从轻，改为较轻的措施。");
    await form.getByRole("radio", { name: say("cases:class.general"), exact: true }).check();
    await lay(form, "suspension", 30);
  });
  await open("officer", path);
  await answer("publish", "facts", published.second);
}

/** Puts right what has to be, and asks for repair, which is granted. */
async function repaired(page: Page, story: Story, tongues: Tongues, path: string): Promise<void> {
  const { open, send, answer, say } = teller(page, story, tongues);
  const own = path.replace("/oversight/", "/organization/");
  await open("sme", own);
  await answer("report", "text", "已召回全部报告并免费重新检测，修订了报告审核制度，全员完成培训。");
  await open("officer", path);
  await answer("accept_rectification", "answer", "经核查，整改到位。");
  await open("sme", own);
  await page
    .getByLabel(say("cases:part.statement"), { exact: true })
    .fill("整改已完成并经核查通过，承诺今后如实出具报告。");
  await page.getByRole("checkbox", { name: say("cases:part.promise") }).check();
  await send(page.getByRole("button", { name: say("cases:part.ask_repair"), exact: true }));
  await open("adjudicator", path);
  await answer("grant_repair", "answer", "整改到位，准予修复。");
}

for (const tongues of orders) {
  const { office, outside } = tongues;
  test.describe(`those who handle a case read ${office}, the accused and the public ${outside}`, () => {
    test("a complaint leads to the blacklist, is contested, reviewed, changed and repaired, and leaves no trace", async ({
      page,
      story,
    }) => {
      test.setTimeout(400_000);
      const { server } = story;
      const about = await organizationOf(story.database, "sme");
      const { uscc, nameZh } = about;
      const path = await toTheBlacklist(page, story, tongues, uscc);
      await refusedOnTheMarket(page, story, tongues, path.replace("/oversight/", "/organization/"));
      await contested(page, story, tongues, path, about);
      story.wait(100);
      const places = [`/credit?q=${encodeURIComponent(nameZh)}`, `/credit/${uscc}`, "/credit.atom"];
      const everywhere = [...places, "/api/v1/credit/register.csv", `/api/v1/credit/${uscc}`];
      const traces = async () => {
        await page.context().clearCookies();
        const found = await Promise.all(
          everywhere.map(async (place) => {
            const text = await (await page.request.get(server.url + place)).text();
            const marks = place.endsWith(".csv") ? [uscc] : [published.first, published.second];
            return marks.some((mark) => text.includes(mark));
          }),
        );
        return everywhere.filter((_, index) => found[index]);
      };
      expect(await traces()).toEqual(expect.arrayContaining([`/api/v1/credit/${uscc}`]));
      await repaired(page, story, tongues, path);
      expect(await traces()).toEqual([]);
    });
  });
}
