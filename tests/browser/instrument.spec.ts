import { readFile } from "node:fs/promises";
import { read, utils } from "@e965/xlsx";
import type { Locator, Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { reserveInput } from "#app/domain/booking/inputs.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { takeReadings } from "#app/domain/instrument/take-readings.server.ts";
import { fixedClock, systemClock } from "#app/runtime/clock.ts";
import { booking, usageRecord } from "#db/schema/booking.ts";
import { facilityUnit } from "#db/schema/catalog.ts";
import { expect, expectAccessible, hydrated, test } from "../support/browser.ts";
import type { TestDatabase } from "../support/database.ts";
import { demoActor } from "../support/demo-actor.ts";
import { instrumentProblem } from "#db/schema/instrument.ts";
import { handOf, manners, otherManners } from "../support/hand.ts";
import { bookedBy, ownFacility } from "../support/own-facility.ts";
import { valueOf } from "../support/results.ts";

test.setTimeout(180_000);

const minute = 60_000;

/** The last round five minutes; bookings here are made of them. */
const begun = (): number => Math.floor(Date.now() / (5 * minute)) * 5 * minute;

const momentAt = (after: number): string => new Date(begun() + after * minute).toISOString();

/** A facility of the demonstration university that never shuts, with two units or more. */
async function instrument(
  database: TestDatabase,
  units = 2,
): Promise<{ facilityId: string; unitId: string }> {
  const facilityId = await ownFacility(database, {
    units,
    hours: [0, 1440],
    rules: { leadMinutes: 0, stepMinutes: 5, noShowGraceMinutes: 60, maxMinutes: 160 },
  });
  return { facilityId, unitId: await unitOf(database, facilityId, 1) };
}

async function unitOf({ db }: TestDatabase, facilityId: string, number: number): Promise<string> {
  const [unit] = await db
    .select({ id: facilityUnit.id })
    .from(facilityUnit)
    .where(and(eq(facilityUnit.facilityId, facilityId), eq(facilityUnit.number, number)));
  return unit?.id ?? "";
}

/** What somebody booked yesterday, on unit 1 unless told otherwise, from and to so many minutes after `begun`. */
function booked(
  database: TestDatabase,
  mailbox: string,
  facilityId: string,
  [from, to, unit = 1]: readonly [from: number, to: number, unit?: number],
): Promise<string> {
  const [start, end] = [momentAt(from), momentAt(to)];
  return bookedBy(
    database,
    mailbox,
    { facilityId, start, end, unit },
    new Date(Date.now() - 24 * 60 * minute),
  );
}

/** An hour of unit 3, from so many minutes after `begun`, that is kept for the company for an hour. */
async function held(database: TestDatabase, facilityId: string, from: number): Promise<string> {
  const ctx = {
    db: database.db,
    actor: await demoActor(database, "sme"),
    clock: fixedClock(new Date(Date.now() - 24 * 60 * minute)),
  };
  const times = { start: momentAt(from), end: momentAt(from + 60) };
  const wish = reserveInput.parse({ facilityId, ...times, unit: 3, purpose: "断口形貌观察" });
  return valueOf(await reserve(ctx, wish, { holdUntil: new Date(Date.now() + 60 * minute) })).id;
}

const stateOf = async ({ db }: TestDatabase, id: string) =>
  (await db.select({ state: booking.state }).from(booking).where(eq(booking.id, id)))[0]?.state;

const recordOf = async ({ db }: TestDatabase, id: string) =>
  (await db.select().from(usageRecord).where(eq(usageRecord.bookingId, id)))[0];

/** A moment as the forms take it, on the facility's clock. */
const written = (after: number): string =>
  new Date(begun() + after * minute).toLocaleString("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "short",
  });

/** Width and height of every sheet that the page prints, in millimetres. */
async function sheetsOf(page: Page): Promise<number[][]> {
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return sheets.map(([, ...points]) => points.map((length) => Math.round(Number(length) * 0.3528)));
}

