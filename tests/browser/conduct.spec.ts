import { and, eq } from "drizzle-orm";
import { listing } from "#db/schema/catalog.ts";
import { violation } from "#db/schema/conduct.ts";
import { appUser } from "#db/schema/identity.ts";
import { qualificationType, trainingSession } from "#db/schema/qualification.ts";
import { daysAhead } from "../support/booking-client.ts";
import { expect, expectAccessible, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { handOf, manners } from "../support/hand.ts";
import { bookingPage, ownFacility } from "../support/own-facility.ts";

test.setTimeout(150_000);

const record = {
  name: "考核记录.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.7\n考核记录\n%%EOF"),
};

/** The training of a qualification has begun an hour ago. Returns its id. */
async function begun({ db }: TestDatabase, nameZh: string): Promise<string> {
  const [type] = await db.select().from(qualificationType).where(eq(qualificationType.nameZh, nameZh));
  const [session] = await db
    .update(trainingSession)
    .set({ startsAt: new Date(Date.now() - 3_600_000) })
    .where(eq(trainingSession.typeId, type?.id ?? ""))
    .returning();
  if (!session) throw new Error("no training was planned");
  return session.id;
}

/** The oldest record of the demonstration university that can still be contested, with its subject's mailbox. */
async function contestable({ db }: TestDatabase): Promise<{ id: string; mailbox: string }> {
  const [university] = await db
    .select({ id: listing.organizationId })
    .from(listing)
    .where(eq(listing.titleZh, "场发射扫描电子显微镜 GeminiSEM 360"));
  const [row] = await db
    .select({ id: violation.id, email: appUser.email })
    .from(violation)
    .innerJoin(appUser, eq(appUser.id, violation.userId))
    .where(and(eq(violation.state, "recorded"), eq(violation.providerId, university?.id ?? "")))
    .orderBy(violation.at)
    .limit(1);
  if (!row) throw new Error("nothing is recorded in the demonstration market");
  const until = new Date(Date.now() + 86_400_000);
  await db.update(violation).set({ until }).where(eq(violation.id, row.id));
  return { id: row.id, mailbox: row.email.replace("@demo.test", "") };
}

