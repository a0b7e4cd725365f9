import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { appUser, membership } from "#db/schema/identity.ts";
import { mail, notice } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { reschedule } from "#app/domain/booking/reschedule.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { ownChoices, saveChoices } from "#app/domain/notices/choices.server.ts";
import { shortCode } from "#app/domain/short-code.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import { findDueDigests, sendDigest } from "#app/domain/notices/send-digests.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, monday, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { approvedBooking, bothSides, noticeJobs } from "./world.ts";

let test: TestDatabase;
let provider: Actor;
let company: NonNullable<Actor["organization"]>;
let person: Actor;

beforeAll(async () => {
  test = await testDatabase();
  ({ provider, company } = await bothSides(test.db));
});
beforeEach(async () => {
  // What other tests left waiting is none of the next one's.
  await test.db.update(notice).set({ digestedAt: new Date(monday) });
  person = await addColleague(test.db, company, ["member"]);
});
afterAll(() => test.close());

const idOf = (actor: Actor) => actor.user?.id ?? "";
const at = (time: string) => ({ db: test.db, clock: fixedClock(time) });
const mailsTo = (actor: Actor) =>
  test.db
    .select()
    .from(mail)
    .where(eq(mail.to, actor.user?.email ?? ""));
const noticesOf = (actor: Actor) =>
  test.db
    .select()
    .from(notice)
    .where(eq(notice.userId, idOf(actor)));

const jobsOf = (entityId: string, template: string) => noticeJobs(test.db, entityId, template);

async function deliver(entityId: string, template: string, time = monday): Promise<void> {
  for (const { id, payload } of await jobsOf(entityId, template)) await notify(at(time), id, payload);
}

/** A booking that its provider has approved, for a time on Tuesday unless told otherwise. */
const approved = (from = "14:00", to = "16:00", clock = fixedClock(monday)): Promise<string> =>
  approvedBooking(test.db, { provider, person }, [from, to], clock);

const choose = async (channel: "mail" | "digest" | "app") => {
  const ctx = contextOf(test.db, person);
  valueOf(await saveChoices(ctx, { ...(await ownChoices(ctx)), booking: channel }));
};

describe("a person's choice", () => {
  it.each([
    ["mail", 1],
    ["digest", 0],
    ["app", 0],
  ] as const)("%s: %i mail at once, and the notice in any case", async (channel, mails) => {
    await choose(channel);
    await deliver(await approved(), "booking-approved");
    expect(await mailsTo(person)).toHaveLength(mails);
    expect(await noticesOf(person)).toMatchObject([{ template: "booking-approved", channel }]);
  });

  it("without one is mail at once; what cannot wait does not wait for a digest", async () => {
    expect((await ownChoices(contextOf(test.db, person))).booking).toBe("mail");
    await choose("digest");
    const id = await approved();
    valueOf(await cancel(contextOf(test.db, provider), id, { reason: "设备故障" }));
    await deliver(id, "booking-called-off");
    expect(await mailsTo(person)).toHaveLength(1);
    await choose("app");
    const other = await approved();
    valueOf(await cancel(contextOf(test.db, provider), other, { reason: "设备故障" }));
    await deliver(other, "booking-called-off");
    expect(await mailsTo(person)).toHaveLength(1);
  });
});

describe("a mail about a booking", () => {
  it("says what it is for and what the facility was answered, once", async () => {
    const words = { textZh: "样品是否有毒？", textEn: "Is the sample toxic?" };
    const question = { key: "toxic", kind: "yes_no" as const, ...words, options: [], required: true };
    const facilityId = await makeFacility(test.db, provider, {
      rules: { instant: false, questions: [question] },
    });
    const answers = [{ key: "toxic", answer: "no" }];
    const asked = reserve(contextOf(test.db, person), wish(facilityId, "09:00", "10:00", { answers }));
    const { id } = valueOf(await asked);
    await deliver(id, "booking-requested");
    const [mailed] = await mailsTo(provider);
    const number = `预约编号：${shortCode(id)}`;
    expect(mailed?.body).toContain(`\n\n${number}\n用途：断口形貌观察\n样品是否有毒？ 否\n\n`);
    await deliver(id, "booking-requested");
    expect(await mailsTo(provider)).toHaveLength(1);
  });
});

