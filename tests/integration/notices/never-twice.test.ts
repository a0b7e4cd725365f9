import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { notice } from "#db/schema/shared.ts";
import type { Actor } from "#app/domain/context.ts";
import { approve } from "#app/domain/booking/approve.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import { ownChoices, saveChoices } from "#app/domain/notices/choices.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { valueOf } from "../../support/results.ts";
import { type MailServer, startMailServer } from "../../support/smtp.ts";

const bookers = 6;
/** Two processes have to start and a refused connection to be tried again, on a machine that may be busy. */
const patience = { timeout: 90_000, interval: 100 };

let test: TestDatabase;
let smtp: MailServer;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  test = await testDatabase();
  smtp = await startMailServer();
});
afterAll(async () => {
  await killAll();
  smtp.close();
  await test.close();
});

/** Two processes that work through the same jobs. */
function startTwo(): void {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, DATABASE_URL: test.url, SMTP_URL: smtp.url, LOG_LEVEL: "silent" };
  workers = [1, 2].map(() => spawn(process.execPath, ["worker.ts"], { env, stdio: "ignore" }));
}

async function killAll(): Promise<void> {
  const dying = workers.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(
    dying.map((worker) => {
      const gone = once(worker, "exit");
      worker.kill("SIGKILL");
      return gone;
    }),
  );
}

const emailOf = ({ user }: Actor): string => user?.email ?? "";

/** Bookings that have been approved, each by another person, and one person whose notices of long ago wait for a digest. */
async function something(): Promise<{ told: Actor[]; waiting: Actor }> {
  const provider = await makeMember(test.db, ["facility_manager"], "university");
  const sme = await makeMember(test.db, ["member"]);
  if (!sme.organization) throw new Error("no organisation");
  const facilityId = await makeFacility(test.db, provider, { units: bookers, rules: { instant: false } });
  const start = new Date(Date.now() + 7 * 86_400_000);
  start.setUTCHours(6, 0, 0, 0);
  const times = { start: start.toISOString(), end: new Date(start.getTime() + 7_200_000).toISOString() };
  const told = [];
  for (let n = 0; n < bookers; n += 1) {
    const person = await addColleague(test.db, sme.organization, ["member"]);
    const ctx = contextOf(test.db, person, systemClock);
    const { id } = valueOf(await reserve(ctx, wish(facilityId, "14:00", "16:00", times)));
    valueOf(await approve(contextOf(test.db, provider, systemClock), id, { reason: "" }));
    told.push(person);
  }
  const waiting = await addColleague(test.db, sme.organization, ["member"]);
  const ctx = contextOf(test.db, waiting, systemClock);
  valueOf(await saveChoices(ctx, { ...(await ownChoices(ctx)), booking: "digest" }));
  const old = {
    userId: waiting.user?.id ?? "",
    template: "booking-approved",
    channel: "digest" as const,
    data: { title: "场发射扫描电镜", when: "", from: "", reason: "" },
    href: "/bookings",
    createdAt: new Date(Date.now() - 3 * 86_400_000),
  };
  await test.db.insert(notice).values([old, old, old]);
  return { told, waiting };
}

/** How many jobs of these are still to be done. */
const left = async (tasks: readonly string[]) =>
  (
    await test.sql`select count(*)::int as n from graphile_worker.jobs
    where task_identifier = any(${tasks})`
  )[0]?.n;
const writing = ["notify", "send-digest"];

/** How often each mail has been handed over, by its Message-ID, and to whom. */
function handedOver(): Map<string, { to: string; times: number }> {
  const found = new Map<string, { to: string; times: number }>();
  for (const mail of smtp.received) {
    const id = /^Message-ID: (.+)$/im.exec(mail)?.[1] ?? "none";
    const to = /^To: (.+)$/im.exec(mail)?.[1] ?? "";
    found.set(id, { to, times: (found.get(id)?.times ?? 0) + 1 });
  }
  return found;
}

it("tells everybody once when two workers are killed between handing a mail over and noting it", async () => {
  const { told, waiting } = await something();
  const [victim] = told;
  const userId = waiting.user?.id ?? "";
  // Asked for twice, as by two rounds of the clock.
  for (const key of ["one", "two"]) await enqueue(test.db, "send-digest", { userId }, { key });
  const trap = Promise.withResolvers<void>();
  // The server has the mail, and nobody will ever hear so.
  smtp.beforeAnswer = (mail) => {
    if (!mail.includes(`To: ${victim ? emailOf(victim) : "?"}`)) return Promise.resolve();
    trap.resolve();
    return new Promise(() => {});
  };
  startTwo();
  await trap.promise;
  // Mails go out one after another: those behind it wait, and are all written by then.
  await expect.poll(() => left(writing), patience).toBe(0);
  await killAll();
  smtp.beforeAnswer = async () => {};
  // Whose process is dead is known after some seconds; here at once.
  await test.sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', run_at = now()
    where locked_at is not null`;
  startTwo();
  await expect.poll(() => left([...writing, "send-mail"]), patience).toBe(0);

  const notices =
    await test.sql`select u.email, count(*)::int as n from notice join app_user u on u.id = user_id
    where template = 'booking-approved' group by 1`;
  const counts = new Map(notices.map(({ email, n }) => [String(email), Number(n)]));
  for (const person of told) expect(counts.get(emailOf(person))).toBe(1);
  const mails = handedOver();
  expect(mails.has("none")).toBe(false);
  const theirs = (person: Actor) => [...mails.values()].filter(({ to }) => to === emailOf(person));
  for (const person of [...told, waiting]) {
    expect(theirs(person), emailOf(person)).toHaveLength(1);
    // The one that was in the air comes again under its own id, which tells the copy from a second mail; also before the
    // kill, where that came so late that the silent server had been given up.
    if (person === victim) expect(theirs(person)[0]?.times).toBeGreaterThanOrEqual(2);
    else expect(theirs(person)[0]?.times, emailOf(person)).toBe(1);
  }
  expect(await test.sql`select 1 from mail where sent_at is null`).toHaveLength(0);
}, 240_000);
