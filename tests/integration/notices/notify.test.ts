import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submitVerification } from "#app/domain/identity/submit-verification.server.ts";
import { decideVerification } from "#app/domain/identity/decide-verification.server.ts";
import { markRead } from "#app/domain/notices/mark-read.server.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import { listMailbox, listNotices } from "#app/domain/notices/queries.server.ts";
import type { Jobs } from "#app/runtime/jobs.server.ts";
import { inspectUpload, proofRules } from "#app/runtime/files.server.ts";
import { appUser, membership } from "#db/schema/identity.ts";
import { mail } from "#db/schema/shared.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { messagesOf } from "#app/domain/process.ts";
import { caseProcess } from "#app/domain/cases/states.ts";
import { bookingProcess } from "#app/domain/booking/states.ts";
import { listingProcesses } from "#app/domain/catalog/states.ts";
import { verificationProcess } from "#app/domain/identity/states.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import {
  latestMail,
  newOfficer,
  newOwner,
  newPerson,
  newWorld,
  type Person,
  type World,
} from "../identity/world.ts";

let database: TestDatabase;
let world: World;
let city: Person;
let province: Person;
let elsewhere: Person;
let owner: Person;
let id: string;

beforeAll(async () => {
  database = await testDatabase();
  world = await newWorld(database.db);
  city = await newOfficer(world, "3301");
  province = await newOfficer(world, "33");
  elsewhere = await newOfficer(world, "3302");
  owner = await newOwner(world, { nameZh: "杭州通知测试公司", nameEn: "Notice Test Ltd" });
  const pdf = new File(["%PDF-1.7\n%%EOF\n"], "a.pdf");
  const proof = [valueOf(await inspectUpload(pdf, proofRules))];
  id = valueOf(await submitVerification(owner.ctx, { statement: "", proof }));
});
afterAll(() => database.close());

/** The waiting `notify` jobs about a thing, of whatever template. */
async function waiting(entityId: string): Promise<{ id: string; payload: Jobs["notify"] }[]> {
  const rows = await world.db.execute<{ id: string; payload: Jobs["notify"] }>(sql`
    select j.id, j.payload from graphile_worker._private_jobs j
    where j.payload->>'entityId' = ${entityId} order by j.id`);
  return [...rows];
}

const noticesOf = async (person: Person) =>
  (await listNotices(person.ctx, "zh-CN")).items.map(({ template }) => template);

describe("a notice", () => {
  it("reaches every regulator of the region, in their language, and nobody else", async () => {
    await world.db
      .update(appUser)
      .set({ locale: "en" })
      .where(eq(appUser.id, province.ctx.actor.user?.id ?? ""));
    const [job] = await waiting(id);
    if (!job) throw new Error("no job was enqueued");
    await notify(world.anyone, job.id, job.payload);
    expect(await noticesOf(city)).toEqual(["verification-submitted"]);
    expect(await noticesOf(province)).toEqual(["verification-submitted"]);
    expect([...(await noticesOf(elsewhere)), ...(await noticesOf(owner))]).toEqual([]);
    expect((await latestMail(world.db, city.email)).subject).toBe("待审核：杭州通知测试公司申请单位认证");
    const english = await latestMail(world.db, province.email);
    expect(english.subject).toBe("To review: Notice Test Ltd asks to be verified");
    expect(english.body).toContain(`/oversight/verifications/${id}`);
  });

  it("is read in the language of its reader now, whichever that was when it was written", async () => {
    for (const person of [city, province])
      for (const [locale, title] of [
        ["zh-CN", "杭州通知测试公司"],
        ["en", "Notice Test Ltd"],
      ] as const) {
        const { items } = await listNotices(person.ctx, locale);
        expect(items.map(({ data }) => data.title)).toEqual([title]);
      }
  });

  it("is told once, also when its job runs twice", async () => {
    const [job] = await waiting(id);
    if (!job) throw new Error("no job was enqueued");
    const before = (await world.db.select().from(mail)).length;
    await notify(world.anyone, job.id, job.payload);
    expect(await noticesOf(city)).toHaveLength(1);
    expect(await world.db.select().from(mail)).toHaveLength(before);
  });

  it("of a decision says the reasons to the applicant, not to those who have left", async () => {
    const colleague = await newPerson(world);
    const organizationId = owner.ctx.actor.organization?.id ?? "";
    const userId = colleague.ctx.actor.user?.id ?? "";
    await world.db
      .insert(membership)
      .values({ userId, organizationId, roles: ["owner"], endedAt: world.clock.now() });
    const reasons = "执照已过期，请更新";
    valueOf(await decideVerification(city.ctx, id, { outcome: "return", version: 1, reasons }));
    const job = (await waiting(id)).at(-1);
    if (!job) throw new Error("no job was enqueued");
    await notify(world.anyone, job.id, job.payload);
    const { items } = await listNotices(owner.ctx, "zh-CN");
    expect(items[0]).toMatchObject({ template: "verification-returned", href: "/organization/verification" });
    expect((await latestMail(world.db, owner.email)).body).toContain(reasons);
    expect(await noticesOf(colleague)).toEqual([]);
  });

  it("is marked as read by its reader only, and leads to the thing", async () => {
    const [item] = (await listNotices(owner.ctx, "zh-CN")).items;
    expect(problemOf(await markRead(city.ctx, item?.id ?? "")).code).toBe("not_found");
    expect(valueOf(await markRead(owner.ctx, item?.id ?? ""))).toBe("/organization/verification");
    expect((await listNotices(owner.ctx, "zh-CN")).items[0]?.readAt).toEqual(world.clock.now());
  });
});

describe("the demonstration mailbox", () => {
  it("shows no mail to an address that somebody may own", async () => {
    await world.db.insert(mail).values({ to: "someone@real-company.cn", subject: "geheim", body: "link" });
    const shown = await listMailbox(world.anyone);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(({ to }) => to)).not.toContain("someone@real-company.cn");
    expect(await listMailbox(world.anyone, "someone@real-company.cn")).toEqual([]);
  });
});

describe("the words of notices", () => {
  const processes = [verificationProcess, bookingProcess, caseProcess, ...Object.values(listingProcesses)];
  const templates = processes.flatMap(({ transitions }) =>
    transitions.flatMap((step) => messagesOf(step).map(({ template }) => template)),
  );

  it.each([...new Set(templates)])("exist in both languages for %s", (template) => {
    expect(Object.keys(zh.notices)).toContain(template);
    expect(Object.keys(en.notices)).toContain(template);
  });
});
