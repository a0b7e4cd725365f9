import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "#app/domain/context.ts";
import { resetPassword } from "#app/domain/identity/reset-password.server.ts";
import { signIn } from "#app/domain/identity/sign-in.server.ts";
import { findSession } from "#app/domain/identity/session.server.ts";
import { readEnv } from "#app/runtime/env.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { loadReferenceData } from "#db/seed/index.ts";
import { readCommand } from "../../../bin/admin/commands.ts";
import { appUser } from "#db/schema/identity.ts";
import { auditEntry, holiday, parameter } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let test: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "kexiang-admin-"));

beforeAll(async () => {
  test = await testDatabase();
  await loadReferenceData(test.db);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const env = readEnv({ DATA_DIR: folder, BASE_URL: "https://market.example.cn" });

/** What the command says, without the second that a process of its own takes to begin. */
const admin = async (...words: string[]): Promise<{ code: number; out: string }> => {
  try {
    return { code: 0, out: await readCommand(words)(ctx(), env) };
  } catch (error) {
    return { code: 1, out: error instanceof Error ? error.message : String(error) };
  }
};

const run = promisify(execFile);

const ctx = () => ({ db: test.db, clock: systemClock, actor: systemActor("test") });
const visit = { ip: "192.0.2.1", device: "", sessionId: null, deviceToken: "" };
const password = "quartz-otter-lantern-42";
const uscc = "11330000002482090Q";

/** The token of a session that has begun by password alone. */
async function signedIn(email: string): Promise<string | undefined> {
  const result = await signIn(ctx(), { email, password }, visit);
  return result.ok && "token" in result.value ? String(result.value.token) : undefined;
}

const theProvince = [
  ...["appoint", "--uscc", uscc, "--name", "某省科技厅", "--region", "330000", "--jurisdiction", "33"],
  ...["--roles", "owner,officer", "--person", "李处长", "--email", "li@kjt.example.cn", "--reason", "开办"],
];

describe("a market without accounts", () => {
  it("begins with an authority, whose first officer chooses a password by the link and then appoints others", async () => {
    const made = await admin(...theProvince);
    expect(made).toMatchObject({ code: 0 });
    const token = /https:\/\/market\.example\.cn\/account\/reset-password\/(\S+)/.exec(made.out)?.[1] ?? "";
    expect(await resetPassword(ctx(), { token, password })).toMatchObject({ ok: true });
    const session = await findSession(test.db, new Date(), (await signedIn("li@kjt.example.cn")) ?? "", "r");
    expect(session?.actor).toMatchObject({
      roles: ["owner", "officer"],
      regionPrefixes: ["33"],
      organization: { uscc, verified: true },
    });
  });

  it("says again what it did when it is asked again, and changes no password", async () => {
    const again = await admin(...theProvince);
    expect(again.out).toContain("keeps its password");
    expect(await signedIn("li@kjt.example.cn")).toBeDefined();
  });

  it("gives nobody the roles of an authority where there is no territory", async () => {
    const refused = await admin(
      ...["appoint", "--uscc", "91330106MA2CFLPR9B", "--name", "某公司", "--region", "330106"],
      ...["--roles", "officer", "--person", "王", "--email", "wang@firm.example.cn", "--reason", "x"],
    );
    expect(refused.code).toBe(1);
    const [{ n } = { n: 0 }] = await test.db.execute<{ n: number }>(
      sql`select count(*)::int as n from app_user where email = 'wang@firm.example.cn'`,
    );
    expect(n).toBe(0);
  });

  it("names what is missing, and the commands there are", async () => {
    expect((await admin("appoint", "--uscc", uscc)).out).toContain("--email");
    const out = (await admin("make-tea")).out;
    for (const name of ["appoint", "password-link", "holidays", "retry-jobs", "erase-account"])
      expect(out).toContain(name);
  });
});

it("runs as a process of its own", async () => {
  const { PATH, HOME } = process.env;
  const command = ["bin/admin.ts", "jobs"];
  const { stdout } = await run(process.execPath, command, {
    env: { PATH, HOME, DATABASE_URL: test.url, DATA_DIR: folder },
  });
  expect(stdout).toBe("No job has failed\n");
});

describe("an account", () => {
  const order = ["--email", "li@kjt.example.cn", "--reason", "工单 17"];

  it("is shut, which ends its sessions, and opened again; the log says why", async () => {
    const token = (await signedIn("li@kjt.example.cn")) ?? "";
    expect(await admin("disable-account", ...order)).toMatchObject({ code: 0 });
    expect(await findSession(test.db, new Date(), token, "r")).toBeUndefined();
    expect(await signedIn("li@kjt.example.cn")).toBeUndefined();
    expect(await admin("enable-account", ...order)).toMatchObject({ code: 0 });
    expect(await signedIn("li@kjt.example.cn")).toBeDefined();
    const entries = await test.db
      .select({ transition: auditEntry.transition })
      .from(auditEntry)
      .where(eq(auditEntry.reason, "工单 17"));
    expect(entries.map(({ transition }) => transition)).toEqual(["disable_account", "enable_account"]);
  });

  it("loses a second factor that its holder has lost", async () => {
    await test.db.update(appUser).set({ totpSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" });
    expect(await signedIn("li@kjt.example.cn")).toBeUndefined();
    expect(await admin("lift-second-factor", ...order)).toMatchObject({ code: 0 });
    expect(await signedIn("li@kjt.example.cn")).toBeDefined();
  });

  it("is told what is kept of it, in a file for nobody else, without what lets it in", async () => {
    const out = join(folder, "li.json");
    expect(await admin("person-data", "--email", "li@kjt.example.cn", "--out", out)).toMatchObject({
      code: 0,
    });
    const text = readFileSync(out, "utf8");
    expect(Object.keys(JSON.parse(text))).toEqual(
      expect.arrayContaining([
        "app_user.id",
        "membership.user_id",
        "session.user_id",
        "audit_entry.actor_id",
      ]),
    );
    expect(text).toContain("李处长");
    expect(text).not.toMatch(/argon2|hash|secret/);
    expect(statSync(out).mode & 0o077).toBe(0);
  });

  it("is closed for good: its address is free, its name is in no table but the log", async () => {
    expect(await admin("erase-account", ...order)).toMatchObject({ code: 0 });
    const left = await test.db.execute(
      sql`select 1 from app_user where email like 'li@%' or name = '李处长' union all select 1 from session`,
    );
    expect(left).toHaveLength(0);
    expect((await admin("password-link", ...order)).code).toBe(1);
    expect((await admin(...theProvince)).out).toContain("/account/reset-password/");
  });

  it("is not closed while its organisation would be left to people who may not lead it", async () => {
    await admin(
      ...["appoint", "--uscc", uscc, "--roles", "officer", "--person", "周", "--reason", "x"],
      ...["--email", "zhou@kjt.example.cn"],
    );
    expect((await admin("erase-account", ...order)).code).toBe(1);
    expect((await admin("erase-account", "--email", "zhou@kjt.example.cn", "--reason", "x")).code).toBe(0);
  });
});

describe("the rules", () => {
  it("take the calendar of a year, whole, and keep it when a server starts", async () => {
    const file = join(folder, "calendar.csv");
    writeFileSync(
      file,
      "\uFEFF2026-01-01,off,元旦\r\n2027-01-01,off,元旦\r\n2027-01-03,working,元旦调休上班\r\n",
    );
    expect((await admin("holidays", file, "--reason", "国办发明电")).out).toContain("2026, 2027");
    await loadReferenceData(test.db);
    const days = await test.db.select().from(holiday).orderBy(holiday.day);
    expect(days.map(({ day, working }) => [day, working])).toEqual([
      ["2026-01-01", false],
      ["2027-01-01", false],
      ["2027-01-03", true],
    ]);
    const [entry] = await test.db.select().from(auditEntry).where(eq(auditEntry.reason, "国办发明电"));
    expect(entry?.detail).toMatchObject({ year: 2026, entries: 1, before: expect.any(Number) });
    expect(entry?.detail).not.toMatchObject({ before: 0 });
    writeFileSync(file, "2027-02-30,off,没有这天\n");
    expect((await admin("holidays", file, "--reason", "x")).out).toContain("line 1");
  });

  it("take a number from a day on, and no number that nothing reads", async () => {
    const from = ["--from", "2027-01-01", "--source", "省科技厅 2026 年第 9 号"];
    const entered = await admin("parameter", "--name", "moderation_working_days", "--value", "3", ...from);
    expect(entered.code).toBe(0);
    const rows = await test.db.select().from(parameter).where(eq(parameter.validFrom, "2027-01-01"));
    expect(rows).toMatchObject([{ name: "moderation_working_days", value: 3, regionPrefix: "" }]);
    expect((await admin("parameter", "--name", "nonsense", "--value", "3", ...from)).code).toBe(1);
  });
});

describe("a job that fails", () => {
  it("is shown with the time at which it is tried again", async () => {
    await enqueue(test.db, "sweep-expired", {}, { key: "again", runAt: new Date("2037-01-01T00:00:00Z") });
    await test.db.execute(
      sql`update graphile_worker._private_jobs set attempts = 1, last_error = 'no space left' where key = 'again'`,
    );
    expect((await admin("jobs")).out).toMatch(/1 attempts, again 2037-01-01 00:00:00\S*: no space left$/);
    await test.db.execute(sql`delete from graphile_worker._private_jobs`);
  });
});

describe("a job that was given up", () => {
  it("is shown with its error, tried again, or dropped", async () => {
    for (const key of ["one", "two"]) await enqueue(test.db, "sweep-expired", {}, { key, maxAttempts: 3 });
    await test.db.execute(
      sql`update graphile_worker._private_jobs set attempts = 3, last_error = E'mail server is away\n  at line 7'`,
    );
    const { out } = await admin("jobs");
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(out).toMatch(/sweep-expired +3 attempts, given up: mail server is away/);
    const [first = "", second = ""] = [...out.matchAll(/^ *(\d+) /gm)].map(([, id = ""]) => id);
    expect((await admin("retry-jobs", first)).out).toContain("1 jobs");
    expect((await admin("drop-jobs", second)).out).toContain("1 jobs");
    const left = await test.db.execute(sql`select id::text, attempts::int from graphile_worker.jobs`);
    expect([...left]).toEqual([{ id: first, attempts: 0 }]);
    expect((await admin("drop-jobs")).code).toBe(1);
  });
});