describe("whoever does it", () => {
  it("is not told as staff of what they did; their colleagues and the booker are, and a booker of their own act", async () => {
    const company = provider.organization;
    if (!company) throw new Error("no organisation");
    const colleague = await addColleague(test.db, company, ["facility_manager"]);
    const id = await approved();
    const times = { start: new Date("2026-11-24T17:00+08:00"), end: new Date("2026-11-24T19:00+08:00") };
    valueOf(await reschedule(contextOf(test.db, provider), id, { ...times, reason: "" }));
    await deliver(id, "booking-changed");
    const told = await test.db.select().from(notice).where(eq(notice.template, "booking-changed"));
    const readers = told.map(({ userId }) => userId);
    expect(readers).toEqual(expect.arrayContaining([idOf(colleague), idOf(person)]));
    expect(readers).not.toContain(idOf(provider));
    await test.db
      .update(membership)
      .set({ endedAt: new Date(monday) })
      .where(eq(membership.userId, idOf(colleague)));
    const own = await makeFacility(test.db, provider, { rules: { leadMinutes: 0 } });
    const mine = valueOf(await reserve(contextOf(test.db, person), wish(own))).id;
    valueOf(await reschedule(contextOf(test.db, person), mine, { ...times, reason: "" }));
    await deliver(mine, "booking-changed");
    expect((await noticesOf(person)).filter(({ template }) => template === "booking-changed")).toHaveLength(
      2,
    );
  });
});

describe("the digest", () => {
  const morning = "2026-11-24T08:05:00+08:00";

  it("is one mail of everything unread, in the reader's language, the morning after, and once", async () => {
    await test.db
      .update(appUser)
      .set({ locale: "en" })
      .where(eq(appUser.id, idOf(person)));
    await choose("digest");
    for (let n = 0; n < 3; n += 1) await deliver(await approved(), "booking-approved");
    const [read] = await noticesOf(person);
    await test.db
      .update(notice)
      .set({ readAt: new Date(monday) })
      .where(eq(notice.id, read?.id ?? ""));
    expect(await sendDigest(at("2026-11-23T20:00:00+08:00"), idOf(person))).toBe(0);
    expect(await findDueDigests(at(morning))).toBe(1);
    // Two workers at once.
    const told = await Promise.all([1, 2].map(() => sendDigest(at(morning), idOf(person))));
    expect(told.toSorted()).toEqual([0, 2]);
    const mails = await mailsTo(person);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe("Kexiang: 2 new notices");
    expect(mails[0]?.body.match(/Booking approved: Field-emission SEM/g)).toHaveLength(2);
    expect(mails[0]?.body).toContain("/account/notices/choices");
    expect(await findDueDigests(at(morning))).toBe(0);
  });

  it("that is cut off in between is sent by the next attempt, whole", async () => {
    await choose("digest");
    await deliver(await approved(), "booking-approved");
    const killed = test.db.transaction(async (tx) => {
      expect(await sendDigest({ db: tx, clock: fixedClock(morning) }, idOf(person))).toBe(1);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect(await mailsTo(person)).toHaveLength(0);
    expect(await sendDigest(at(morning), idOf(person))).toBe(1);
    expect(await mailsTo(person)).toHaveLength(1);
  });

  it("of what has been read meanwhile is not sent", async () => {
    await choose("digest");
    await deliver(await approved(), "booking-approved");
    await test.db
      .update(notice)
      .set({ readAt: new Date(monday) })
      .where(eq(notice.userId, idOf(person)));
    expect(await sendDigest(at(morning), idOf(person))).toBe(0);
    expect(await mailsTo(person)).toHaveLength(0);
    expect(await findDueDigests(at(morning))).toBe(0);
  });
});
