import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditCsv } from "#app/domain/audit/export-csv.server.ts";
import { readIntegrity, readViews } from "#app/domain/audit/integrity.server.ts";
import { readAuditEntry, readAuditLog } from "#app/domain/audit/log.server.ts";
import { runVerification, sealAudit } from "#app/domain/audit/runs.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import type { Actor, Context } from "#app/domain/context.ts";
import { notify } from "#app/domain/notices/notify.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { caseEntry, caseFile, decision, misconductCase } from "#db/schema/cases.ts";
import { membership } from "#db/schema/identity.ts";
import { auditEntry, fileContent, notice } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { layDecided } from "../../support/decided.ts";
import { demoActor } from "../../support/demo-actor.ts";

let test: TestDatabase;
let dataDir: string;
let auditor: Actor;
const clock = fixedClock(new Date().toISOString());

beforeAll(async () => {
  test = await testDatabase({ seeded: true });
  dataDir = await mkdtemp(join(tmpdir(), "kexiang-audit-"));
  auditor = await demoActor(test, "auditor");
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const as = (actor: Actor): Context => ({ db: test.db, clock, actor });

describe("an auditor", () => {
  it("holds that role alone, by the database's own rule", async () => {
    const both = test.db
      .update(membership)
      .set({ roles: ["auditor", "officer"] })
      .where(sql`id = ${auditor.membershipId}`);
    await expect(both).rejects.toMatchObject({ cause: { code: "23514" } });
  });

  it("sees a confidential case in the log, as its handlers do and no other officer; each view is kept", async () => {
    const { db } = test;
    const officer = { ...(await demoActor(test, "officer")), regionPrefixes: ["33"] };
    const subject = (await demoActor(test, "sme")).organization?.id ?? "";
    await layDecided(db, { organizationId: subject, kind: "yellow_card", from: clock.now() });
    const [secret] = await db
      .update(misconductCase)
      .set({ confidential: true })
      .where(sql`subject_id = ${subject} and title = '测试'`)
      .returning();
    const entityId = secret?.id ?? "";
    await recordAudit(db, as(officer), { entity: "misconduct_case", entityId, transition: "accept" });
    const seen = async (actor: Actor) => (await readAuditLog(as(actor), { entityId })).rows.length;
    expect(await seen(officer)).toBe(0);
    expect(await seen(await demoActor(test, "operator"))).toBe(0);
    expect(await seen(auditor)).toBe(1);
    await db.update(misconductCase).set({ officerId: officer.user?.id }).where(sql`id = ${entityId}`);
    expect(await seen(officer)).toBe(1);
    const [entry] = (await readAuditLog(as(auditor), { entityId })).rows;
    await readAuditEntry(as(auditor), entry?.seq ?? 0);
    const views = (await readViews({ db }, { entityId })).rows.map(({ actorName }) => actorName);
    expect(views).toEqual(["严镜明", "严镜明", "何正清", "严镜明"]);
  });
});

describe("the log", () => {
  it("is found by act, organisation, person and number, and exported whole", async () => {
    const { organization } = await demoActor(test, "provider");
    const ctx = as(auditor);
    const found = await readAuditLog(ctx, { organization: organization?.uscc, transition: "approve" });
    expect(found.rows.length).toBeGreaterThan(0);
    expect(new Set(found.rows.map(({ organization: by }) => by?.nameZh))).toEqual(
      new Set([organization?.nameZh]),
    );
    expect((await readAuditLog(ctx, { organization: "没有这个单位" })).rows).toEqual([]);
    expect((await readAuditLog(ctx, { who: "100%" })).rows).toEqual([]);
    let csv = "";
    for await (const part of auditCsv(ctx, { transition: "approve" }, ["seq"]))
      csv += new TextDecoder().decode(part);
    const approved = await test.db.$count(auditEntry, sql`transition = 'approve'`);
    expect(csv.split("\r\n")).toHaveLength(approved + 2);
  });
});

describe("the jobs", () => {
  it("seal, verify, keep the result, and tell auditors and operators what is wrong", async () => {
    const { db } = test;
    const work = { db, clock };
    await sealAudit(work, dataDir);
    expect(await runVerification(work, dataDir, true)).toMatchObject({ faults: 0, through: 1 });
    expect(await told("audit-verified")).toEqual(["严镜明"]);
    await recordAudit(db, as(auditor), { entity: "booking", entityId: crypto.randomUUID(), transition: "x" });
    // What is new alone, from the seal that was found right.
    expect(await runVerification(work, dataDir, false)).toMatchObject({ faults: 0, through: 2, checked: 1 });
    const [entry] = await db.select().from(auditEntry).limit(1);
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`update audit_entry set reason = reason || '。' where seq = ${entry?.seq}`);
    });
    const { last, waiting } = await readIntegrity(as(auditor));
    expect([last?.faults, waiting]).toEqual([0, 0]);
    expect(await runVerification(work, dataDir, true)).toMatchObject({ faults: 1 });
    expect(await told("audit-broken")).toEqual(["严镜明", "宋知远"]);
    expect((await readIntegrity(as(auditor))).last?.findings).toMatchObject([
      { code: "row_altered", kind: "audit_entry", key: String(entry?.seq) },
    ]);
  });

  it("has a command that names what is wrong and ends with 1", async () => {
    const { code, out } = await verify();
    expect(out).toMatch(
      /✗ Audit entry \d+ is not what was sealed in seal 1\n {6}sealed: [0-9a-f]{64}\n {6}now: /,
    );
    expect(out).toMatch(/1 faults; the first is at the top/);
    expect(code).toBe(1);
  });

  it("name a piece of evidence and a decision of which a byte was changed", async () => {
    const { db } = test;
    const laid = { kind: "yellow_card", from: clock.now() } as const;
    const organizationId = (await demoActor(test, "provider")).organization?.id ?? "";
    const { decisionId } = await layDecided(db, { ...laid, organizationId });
    const content = Buffer.from("as received");
    const sha256 = createHash("sha256").update(content).digest("hex");
    await db.insert(fileContent).values({ sha256, mediaType: "text/plain", bytes: content.length, content });
    const [of] = await db.select().from(decision).where(eq(decision.id, decisionId));
    const written = { caseId: of?.caseId ?? "", at: clock.now() };
    const [entry] = await db
      .insert(caseEntry)
      .values({ ...written, n: 1, kind: "evidence", text: "来函附件" })
      .returning();
    const [file] = await db
      .insert(caseFile)
      .values({ ...written, entryId: entry?.id ?? "", sha256, name: "来函.txt" })
      .returning();
    const before = (await runVerification({ db, clock }, dataDir, true)).faults;
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`update decision set facts = facts || '。' where id = ${decisionId}`);
      await tx.execute(sql`update file_content set content = 'As received' where sha256 = ${sha256}`);
    });
    const { faults, findings } = await runVerification({ db, clock }, dataDir, true);
    expect(faults).toBe(before + 2);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "row_altered", kind: "decision", key: decisionId }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "content_altered", kind: "case_file", key: file?.id }),
    );
  });

  /** Who was told by this template, by name. */
  async function told(template: string): Promise<string[]> {
    const jobs = await test.db.execute<{ id: string; payload: Parameters<typeof notify>[2] }>(
      sql`select id::text, payload from graphile_worker._private_jobs where payload->>'template' = ${template}`,
    );
    for (const { id, payload } of jobs) await notify({ db: test.db, clock }, id, payload);
    const rows = await test.db.execute<{ name: string }>(
      sql`select u.name from ${notice} n join app_user u on u.id = n.user_id where n.template = ${template} order by u.email`,
    );
    return rows.map(({ name }) => name);
  }

  const verify = (): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, DATABASE_URL: test.url, DATA_DIR: dataDir, LC_ALL: "en_GB.UTF-8" };
      execFile(process.execPath, ["bin/audit-verify.ts"], { env }, (error, out) =>
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out }),
      );
    });
});