/** Unit 2 was switched on and off so many minutes after `begun`, as its meter says. */
async function metered(
  database: TestDatabase,
  facilityId: string,
  [on, off]: readonly [on: number, off: number],
): Promise<void> {
  const ctx = { db: database.db, clock: systemClock, actor: await demoActor(database, "provider") };
  const readings = [
    { kind: "on" as const, at: new Date(momentAt(on)) },
    { kind: "off" as const, at: new Date(momentAt(off)) },
  ];
  valueOf(await takeReadings(ctx, await unitOf(database, facilityId, 2), { readings }));
}

const reported = async ({ db }: TestDatabase, facilityId: string) =>
  (await db.select().from(instrumentProblem).where(eq(instrumentProblem.facilityId, facilityId)))[0]?.id ??
  "";

for (const manner of manners) {
  test.describe(`a technician, ${manner.name}`, () => {
    test.use(manner.look);

    test("a user is checked in and given more time, and a fault takes the instrument out of service", async ({
      page,
      context,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner);
      const { main, say } = hand;
      const button = (key: string, params = {}) =>
        main.getByRole("button", { name: say(`instrument:${key}`, params), exact: true });
      const done = page.getByRole("status");
      const { facilityId, unitId } = await instrument(database);
      const now = await booked(database, "sme", facilityId, [0, 60]);
      const moved = await booked(database, "bianshan", facilityId, [95, 155]);
      const displaced = await booked(database, "dachen", facilityId, [200, 260]);
      const absent = await booked(database, "dachen", facilityId, [-30, 60, 2]);
      await signIn("provider");
      const stale = await context.newPage();
      await stale.goto(`/at/${unitId}`);
      await hydrated(stale);
      await hand.open(`/at/${unitId}`);
      await expect(main).toContainText("沈砚秋");
      await expect(page.getByRole("list").filter({ hasText: "费储云" })).toBeVisible();
      await expectAccessible(page);
      await hand.press(button("at.checkInOf", { name: "沈砚秋" }));
      await expect(done).toContainText(say("instrument:at.done.check-in"));
      expect(await stateOf(database, now)).toBe("in_use");

      await stale.locator("button[value=check-in]").first().click();
      await expect(stale.getByRole("alert")).toContainText(say("problems:not_allowed_now.title"));
      await expect(stale.getByRole("main")).toContainText(say("booking:state.in_use"));
      await stale.close();

      await hand.press(main.locator('button[name=minutes][value="30"]'));
      await expect(done).toContainText(say("instrument:at.done.extend"));
      await expect(main).toContainText(say("instrument:at.nextFollows"));

      await hand.unfold(say("instrument:at.problem"));
      await hand.write(
        main.getByRole("textbox", { name: say("instrument:at.description") }),
        "真空报警，抽不到 10⁻³ Pa",
      );
      await hand.tick(main.getByRole("radio", { name: say("instrument:at.stops_work") }));
      await hand.press(button("at.report"));
      await expect(done).toContainText(say("instrument:at.done.report"));
      await expect(main).toContainText(say("instrument:at.openProblem.stops_work"));

      await hand.open("/organization/problems");
      const problem = await reported(database, facilityId);
      await hand.press(main.locator(`a[data-row-link][href*="${problem}"]`));
      const seeing = await hand.unfold(say("instrument:problem.acknowledge"));
      await hand.press(seeing.getByRole("button", { name: say("instrument:problem.acknowledge") }));
      await expect(done).toContainText(say("instrument:problem.done.acknowledge"));
      await hand.press(main.getByRole("link", { name: say("instrument:problem.outage") }));
      await page.waitForURL(/\/outage/);
      const moment = (key: string) => main.getByRole("textbox", { name: say(`editor:times.${key}`) });
      await hand.write(moment("startsAt"), written(94));
      await hand.write(moment("endsAt"), written(300));
      await hand.press(button("outage.preview"));
      await expect(
        main.getByRole("heading", { name: say("instrument:outage.hit", { count: 2 }) }),
      ).toBeVisible();
      await expectAccessible(page);
      const move = main
        .getByRole("group", { name: /费储云/ })
        .getByRole("radio", { name: say("instrument:outage.move", { number: 2 }) });
      await expect(move).toBeChecked();
      const offer = main
        .getByRole("group", { name: /应海平/ })
        .getByRole("radio", { name: say("instrument:outage.offer") });
      await hand.tick(offer);
      await hand.press(button("outage.confirm"));
      await expect(done).toContainText(say("instrument:outage.done.outage"));
      expect(await Promise.all([now, moved, displaced].map((id) => stateOf(database, id)))).toEqual([
        "in_use",
        "confirmed",
        "cancelled",
      ]);

      await signIn("dachen");
      await hand.open(`/bookings/${displaced}`);
      await expect(main).toContainText("真空报警");
      // Times on one day, or over midnight.
      const instead = main.locator('a[href*="/book?"]').filter({ hasText: /\d\d:\d\d$/ });
      await hand.press(instead.first());
      await page.waitForURL(/\/book\?/);
      await hand.press(main.getByRole("button", { name: say("booking:book.submitInstant"), exact: true }));
      await page.waitForURL(/\/bookings\/[0-9a-f-]{36}/);
      await expect(main).toContainText(say("booking:state.confirmed"));
      const outOfService = manner.look.locale === "en" ? "out of service" : "设备停用";
      const notice = main.getByRole("listitem").filter({ hasText: outOfService }).first();
      await expect(async () => {
        await page.goto("/account/notices");
        await expect(notice).toContainText(say("identity:notices.unread"), { timeout: 500 });
      }).toPass();
      await hydrated(page);
      await hand.press(main.getByRole("button", { name: say("identity:notices.markAll") }));
      await expect(page.locator(":focus")).toContainText(say("identity:notices.allRead"));
      await expect(notice).not.toContainText(say("identity:notices.unread"));
      await hand.press(notice.getByRole("button"));
      await page.waitForURL(`**/bookings/${displaced}`);

      // It is repaired: its reporter is told, and the rest of the time can be booked again.
      await signIn("provider");
      await hand.open(`/problems/${problem}`);
      const resolving = await hand.unfold(say("instrument:problem.resolve"));
      await hand.write(resolving.getByRole("textbox"), "更换密封圈，真空恢复");
      await hand.press(resolving.getByRole("button", { name: say("instrument:problem.resolve") }));
      await expect(done).toContainText(say("instrument:problem.done.resolve"));
      await hand.open(`/organization/facilities/${facilityId}/outage`);
      await hand.press(main.getByRole("button", { name: say("instrument:outage.end") }));
      await expect(done).toContainText(say("instrument:outage.done.lift"));
      await expectAccessible(page);

      // The record of the use is written, and put right; somebody is said not to have come, who did.
      /** Unfolds an act of the booking that is shown, fills its texts by their labels and does it. */
      const act = async (name: string, told: string, texts: Record<string, string> = {}) => {
        const unfolded = await hand.unfold(say(`booking:act.${name}`));
        for (const [label, text] of Object.entries(texts))
          await hand.write(unfolded.getByRole("textbox", { name: say(`booking:act.${label}`) }), text);
        await hand.press(unfolded.getByRole("button", { name: say(`booking:act.${name}`), exact: true }));
        await expect(page.getByRole("status").first()).toContainText(say(`booking:done.${told}`));
      };
      await hand.open(`/bookings/${now}`);
      // More time than one may have at once takes a reason.
      const refused = page.getByRole("alert").first();
      const extending = await hand.unfold(say("booking:act.extend"));
      const extend = extending.getByRole("button", { name: say("booking:act.extend"), exact: true });
      const until = extending.getByRole("textbox", { name: say("booking:act.newEnd") });
      await hand.write(until, written(180));
      await hand.press(extend);
      await expect(refused).toContainText(say("problems:rule.too_long", { minutes: 160 }));
      await expect(until).toHaveValue(written(180));
      const exception = extending.getByRole("textbox", { name: say("booking:book.override") });
      await hand.write(exception, "省重点项目急件");
      await hand.press(extend);
      await expect(page.locator(":focus")).toContainText(say("booking:done.extend"));
      await expect(main.getByRole("row", { name: say("booking:history.extend") }).last()).toContainText(
        "省重点项目急件",
      );
      await act("complete", "complete", { actualFrom: written(-5), content: "断口形貌，3 个样品" });
      const correcting = await hand.unfold(say("booking:act.correct"));
      await hand.press(correcting.getByRole("button", { name: say("booking:act.correct"), exact: true }));
      await expect(correcting.getByRole("textbox", { name: say("booking:act.reason") })).toHaveAttribute(
        "aria-invalid",
        "true",
      );
      await hand.press(correcting.getByRole("button", { name: say("common:action.cancel"), exact: true }));
      await act("correct", "correct", { content: "断口形貌，2 个样品", reason: "登记有误，样品为 2 件" });
      expect(await recordOf(database, now)).toMatchObject({ content: "断口形貌，2 个样品" });
      await expectAccessible(page);
      await hand.open(`/bookings/${absent}`);
      await act("no-show", "no-show");

      // The instrument's meter knows better, and leads to whom it may have been.
      await metered(database, facilityId, [-25, -5]);
      await hand.open("/organization/meters");
      const section = main.getByRole("link", { name: say("organization:tab.problems"), exact: true });
      await expect(section).toHaveAttribute("aria-current", "page");
      await expectAccessible(page);
      await hand.press(main.locator(`a[href="/bookings/${absent}"]`));
      await page.waitForURL(/\/bookings\//);
      await act("correctUsed", "complete", { reason: "已到场使用，忘记签到" });
      expect(await stateOf(database, absent)).toBe("completed");

      // What was done is taken along: the state's workbook, the report, and what users answered.
      const period = new URLSearchParams({ from: written(-1440).slice(0, 10), to: written(0).slice(0, 10) });
      await hand.open(`/organization/usage-report?${period}`);
      await expectAccessible(page);
      const taken = async (key: string) => {
        const download = page.waitForEvent("download");
        await hand.press(main.getByRole("link", { name: say(`usageReport:${key}`) }));
        return readFile(await (await download).path());
      };
      const { Sheets } = read(await taken("records"));
      expect(
        Object.values(Sheets)
          .map((sheet) => utils.sheet_to_csv(sheet))
          .join(),
      ).toContain("断口形貌，2 个样品");
      expect((await taken("csv")).toString()).toContain("场发射扫描电镜");
      expect((await taken("answers")).toString()).toContain(say("usageReport:answersHead.question"));

      // Its labels are printed one a sheet, A6, with nothing before the first.
      await hand.open(`/organization/labels?facility=${facilityId}`);
      await expect(
        main.getByRole("button", { name: say("instrument:labels.print", { count: 2 }) }),
      ).toBeVisible();
      expect(await sheetsOf(page)).toEqual([
        [105, 148],
        [105, 148],
      ]);
    });
  });
}

for (const manner of otherManners) {
  // By keys with scripts, by pointer without them: a page works where there is signal for it and nothing else.
  const scripts = manner.keys;
  test.describe(`a user, ${manner.name}${scripts ? "" : ", without JavaScript"}`, () => {
    test.use({ ...manner.look, javaScriptEnabled: scripts });

    test("a use begins and ends, and leaves the record that the state asks for", async ({
      page,
      signIn,
      market: { database },
    }) => {
      const hand = await handOf(page, manner, { scripts });
      const { main, say } = hand;
      const { facilityId, unitId } = await instrument(database, 3);
      const id = await booked(database, "sme", facilityId, [0, 60]);
      const other = await booked(database, "sme", facilityId, [0, 60, 2]);
      const kept = await held(database, facilityId, 0);
      const later = await held(database, facilityId, 120);
      await hand.open(`/at/${unitId}`);
      await expect(main).toContainText(say("instrument:at.reserved"));
      await expect(main).not.toContainText("沈砚秋");
      await hand.press(main.getByRole("link", { name: say("instrument:at.signIn") }));
      await page.waitForURL(/sign-in/);
      await signIn("sme");
      await hand.open(new URL(page.url()).searchParams.get("next") ?? "");
      await hand.press(main.getByRole("button", { name: say("instrument:at.checkIn"), exact: true }));
      await expect(page.getByRole("status")).toContainText(say("instrument:at.done.check-in"));
      await hand.unfold(say("instrument:at.checkOutMore"));
      const text = (key: string) => main.getByRole("textbox", { name: say(`booking:act.${key}`) });
      await hand.write(text("content"), "断口形貌，2 个样品");
      await hand.write(text("project"), "传感器可靠性");
      const fund = say("catalog:option.fundingSources.central_government");
      await hand.tick(main.getByRole("checkbox", { name: fund }));
      if (scripts) await expectAccessible(page);
      await hand.press(main.getByRole("button", { name: say("instrument:at.checkOut"), exact: true }));
      await expect(page.getByRole("status")).toContainText(say("instrument:at.done.check-out"));
      expect(await stateOf(database, id)).toBe("completed");

      // What was not right is reported on the spot, and the use is evaluated.
      const reporting = await hand.unfold(say("instrument:at.problem"));
      await hand.write(reporting.getByRole("textbox"), "样品台旋钮松动");
      await hand.tick(reporting.getByRole("radio", { name: say("instrument:at.minor") }));
      await hand.press(reporting.getByRole("button", { name: say("instrument:at.report") }));
      await expect(page.getByRole("status")).toContainText(say("instrument:at.done.report"));

      // What else they have booked now begins in their agenda and ends on its own page.
      await hand.open("/account/agenda");
      const line = (of: string) =>
        main.getByRole("listitem").filter({ has: page.locator(`a[href="/bookings/${of}"]`) });
      if (scripts) await expectAccessible(page);
      /** Presses the button of an act that asks for nothing, and sees it done on the booking's page. */
      const atOnce = async (name: string, of: string, within: Locator) => {
        await hand.press(within.getByRole("button", { name: say(`booking:act.${name}`), exact: true }));
        await page.waitForURL(`**/bookings/${of}?done=${name}`);
        await expect(page.getByRole("status").first()).toContainText(say(`booking:done.${name}`));
      };
      await atOnce("check-in", other, line(other));
      const ending = await hand.unfold(say("booking:act.check-out"));
      await hand.press(ending.getByRole("button", { name: say("booking:act.check-out"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.check-out"));
      expect(await stateOf(database, other)).toBe("completed");

      // A time that is kept for them is theirs once they say so, there or on its page; and the other way round.
      await hand.open("/account/agenda");
      await atOnce("confirm", kept, line(kept));
      await atOnce("check-in", kept, main);
      await hand.open("/account/agenda");
      await atOnce("check-out", kept, line(kept));
      await hand.open(`/bookings/${later}`);
      await atOnce("confirm", later, main);
      expect(await Promise.all([kept, later].map((one) => stateOf(database, one)))).toEqual([
        "completed",
        "confirmed",
      ]);

      await hand.open(`/bookings/${id}`);
      await expect(main).toContainText("断口形貌，2 个样品");
      await hand.tick(
        main.getByRole("radio", { name: say("booking:evaluation.very_satisfied"), exact: true }),
      );
      await hand.press(main.getByRole("button", { name: say("booking:act.evaluate"), exact: true }));
      await expect(page.getByRole("status").first()).toContainText(say("booking:done.evaluate"));
      if (scripts) await expectAccessible(page);
      expect(await recordOf(database, id)).toMatchObject({
        way: "self_use",
        external: true,
        content: "断口形貌，2 个样品",
        project: "传感器可靠性",
        funding: ["central_government"],
        serviceType: "research",
        agreement: true,
        evaluation: "very_satisfied",
      });
    });
  });
}