for (const manner of manners) {
  test.describe(manner.name, () => {
    test.use(manner.look);

    test("a qualification is defined, asked for, trained for, proved by its record and judged at a booking", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const { locale } = manner.look;
      const names = { zh: `离子研磨上机（${locale}）`, en: `Ion mill (${locale})` };
      const name = locale === "en" ? names.en : names.zh;
      const button = (key: string, params = {}) =>
        main.getByRole("button", { name: say(key, params), exact: true });
      const done = page.getByRole("status");
      const facilityId = await ownFacility(database, { ways: ["self_use", "assisted"] });

      // The manager says what it takes, plans a training and asks for it.
      await signIn("provider");
      await hand.open("/organization/qualifications");
      await hand.unfold(say("qualification:org.add"));
      await hand.write(main.getByLabel(say("qualification:org.nameZh")), names.zh);
      await hand.write(main.getByLabel(say("qualification:org.nameEn")), names.en);
      await hand.press(button("qualification:org.addSubmit"));
      await expect(done).toContainText(say("qualification:org.done.defined"));
      const typePage = new URL(page.url()).pathname;

      // Another organisation's counts as much.
      const trusting = main.getByRole("search").filter({ hasText: say("qualification:trust.search") });
      await hand.write(trusting.getByRole("searchbox"), "电子显微镜操作员");
      await hand.press(trusting.getByRole("button"));
      await page.waitForURL(/trust=/);
      const other = locale === "en" ? "Electron microscope operator" : "电子显微镜操作员";
      await hand.press(button("qualification:trust.addNamed", { name: other }));
      await expect(done).toContainText(say("qualification:org.done.trusted"));
      await hand.unfold(say("qualification:sessions.plan"));
      const day = daysAhead(3, 10).slice(0, 10);
      await hand.write(
        main.getByRole("textbox", { name: say("qualification:sessions.starts") }),
        `${day} 09:00`,
      );
      await hand.write(
        main.getByRole("textbox", { name: say("qualification:sessions.ends") }),
        `${day} 11:00`,
      );
      await hand.write(main.getByLabel(say("qualification:sessions.place")), "分析测试中心 201");
      await hand.press(button("qualification:sessions.submit"));
      await expect(done).toContainText(say("qualification:org.done.planned"));
      await hand.open(`/organization/facilities/${facilityId}/qualifications`);
      await hand.tick(main.getByRole("checkbox", { name }));
      await hand.press(button("qualification:facility.save"));
      await expect(done).toContainText(say("qualification:facility.done"));

      // Who lacks it is told, books a seat in the training, and may book with help meanwhile.
      const booking = bookingPage(facilityId, 5, [10, 12]);
      await signIn("dachen");
      await hand.open(booking);
      await expect(page.getByRole("alert")).toContainText(name);
      await expectAccessible(page);
      await hand.press(main.getByRole("link", { name }).first());
      await page.waitForURL(/\/qualifications\//);
      await hand.press(main.locator("button[name=session]"));
      await expect(done).toContainText(say("qualification:type.done.booked"));
      await hand.open(booking);
      const way = say("catalog:option.serviceWays.assisted");
      await hand.press(main.getByRole("link", { name: say("qualification:required.instead", { way }) }));
      await page.waitForURL(/way=assisted/);
      await expect(page.getByRole("alert")).toHaveCount(0);

      // Those who came hold it; the record of the training is kept as a file.
      const session = await begun(database, names.zh);
      await signIn("provider");
      await hand.open(`/organization/trainings/${session}`);
      await hand.press(button("qualification:attendance.attendedNamed", { name: "应海平" }));
      await expect(done).toContainText(say("qualification:org.done.marked"));
      const closing = await hand.unfold(say("qualification:attendance.close"));
      await hand.press(closing.getByRole("button", { name: say("qualification:attendance.close") }));
      await expect(done).toContainText(say("qualification:org.done.closed"));
      await hand.open(typePage);
      const files = await hand.unfold(say("qualification:evidence.manageNamed", { name: "应海平" }));
      await hand.upload(files.locator("input[type=file]"), {
        ...record,
        buffer: Buffer.from("MZ no record"),
      });
      await hand.press(files.getByRole("button", { name: say("qualification:evidence.add") }));
      await expect(files).toContainText(say("problems:field.file_type"));
      await hand.upload(files.locator("input[type=file]"), record);
      await hand.press(files.getByRole("button", { name: say("qualification:evidence.add") }));
      await expect(done).toContainText(say("qualification:org.done.file_added"));
      await expectAccessible(page);

      // The holder reads it, and books alone now.
      await signIn("dachen");
      await hand.open("/account/qualifications");
      await hand.press(main.getByRole("link", { name }).first());
      await expect(main.getByRole("heading", { name: say("qualification:certificate.title") })).toBeVisible();
      const file = await main.getByRole("link", { name: record.name }).getAttribute("href");
      expect(await (await page.request.get(file ?? "")).body()).toEqual(record.buffer);
      await expectAccessible(page);
      await hand.open(booking);
      await hand.write(
        main.getByRole("textbox", { name: say("booking:book.purpose") }),
        "截面抛光，样品 2 件",
      );
      await hand.press(button("booking:book.submitInstant"));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      const booked = new URL(page.url()).pathname;

      // So does the facility that lets its holder in, and nobody else.
      await signIn("provider");
      await hand.open(booked);
      await expect(main.getByRole("heading", { name: say("qualification:ofUser.title") })).toBeVisible();
      await expect(main.getByRole("link", { name: record.name })).toHaveAttribute("href", file ?? "");
      await expectAccessible(page);

      // It is taken away again; then no time can be had without help, and none is offered.
      await hand.open(typePage);
      const revoking = await hand.unfold(say("qualification:holders.revokeNamed", { name: "应海平" }));
      await hand.write(revoking.getByRole("textbox"), "未按规程操作，须重新培训");
      await hand.press(revoking.getByRole("button", { name: say("qualification:holders.revoke") }));
      await expect(done).toContainText(say("qualification:org.done.revoked"));
      await signIn("dachen");
      await hand.open(bookingPage(facilityId, 6, [10, 12]));
      await expect(page.getByRole("alert")).toContainText(name);
      await expect(main).not.toContainText(say("booking:book.alternatives"));
      await signIn("sme");
      expect((await page.request.get(file ?? "")).status()).toBe(404);
    });

    test("a violation is contested by its subject and answered by the staff", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const { id, mailbox } = await contestable(database);
      await signIn(mailbox);
      await hand.open("/account/conduct");
      const own = main.locator("details").filter({ has: page.locator(`#statement-${id}`) });
      await hand.press(own.locator("summary"));
      await hand.write(own.getByRole("textbox"), "当天提前到场，门禁刷卡无反应");
      await hand.press(own.getByRole("button", { name: say("conduct:own.submit") }));
      await expect(page.getByRole("status")).toContainText(say("conduct:own.done"));
      await expectAccessible(page);

      await signIn("provider");
      await hand.open("/organization/conduct");
      const item = page.getByRole("listitem").filter({ has: page.locator(`#reason-waive-${id}`) });
      await expect(item).toContainText("门禁刷卡无反应");
      const waiving = item.locator("details").filter({ has: page.locator(`#reason-waive-${id}`) });
      await hand.press(waiving.locator("summary"));
      await hand.write(waiving.getByRole("textbox"), "门禁日志显示确已到场");
      await hand.press(waiving.getByRole("button", { name: say("conduct:staff.waive"), exact: true }));
      await expect(page.getByRole("status")).toContainText(say("conduct:staff.done.waive"));
      await expectAccessible(page);
      const [after] = await database.db.select().from(violation).where(eq(violation.id, id));
      expect(after?.state).toBe("waived");

      // What follows from others is put in force, and lifted early.
      const blockOf = async (intent: string): Promise<string> => {
        const field = main.locator(`[id^="reason-${intent}-"]`).first();
        return ((await field.getAttribute("id")) ?? "").replace(`reason-${intent}-`, "");
      };
      const actOn = (intent: string, block: string) =>
        main
          .locator("details")
          .filter({ has: page.locator(`input[name=intent][value=${intent}]`) })
          .filter({ has: page.locator(`input[name=id][value="${block}"]`) });
      await hand.press(main.getByRole("link", { name: say("conduct:staff.view.proposals") }));
      await page.waitForURL(/view=proposals/);
      const block = await blockOf("dismiss");
      await hand.press(actOn("enforce", block).locator("summary"));
      await hand.press(actOn("enforce", block).locator("button[type=submit]"));
      await expect(page.getByRole("status")).toContainText(say("conduct:staff.done.enforce"));
      await hand.press(main.getByRole("link", { name: say("conduct:staff.view.blocks") }));
      await page.waitForURL(/view=blocks/);
      await hand.press(actOn("lift", block).locator("summary"));
      await hand.write(actOn("lift", block).getByRole("textbox"), "已重新培训");
      await hand.press(actOn("lift", block).locator("button[type=submit]"));
      await expect(page.getByRole("status")).toContainText(say("conduct:staff.done.lift"));
    });
  });
}
