import { proposalInput } from "#app/domain/demands/inputs.ts";
import { scoreProposal } from "#app/domain/demands/judge.server.ts";
import { propose } from "#app/domain/demands/propose.server.ts";
import { expectAccessible, hydrated } from "../browser.ts";
import { valueOf } from "../results.ts";
import { expect } from "../story.ts";
import type { Teller } from "./teller.ts";

const secret = "主机厂为某航空件客户";
export const demandTitle = "车间油雾过滤材料能用三个月";

/** The workshop's owner writes the demand; what is missing is said first. Returns its id. */
export async function postDemand({ page, story, thorough, as, say }: Teller): Promise<string> {
  if (thorough) await page.setViewportSize({ width: 390, height: 844 });
  await as("sme", "/demands/new");
  const submit = page.getByRole("button", { name: say("提交审核", "Submit for review") });
  const problem = say("遇到了什么问题", "What is the problem");
  if (thorough) {
    await submit.click();
    await expect(page.getByRole("alert")).toContainText(problem);
  }
  await page
    .getByLabel(say("一句话说明要解决什么", "What is to be solved, in one sentence"))
    .fill(demandTitle);
  await page.getByLabel(problem).fill("数控车间油雾大，过滤棉两周就堵，换一次停机半天。");
  await page
    .getByLabel(say("希望做到什么程度", "What should be reached"))
    .fill("三个月一换，油雾浓度≤5 mg/m³。");
  await page.getByLabel(say("预算上限", "Budget up to")).fill("20");
  await page.getByLabel(say("方案截止日期", "Proposals until")).fill(story.day(30));
  await page.getByLabel(say("委托研发", "Commissioned R&D")).check();
  await page.getByLabel(say("所属领域", "Field")).selectOption("430");
  await page.getByLabel(say("保密部分", "Confidential part")).fill(secret);
  await submit.click();
  await page.waitForURL(/\/organization\/listings\/[0-9a-f-]{36}/);
  await page.setViewportSize({ width: 1440, height: 900 });
  return /listings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

/** The city's regulator reviews it, and does not read what is confidential. */
export async function review({ page, main, as, say }: Teller, id: string): Promise<void> {
  await as("city", `/oversight/listings/${id}`);
  await expect(main).not.toContainText(secret);
  const publish = say("审核通过，公开", "Approve and publish");
  await main.locator("summary", { hasText: publish }).click();
  await page.getByRole("button", { name: publish, exact: true }).click();
  await expect(page.getByRole("status")).toContainText(say("公开", "ublished"));
}

/** Three propose: two by the same command without a browser. Returns the page of the university's proposal. */
export async function proposeThree(teller: Teller, id: string): Promise<string> {
  const { page, story, main, as, say } = teller;
  for (const [mailbox, amount] of [
    ["xinan", 18_000_000],
    ["dongqian", 15_000_000],
  ] as const)
    valueOf(await propose(await story.context(mailbox), id, otherProposal(story.day(120), amount)));
  await as("tto", `/demands/${id}`);
  await expect(main).not.toContainText(secret);
  await page.getByRole("checkbox", { name: say("接受上述保密条款", "I accept these terms") }).check();
  await page.getByRole("button", { name: say("接受条款并查看", "Accept and read") }).click();
  await expect(main).toContainText(secret);
  await page
    .getByRole("link", { name: say("提交方案", "Send a proposal") })
    .first()
    .click();
  await page.waitForURL(/\/propose$/);
  await hydrated(page);
  const write = (label: string, text: string) =>
    main.getByRole("textbox", { name: label, exact: true }).fill(text);
  await write(say("技术方案", "Method"), "Two stages: electrostatic, then a graded fibre filter");
  await write(say("团队与条件", "Team and means"), "Environmental materials group");
  await write(say("实施计划", "Plan"), "Four months");
  await writeStep(teller, 1, { title: "Prototype", days: 90, amount: "100,000" });
  await writeStep(teller, 2, { title: "Trial in the workshop", days: 150, amount: "60,000" });
  await page.getByRole("button", { name: say("密封提交", "Seal and send") }).click();
  await page.waitForURL(/\/proposals\/[0-9a-f-]{36}\?/);
  return new URL(page.url()).pathname;
}

async function writeStep(
  { main, story, say }: Teller,
  n: number,
  { title, days, amount }: { title: string; days: number; amount: string },
): Promise<void> {
  const step = main.getByRole("group", { name: say(`第 ${n} 阶段`, `Milestone ${n}`) });
  const fill = (label: string, text: string) => step.getByLabel(label).fill(text);
  await fill(say("阶段名称", "Name"), title);
  await fill(say("交付物", "Deliverable"), "A two-stage filter and a report");
  await fill(say("验收标准与方法", "Acceptance standard"), "Within limits for 90 days on end");
  await step.getByLabel(say("完成日期", "Due on")).first().fill(story.day(days));
  await fill(say("金额", "Amount"), amount);
}

const otherProposal = (dueOn: string, amount: number) =>
  proposalInput.parse({
    ...{ method: "改用梯度纤维滤材", team: "过滤材料课题组", plan: "三个月", amount },
    milestones: [{ title: "样机", deliverable: "滤芯两套", acceptance: "三个月压差不超限", dueOn, amount }],
  });

/** Sealed for the client too until it is due; then three stand side by side, are scored, and one is awarded. */
export async function award(teller: Teller, id: string, own: string): Promise<void> {
  const { page, story, main, as, go, say, thorough } = teller;
  await as("sme", `/demands/${id}/proposals`);
  expect((await page.request.get(own)).status()).toBe(404);
  await expect(main).toContainText(say("方案密封至", "Sealed until"));
  await expect(page.getByRole("row")).toHaveCount(0);
  story.wait(31);
  await as("sme", `/demands/${id}/proposals`);
  await expect(page.getByRole("row")).toHaveCount(4);
  if (thorough) await expectAccessible(page);
  const hrefs = await page
    .locator('table a[href^="/proposals/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const client = await story.context("sme");
  const scores = [1, 2, 3, 4].map((criterion) => ({ criterion, points: 70, reason: "一般" }));
  for (const href of hrefs)
    if (href !== own) valueOf(await scoreProposal(client, href.split("/").at(-1) ?? "", { scores }));
  await go(own);
  for (const [i, points] of [90, 85, 80, 88].entries()) {
    await page.getByLabel(say("得分", "Points")).nth(i).fill(String(points));
    await page.getByLabel(say("评分理由", "Reason"), { exact: true }).nth(i).fill("两级过滤思路清楚");
  }
  await page.getByRole("button", { name: say("保存评分", "Save scores") }).click();
  await expect(page.getByRole("status")).toContainText(say("评分已保存", "Scores saved"));
  const choose = say("选定这份方案", "Award to this proposal");
  await main.locator("summary", { hasText: choose }).click();
  await page.getByLabel(say("选定理由", "Reasons for the award")).fill("得分最高，试用安排充分");
  await page.getByRole("button", { name: choose }).click();
  await expect(page.getByRole("status")).toContainText(say("已选定", "Awarded"));
}

/** Who lost reads why; the standstill runs, and only then does a contract begin. Returns the contract's id. */
export async function beginContract(teller: Teller, id: string): Promise<string> {
  const { page, story, main, as, say } = teller;
  await as("dongqian", "/organization/proposals");
  await main.getByRole("link", { name: demandTitle }).click();
  await expect(main).toContainText(say("未被选定", "Not chosen"));
  await expect(main).toContainText("得分最高，试用安排充分");
  await expect(main).toContainText("70.00");
  await as("sme", `/demands/${id}/proposals`);
  await expect(main).toContainText(say("公示截止", "Standstill until"));
  const begin = page.getByRole("link", { name: say("起草技术合同", "Draft the contract") });
  await expect(begin).toHaveCount(0);
  story.wait(20);
  await as("sme", `/demands/${id}/proposals`);
  await begin.click();
  await page.waitForURL(/\/contracts\/new/);
  await hydrated(page);
  await page.getByRole("button", { name: say("开始起草", "Begin drafting") }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}\/edit/);
  await hydrated(page);
  return /contracts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}
