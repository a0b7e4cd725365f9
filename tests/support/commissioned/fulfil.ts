import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import "#app/domain/settlements.server.ts";
import { settleContracts } from "#app/domain/contracts/settle.server.ts";
import { payCharge } from "#app/domain/money/charges/pay-charge.server.ts";
import { contractMilestone } from "#db/schema/contracts.ts";
import { charge } from "#db/schema/money.ts";
import { expectAccessible } from "../browser.ts";
import { expect, type Story } from "../story.ts";
import type { Teller } from "./teller.ts";

const password = "kexiang-demo";

/** The draft says what was proposed; the company completes it, and both sign the same text. */
export async function writeAndSign(teller: Teller, id: string): Promise<void> {
  const { page, as, say, take, thorough } = teller;
  const field = (name: string) => page.locator(`[name="${name}"]`).first();
  await expect(field("amount")).toHaveValue(/160,?000/);
  await expect(field("milestones.0.title")).toHaveValue("Prototype");
  await expect(field("milestones.1.title")).toHaveValue("Trial in the workshop");
  if (thorough) await expectAccessible(page);
  await field("failureClientPercent").fill("50");
  await page.getByRole("button", { name: say("提交对方", "Propose to the other side") }).click();
  await page.waitForURL(/done=proposed/);

  await as("tto", `/contracts/${id}`);
  await expect(page.getByText(say("必备条款齐备", "All required clauses are there"))).toBeVisible();
  await take("whole.agree");
  await take("whole.sign", { password });
  await expect(page.getByText(say("等待对方签署", "Waiting for the other side's signature"))).toBeVisible();
  await as("sme", `/contracts/${id}`);
  await take("whole.sign", { password });
  await expect(page.getByText(say("履行中", "In force")).first()).toBeVisible();
  const pdf = await page.request.get(`/contracts/${id}/document.pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
}

/** What the bank does: the money of a milestone arrives. */
async function pay(story: Story, contractId: string, n: number): Promise<void> {
  const { db } = story.database;
  const [owed] = await db
    .select({ id: charge.id, amount: charge.amount })
    .from(charge)
    .innerJoin(contractMilestone, eq(contractMilestone.id, charge.causeId))
    .where(
      and(
        eq(contractMilestone.contractId, contractId),
        eq(contractMilestone.n, n),
        ne(charge.state, "cancelled"),
      ),
    );
  if (!owed) throw new Error("nothing is owed");
  const paid = { method: "transfer", externalId: randomUUID(), amount: owed.amount } as const;
  await db.transaction((tx) => payCharge(tx, story.timer(), owed.id, paid));
}

/** The first milestone has a change round; silence accepts the second. */
export async function fulfil({ page, story, as, say, take }: Teller, id: string): Promise<void> {
  const path = `/contracts/${id}`;
  await take("milestone.1.fund");
  await pay(story, id, 1);
  await as("tto", path);
  await take("milestone.1.deliver", { note: "Prototype and first report" }, "report");
  await as("sme", path);
  await expect(page.getByText("report.pdf").first()).toBeVisible();
  await take("milestone.1.request-changes", { reason: "缺少满负荷时的数据，请补充。" });
  await as("tto", path);
  await take("milestone.1.deliver", { note: "With data at full load" });
  await as("sme", path);
  await take("milestone.1.accept");
  await take("milestone.2.fund");
  await pay(story, id, 2);
  await as("tto", path);
  await take("milestone.2.deliver", { note: "Field report" });
  story.wait(15);
  await settleContracts(story.timer());
  await as("tto", path);
  const bySilence = say("逾期未答复，视为验收通过", "Accepted by silence");
  await expect(page.getByText(bySilence, { exact: true })).toBeVisible();
}

/** Both evaluate, neither reads the other's word before its own is given; the seller registers. */
export async function evaluateAndRegister(teller: Teller, id: string): Promise<void> {
  const { page, as, take, thorough } = teller;
  const marks = { quality: "5", timeliness: "4", cooperation: "5" };
  const [sellers, buyers] = ["Clear needs, paid in time.", "样机可用，沟通顺畅。"] as const;
  await take("whole.evaluate", { ...marks, text: sellers });
  await take("registration.apply-registration", { office: "杭州市登记处" });
  await take("registration.record-registered", { number: "2027330100000999" });
  await as("sme", `/contracts/${id}`);
  await expect(page.getByText(sellers)).toHaveCount(0);
  await take("whole.evaluate", { ...marks, text: buyers });
  await expect(page.getByText(sellers).first()).toBeVisible();
  await expect(page.getByText("2027330100000999").first()).toBeVisible();
  if (thorough) await expectAccessible(page);
}
