import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { usageRecord } from "#db/schema/booking.ts";
import { price } from "#db/schema/catalog.ts";
import { joinInput } from "#app/domain/booking/waitlist/inputs.ts";
import { joinWaitlist } from "#app/domain/booking/waitlist/join.server.ts";
import { acceptOrder } from "#app/domain/samples/answer-order.server.ts";
import { acceptInput, orderInput } from "#app/domain/samples/inputs.ts";
import { placeOrder } from "#app/domain/samples/place-order.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { daysAhead } from "../support/booking-client.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { handOf, manners, otherManners } from "../support/hand.ts";
import { bookedBy, bookingPage, ownFacility } from "../support/own-facility.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(180_000);

const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A facility of the demonstration university that takes samples at 380 yuan each. */
async function laboratory(database: TestDatabase): Promise<string> {
  const facilityId = await ownFacility(database);
  await database.db.insert(price).values({
    ...{ listingId: facilityId, item: "全谱", unit: "sample", userClass: "enterprise", amount: 38_000 },
    validFrom: "2026-01-01",
  });
  return facilityId;
}

const as = async (database: TestDatabase, mailbox: string) => ({
  ...{ db: database.db, clock: systemClock },
  actor: await demoActor(database, mailbox),
});

/** Another order of the same company. Returns its address. */
async function ordered(database: TestDatabase, facilityId: string, accepted = false): Promise<string> {
  const wish = { facilityId, purpose: "表面元素与价态分析", samples: [{ label: "B-1" }] };
  const { id } = valueOf(await placeOrder(await as(database, "sme"), orderInput.parse(wish)));
  if (accepted) valueOf(await acceptOrder(await as(database, "provider"), id, acceptInput.parse({})));
  return `/samples/${id}`;
}

