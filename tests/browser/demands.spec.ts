import { proposalInput } from "#app/domain/demands/inputs.ts";
import { scoreProposal } from "#app/domain/demands/judge.server.ts";
import { propose } from "#app/domain/demands/propose.server.ts";
import { expectAccessible, hydrated } from "../support/browser.ts";
import { valueOf } from "../support/results.ts";
import { expect, test } from "../support/story.ts";

const secret = "主机厂为某航空件客户";

test("a demand is posted on a phone, reviewed, proposed to, opened, scored, awarded and becomes a contract", async ({
  page,
  story,
}) => {
  test.setTimeout(420_000);
  const main = page.getByRole("main");
  const status = page.getByRole("status");
  const go = async (path: string) => {
    await page.goto(path);
    await hydrated(page);
  };
  const offer = (amount: number) =>
    proposalInput.parse({
      ...{ method: "改用梯度纤维滤材", team: "过滤材料课题组", plan: "三个月", amount },
      milestones: [
        {
          ...{ title: "样机", deliverable: "滤芯两套", acceptance: "三个月压差不超限" },
          ...{ dueOn: story.day(120), amount },
        },
      ],
    });

  // The workshop's owner writes it on a phone; what is missing is said first.
  await page.setViewportSize({ width: 390, height: 844 });
  await story.as(page, "sme", "zh-CN");
  await go("/demands/new");
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByRole("alert")).toContainText("遇到了什么问题");
  await page.getByLabel("一句话说明要解决什么").fill("车间油雾过滤材料能用三个月");
  await page.getByLabel("遇到了什么问题").fill("数控车间油雾大，过滤棉两周就堵，换一次停机半天。");
  await page.getByLabel("希望做到什么程度").fill("三个月一换，油雾浓度≤5 mg/m³。");
  await page.getByLabel("预算上限").fill("20");
  await page.getByLabel("方案截止日期").fill(story.day(30));
  await page.getByLabel("委托研发").check();
  await page.getByLabel("所属领域").selectOption("430");
  await page.getByLabel("保密部分").fill(secret);
  await page.getByRole("button", { name: "提交审核" }).click();
  await page.waitForURL(/\/organization\/listings\/[0-9a-f-]{36}/);
  const id = /listings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";

  // The city's regulator reviews it in English, and does not read what is confidential.
  await page.setViewportSize({ width: 1440, height: 900 });
  await story.as(page, "city", "en");
  await go(`/oversight/listings/${id}`);
  await expect(main).not.toContainText(secret);
  await main.locator("summary", { hasText: "Approve and publish" }).click();
  await page.getByRole("button", { name: "Approve and publish", exact: true }).click();
  await expect(status).toContainText("ublished");

  // Three propose: two by the same command without a browser, the university in English.
  for (const [mailbox, wan] of [
    ["xinan", 18],
    ["dongqian", 15],
  ] as const)
    valueOf(await propose(await story.context(mailbox), id, offer(wan * 1_000_000)));
  await story.as(page, "tto", "en");
  await go(`/demands/${id}`);
  await expect(main).not.toContainText(secret);
  await page.getByRole("checkbox", { name: /I accept these terms/ }).check();
  await page.getByRole("button", { name: "Accept and read" }).click();
  await expect(main).toContainText(secret);
  await page.getByRole("link", { name: "Send a proposal" }).click();
  await page.waitForURL(/\/propose$/);
  await hydrated(page);
  const write = (label: string, text: string) => main.getByLabel(label).first().fill(text);
  await write("Method", "Two stages: electrostatic, then a graded fibre filter");
  await write("Team and means", "Environmental materials group");
  await write("Plan", "Four months");
  await write("Name", "Prototype and trial");
  await write("Deliverable", "A two-stage filter");
  await write("Acceptance standard", "Within limits for 90 days on end");
  await write("Due on", story.day(150));
  await write("Amount", "160,000");
  await page.getByRole("button", { name: "Seal and send" }).click();
  await page.waitForURL(/\/proposals\/[0-9a-f-]{36}\?/);
  const own = new URL(page.url()).pathname;

  // Sealed for the client too, until it is due; then three stand side by side.
  await story.as(page, "sme", "zh-CN");
  expect((await page.goto(own))?.status()).toBe(404);
  await page.goto(`/demands/${id}/proposals`);
  await expect(main).toContainText("方案密封至");
  await expect(page.getByRole("row")).toHaveCount(0);
  story.wait(31);
  await story.as(page, "sme", "zh-CN");
  await go(`/demands/${id}/proposals`);
  await expect(page.getByRole("row")).toHaveCount(4);
  await expectAccessible(page);
  const hrefs = await page
    .locator('table a[href^="/proposals/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const client = await story.context("sme");
  const scores = [1, 2, 3, 4].map((criterion) => ({ criterion, points: 70, reason: "一般" }));
  for (const href of hrefs)
    if (href !== own) valueOf(await scoreProposal(client, href.split("/").at(-1) ?? "", { scores }));
  await go(own);
  for (const [i, points] of [90, 85, 80, 88].entries()) {
    await page.getByLabel("得分").nth(i).fill(String(points));
    await page.getByLabel("评分理由").nth(i).fill("两级过滤思路清楚");
  }
  await page.getByRole("button", { name: "保存评分" }).click();
  await expect(status).toContainText("评分已保存");
  await main.locator("summary", { hasText: "选定这份方案" }).click();
  await page.getByLabel("选定理由").fill("得分最高，试用安排充分");
  await page.getByRole("button", { name: "选定这份方案" }).click();
  await expect(status).toContainText("已选定");

  // Who lost reads why, in English; the standstill runs, and only then does a contract begin.
  await story.as(page, "dongqian", "en");
  await go("/organization/proposals");
  await main.getByRole("link", { name: "车间油雾过滤材料能用三个月" }).click();
  await expect(main).toContainText("Not chosen");
  await expect(main).toContainText("得分最高，试用安排充分");
  await expect(main).toContainText("70.00");
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/demands/${id}/proposals`);
  await expect(main).toContainText("公示截止");
  await expect(page.getByRole("link", { name: "起草技术合同" })).toHaveCount(0);
  story.wait(20);
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/demands/${id}/proposals`);
  await page.getByRole("link", { name: "起草技术合同" }).click();
  await page.getByRole("button", { name: "开始起草" }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}\/edit/);
  await expect(page.locator('[name="amount"]')).toHaveValue(/160,?000/);
  await expect(page.locator('[name="milestones.0.title"]')).toHaveValue("Prototype and trial");
});
