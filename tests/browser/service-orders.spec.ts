import { eq } from "drizzle-orm";
import { listing, price, service } from "#db/schema/catalog.ts";
import { charge } from "#db/schema/money.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { chineseDesk, handOf, otherManners } from "../support/hand.ts";

test.setTimeout(180_000);

const report = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A service of the demonstration university at 560 yuan a sample that is this test's alone. Returns its id. */
async function ownService(database: TestDatabase): Promise<string> {
  const { organization } = await demoActor(database, "provider");
  const [row] = await database.db
    .insert(listing)
    .values({
      ...{ kind: "service", organizationId: organization?.id ?? "", state: "published" },
      ...{ titleZh: "水体微塑料快速筛查", titleEn: "Rapid screening of microplastics", regionCode: "330106" },
    })
    .returning({ id: listing.id });
  const listingId = row?.id ?? "";
  await database.db.insert(service).values({ listingId, category: "testing", turnaroundDays: 3 });
  const line = { listingId, item: "单样", unit: "sample", userClass: "enterprise" } as const;
  await database.db.insert(price).values({ ...line, amount: 56_000, validFrom: "2026-01-01" });
  return listingId;
}

for (const manner of otherManners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a service is ordered, delivered, sent back, delivered again, accepted and charged", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main } = hand;
      const say = (key: string, params = {}) => hand.say(`serviceOrders:${key}`, params);
      const text = (key: string) => main.getByRole("textbox", { name: say(key) }).first();
      const said = (key: string) => expect(page.getByRole("status")).toContainText(say(`done.${key}`));
      /** Unfolds an act, fills its text and does it. */
      const act = async (name: string, field?: string, written = "") => {
        const unfolded = await hand.unfold(say(`act.${name}`));
        if (field) await hand.write(unfolded.getByRole("textbox", { name: say(`act.${field}`) }), written);
        await hand.press(unfolded.getByRole("button", { name: say(`act.${name}`), exact: true }));
        await said(name);
      };
      const serviceId = await ownService(database);
      await signIn("sme");
      await hand.open(`/services/${serviceId}`);
      await hand.press(main.getByRole("link", { name: say("page.order") }));
      await page.waitForURL(/\/order$/);
      await hand.write(text("form.quantity"), "6");
      await hand.write(text("form.wanted"), "六个水样的丰度和聚合物类型");
      const estimate = { rate: "¥560.00", quantity: 6, amount: "¥3,360.00" };
      await expect(main).toContainText(say("form.estimateOf", estimate));
      await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: say("form.submit"), exact: true }));
      await page.waitForURL(/\/service-orders\/[0-9a-f-]{36}\?/);
      await said("order");
      const order = new URL(page.url()).pathname;

      await signIn("provider");
      await hand.open(order);
      await act("take-order");
      await hand.upload(main.getByLabel(hand.say("samples:detail.upload")), {
        ...{ name: "报告.pdf", mimeType: "application/pdf", buffer: report },
      });
      await hand.press(
        main.getByRole("button", { name: hand.say("samples:detail.uploadSubmit"), exact: true }),
      );
      await said("upload");
      await act("deliver", "delivery", "六个水样的筛查报告");

      await signIn("sme");
      await hand.open(order);
      await expect(main.getByRole("link", { name: "报告.pdf" })).toBeVisible();
      await expectAccessible(page);
      await act("request-changes", "reason", "缺少聚合物类型");

      await signIn("provider");
      await hand.open("/service-orders?tab=provider");
      await hand.press(
        main
          .getByRole("row")
          .filter({ has: page.locator(`a[href="${order}"]`) })
          .getByRole("link"),
      );
      await page.waitForURL(`**${order}`);
      await expect(main).toContainText("缺少聚合物类型");
      await act("deliver", "delivery", "补充聚合物类型的筛查报告");

      await signIn("sme");
      await hand.open(order);
      await expect(main).toContainText("补充聚合物类型的筛查报告");
      await act("accept-delivery");
      await hand.press(main.getByRole("link", { name: say("detail.charge") }));
      await page.waitForURL(/\/organization\/charges\//);
      await expect(main).toContainText("¥3,360.00");
      await expect(main).toContainText("单样 × 6");
      const made = await database.db
        .select({ amount: charge.amount })
        .from(charge)
        .where(eq(charge.causeId, order.split("/").at(-1) ?? ""));
      expect(made).toEqual([{ amount: 336_000 }]);

      await signIn("dachen");
      expect((await page.goto(order))?.status()).toBe(404);
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, ...chineseDesk.look });

  test("a service is ordered and the order withdrawn", async ({ page, signIn, market: { database } }) => {
    const hand = await handOf(page, chineseDesk, { scripts: false });
    const { main, say } = hand;
    await signIn("sme");
    await hand.open(`/services/${await ownService(database)}/order`);
    await hand.press(main.getByRole("button", { name: say("serviceOrders:form.submit"), exact: true }));
    await expect(main).toContainText(say("problems:field.required"));
    await hand.write(main.getByRole("textbox", { name: say("serviceOrders:form.wanted") }), "一个水样的丰度");
    await hand.press(main.getByRole("button", { name: say("serviceOrders:form.submit"), exact: true }));
    await expect(page).toHaveURL(/\/service-orders\/[0-9a-f-]{36}/);
    const act = await hand.unfold(say("serviceOrders:act.cancel"));
    await hand.press(act.getByRole("button", { name: say("serviceOrders:act.cancel"), exact: true }));
    await expect(main).toContainText(say("serviceOrders:next.cancelled"));
  });
});