for (const manner of otherManners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("work on samples is ordered, objected to, put right, done and evaluated", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main } = hand;
      const say = (key: string, params = {}) => hand.say(`samples:${key}`, params);
      const text = (key: string) => main.getByRole("textbox", { name: say(key) }).first();
      const button = (key: string) => main.getByRole("button", { name: say(key), exact: true });
      const said = (key: string) => expect(page.getByRole("status")).toContainText(say(`done.${key}`));
      /** Unfolds an act, fills its text and does it. */
      const act = async (name: string, field?: string, written = "") => {
        const unfolded = await hand.unfold(say(`act.${name}`));
        if (field) await hand.write(unfolded.getByRole("textbox", { name: say(`act.${field}`) }), written);
        await hand.press(unfolded.getByRole("button", { name: say(`act.${name}`), exact: true }));
        await said(name);
      };
      const facilityId = await laboratory(database);
      await signIn("sme");
      await hand.open(`/facilities/${facilityId}/samples`);
      await hand.write(text("form.purpose"), "表面元素与价态分析");
      await hand.write(text("form.samples"), "A-1, 气敏芯片\nA-2, 传感器浆料, 易燃");
      const estimate = { rate: "¥380.00", samples: 2, amount: "¥760.00" };
      await expect(main).toContainText(say("form.estimateOf", estimate));
      const program =
        manner.look.locale === "en"
          ? "Province-wide vouchers for shared instruments"
          : "全省科研仪器共享创新券";
      const voucher = hand.say("vouchers:pay.option", { program, sum: "¥380.00" });
      await hand.tick(main.getByRole("radio", { name: voucher }));
      await expectAccessible(page);
      await hand.press(button("form.submit"));
      await page.waitForURL(/\/samples\/[0-9a-f-]{36}\?/);
      const order = new URL(page.url()).pathname;
      await said("order");
      await hand.press(main.getByRole("link", { name: say("detail.labels"), exact: true }));
      await page.waitForURL(/\/labels$/);
      await expect(main).toContainText("A-2");

      await signIn("provider");
      await hand.open(order);
      await expectAccessible(page);
      await act("object", "reason", "A-2 含水较多，请干燥后再送");

      await signIn("sme");
      await hand.open(order);
      await hand.press(main.getByRole("link", { name: say("act.amend") }));
      await page.waitForURL(/\/amend$/);
      await expect(main).toContainText("A-2 含水较多");
      await hand.write(text("form.reason"), "已干燥 24 小时");
      await hand.press(button("form.resubmit"));
      await said("amend");

      await signIn("provider");
      await hand.open(order);
      await act("accept", "conditions", "2, 外包装破损");
      await expect(main.getByRole("row", { name: /^A-2/ })).toContainText("外包装破损");
      await hand.press(button("act.begin"));
      await said("begin");
      const upload = async (name: string, buffer: Buffer) => {
        await hand.upload(main.getByLabel(say("detail.upload")), {
          name,
          mimeType: "application/pdf",
          buffer,
        });
        await hand.press(button("detail.uploadSubmit"));
      };
      await upload("空.pdf", Buffer.alloc(0));
      await expect(main).toContainText(hand.say("problems:field.file_empty"));
      await upload("报告.pdf", Buffer.from("MZ not a report"));
      await expect(main).toContainText(hand.say("problems:field.file_type"));
      await upload("草稿.pdf", pdf);
      await said("upload");
      const removing = await hand.unfold(`${say("detail.remove")} 草稿.pdf`);
      await hand.press(removing.getByRole("button", { name: say("detail.remove"), exact: true }));
      await said("remove");
      await expect(main).not.toContainText("草稿.pdf");
      const report = Buffer.concat([pdf, Buffer.alloc(2_000_000)]);
      await upload("报告.pdf", report);
      await said("upload");
      await act("complete");

      await signIn("sme");
      await hand.open(order);
      await expectAccessible(page);
      await expect(main.getByRole("definition").filter({ hasText: program })).toContainText(
        `¥380.00${hand.say("vouchers:holdState.captured")}`,
      );
      const download = page.waitForEvent("download");
      await hand.press(main.getByRole("link", { name: "报告.pdf" }));
      expect(await readFile(await (await download).path())).toEqual(report);
      const pleased = hand.say("booking:evaluation.very_satisfied");
      await hand.tick(main.getByRole("radio", { name: pleased, exact: true }));
      await hand.press(button("act.evaluate"));
      await said("evaluate");
      const [record] = await database.db
        .select()
        .from(usageRecord)
        .where(eq(usageRecord.sampleOrderId, order.split("/").at(-1) ?? ""));
      expect(record).toMatchObject({
        way: "commissioned",
        external: true,
        samples: 2,
        amount: 76_000,
        content: "表面元素与价态分析",
        evaluation: "very_satisfied",
      });

      await signIn("dachen");
      expect((await page.goto(order))?.status()).toBe(404);

      // Other orders end early: their company withdraws one, the laboratory declines one and returns the samples of one.
      const [withdrawn, declined, returned] = [
        await ordered(database, facilityId),
        await ordered(database, facilityId),
        await ordered(database, facilityId, true),
      ];
      await signIn("sme");
      await hand.open(withdrawn);
      await act("cancel", "reason", "样品受潮，改日再送");
      await expect(main).toContainText(say("state.cancelled"));
      await signIn("provider");
      await hand.open(declined);
      await act("decline", "reason", "X 射线源待更换");
      await expect(main).toContainText(say("state.declined"));
      await hand.open(returned);
      await act("return-samples", "reason", "检测器故障");
      await expect(main).toContainText("检测器故障");
    });
  });
}

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a time that somebody has is waited for, offered when it is given up, and taken", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const facilityId = await ownFacility(database);
      const when = { start: daysAhead(3, 10), end: daysAhead(3, 12) };
      const taken = await bookedBy(database, "sme", { facilityId, ...when });

      const join = async () => {
        await hand.open(bookingPage(facilityId, 3, [10, 12]));
        const joining = page.getByRole("region", { name: say("waitlist:join.title") });
        await hand.write(joining.getByRole("textbox", { name: say("waitlist:join.purpose") }), "泵叶轮断口");
        await hand.press(joining.getByRole("button", { name: say("waitlist:join.submit") }));
        await page.waitForURL(/\/bookings\/waitlist/);
        await expect(page.getByRole("status")).toContainText(say("waitlist:done.join"));
      };
      await signIn("dachen");
      await join();
      await expect(main).toContainText(say("waitlist:list.first"));
      const leaving = await hand.unfold(say("waitlist:act.stop"));
      await hand.press(leaving.getByRole("button", { name: say("waitlist:act.stop") }));
      await expect(page.getByRole("status")).toContainText(say("waitlist:done.stop-waiting"));
      await join();
      const wish = joinInput.parse({ facilityId, ...when, purpose: "泵叶轮断口" });
      valueOf(await joinWaitlist(await as(database, "bianshan"), wish));

      // The provider sees who waits.
      await signIn("provider");
      await hand.open(`/organization/facilities/${facilityId}/waitlist`);
      await expect(main).toContainText("应海平");
      await expect(main).toContainText("费储云");

      await signIn("sme");
      await hand.open(`/bookings/${taken}`);
      const cancelling = await hand.unfold(new RegExp(`^${say("booking:act.cancel")}$`));
      await hand.press(cancelling.getByRole("button", { name: say("booking:act.cancel"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.cancel"));

      // The first in the queue passes it on; the next takes it.
      const offered = async (mailbox: string) => {
        await signIn(mailbox);
        await expect(async () => {
          await page.goto("/bookings/waitlist");
          await expect(main).toContainText(say("waitlist:state.offered"), { timeout: 500 });
        }).toPass();
        await hydrated(page);
      };
      await offered("dachen");
      await expectAccessible(page);
      const passing = await hand.unfold(say("waitlist:act.pass"));
      await hand.press(passing.getByRole("button", { name: say("waitlist:act.pass") }));
      await expect(page.getByRole("status")).toContainText(say("waitlist:done.pass"));
      await offered("bianshan");
      await hand.press(main.getByRole("button", { name: say("waitlist:act.take"), exact: true }));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await expect(main).toContainText(say("booking:state.confirmed"));

      // More of it than was waited for.
      const extending = await hand.unfold(say("booking:act.extend"));
      const later = `${when.end.slice(0, 10)} 12:30`;
      await hand.write(extending.getByRole("textbox", { name: say("booking:act.newEnd") }), later);
      await hand.press(extending.getByRole("button", { name: say("booking:act.extend"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.extend"));
      await expect(main).toContainText("10:00–12:30");
    });
  });
}
