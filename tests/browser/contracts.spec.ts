import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import "#app/domain/settlements.server.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { contractMilestone } from "#db/schema/contracts.ts";
import { appUser, membership, organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { expectAccessible, hydrated } from "../support/browser.ts";
import { takeStep } from "../support/contract-steps.ts";
import { expect, test } from "../support/story.ts";

test("a contract from the first draft to its registration, by both sides in both languages", async ({
  page,
  story,
}) => {
  test.setTimeout(420_000);
  const { db } = story.database;
  const [university] = await db
    .select({ uscc: organization.uscc })
    .from(organization)
    .innerJoin(membership, eq(membership.organizationId, organization.id))
    .innerJoin(appUser, eq(appUser.id, membership.userId))
    .where(eq(appUser.email, "tto@demo.test"));

  // The company begins, adds a milestone and proposes.
  await story.as(page, "sme", "zh-CN");
  await page.goto("/contracts/new");
  await hydrated(page);
  await page.getByLabel(/对方统一社会信用代码/).fill(university?.uscc ?? "");
  await page.getByLabel("合同名称").fill("气敏材料湿度补偿算法研究开发");
  await page.getByRole("button", { name: "开始起草" }).click();
  await page.waitForURL(/\/edit\?done=started/);
  const id = /contracts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await hydrated(page);
  await expectAccessible(page);
  const fill = async (name: string, value: string) => page.locator(`[name="${name}"]`).first().fill(value);
  await fill("subject", "研究开发气敏材料的湿度补偿算法及其嵌入式实现。");
  await fill("plan", "先建立湿度响应数据集，再完成算法与固件。");
  await fill("amount", "150,000");
  for (const row of [0, 1]) {
    if (row === 1) {
      await page.getByRole("button", { name: "增加里程碑" }).click();
      await page.locator('[name="milestones.1.title"]').waitFor();
    }
    await fill(`milestones.${row}.title`, row === 0 ? "数据集与算法" : "固件与现场验证");
    await fill(`milestones.${row}.deliverable`, "报告、数据与源代码");
    await fill(`milestones.${row}.dueOn`, story.day(row === 0 ? 30 : 90));
    await fill(`milestones.${row}.amount`, row === 0 ? "90000" : "60000");
    await fill(`milestones.${row}.standard`, "相对湿度 30%–90% 内误差 ≤ 5%");
  }
  await page.getByRole("button", { name: "提交对方" }).click();
  await page.waitForURL(/done=proposed/);

  // The university reads it in English, agrees and signs; the company signs the same digest.
  await story.as(page, "tto", "en");
  await page.goto(`/contracts/${id}`);
  await expect(page.getByText("All required clauses are there")).toBeVisible();
  await takeStep(page, "whole.agree");
  await takeStep(page, "whole.sign", { password: "kexiang-demo" });
  await expect(page.getByText("Waiting for the other side's signature")).toBeVisible();
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/contracts/${id}`);
  await takeStep(page, "whole.sign", { password: "kexiang-demo" });
  await expect(page.getByText("履行中").first()).toBeVisible();
  const pdf = await page.request.get(`/contracts/${id}/document.pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");

  const pay = async (n: number) => {
    const [owed] = await db
      .select({ id: charge.id, amount: charge.amount })
      .from(charge)
      .innerJoin(contractMilestone, eq(contractMilestone.id, charge.causeId))
      .where(
        and(eq(contractMilestone.contractId, id), eq(contractMilestone.n, n), ne(charge.state, "cancelled")),
      );
    if (!owed) throw new Error("nothing is owed");
    await db.transaction((tx) =>
      payCharge(tx, story.timer(), owed.id, {
        method: "transfer",
        externalId: randomUUID(),
        amount: owed.amount,
      }),
    );
  };

  // The first milestone: a change round. The second: silence accepts.
  await takeStep(page, "milestone.1.fund");
  await pay(1);
  await story.as(page, "tto", "en");
  await page.goto(`/contracts/${id}`);
  await takeStep(page, "milestone.1.deliver", { note: "Data set and first version" }, "report");
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/contracts/${id}`);
  await expect(page.getByText("report.pdf").first()).toBeVisible();
  await takeStep(page, "milestone.1.request-changes", { reason: "缺少 90% 湿度的数据，请补充。" });
  await story.as(page, "tto", "en");
  await page.goto(`/contracts/${id}`);
  await takeStep(page, "milestone.1.deliver", { note: "With data at 90 % humidity" });
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/contracts/${id}`);
  await takeStep(page, "milestone.1.accept");
  await takeStep(page, "milestone.2.fund");
  await pay(2);
  await story.as(page, "tto", "en");
  await page.goto(`/contracts/${id}`);
  await takeStep(page, "milestone.2.deliver", { note: "Firmware and field report" });
  story.wait(15);
  await settleContracts(story.timer());

  // Both evaluate, the seller registers.
  await story.as(page, "tto", "en");
  await page.goto(`/contracts/${id}`);
  await expect(page.getByText("Accepted by silence", { exact: true })).toBeVisible();
  await takeStep(page, "whole.evaluate", {
    quality: "5",
    timeliness: "4",
    cooperation: "5",
    text: "Clear needs, paid in time.",
  });
  await takeStep(page, "registration.apply-registration", { office: "杭州市登记处" });
  await takeStep(page, "registration.record-registered", { number: "2027330100000999" });
  await story.as(page, "sme", "zh-CN");
  await page.goto(`/contracts/${id}`);
  await expect(page.getByText("Clear needs, paid in time.")).toHaveCount(0);
  await takeStep(page, "whole.evaluate", {
    quality: "5",
    timeliness: "5",
    cooperation: "5",
    text: "算法可用，沟通顺畅。",
  });
  await expect(page.getByText("Clear needs, paid in time.").first()).toBeVisible();
  await expect(page.getByText("2027330100000999").first()).toBeVisible();
  await expectAccessible(page);
});
