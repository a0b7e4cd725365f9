import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#app/domain/context.ts";
import { deliverMail } from "#app/domain/notices/deliver-mail.server.ts";
import { systemClock } from "#app/runtime/clock.ts";
import { describeError } from "#app/runtime/log.server.ts";
import { configure, readEnv } from "#app/runtime/env.server.ts";
import { sendMail } from "#app/runtime/mail.server.ts";
import { mail } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { type MailServer, startMailServer } from "../../support/smtp.ts";

let database: TestDatabase;
let smtp: MailServer;

beforeAll(async () => {
  database = await testDatabase();
  smtp = await startMailServer();
});
afterAll(async () => {
  smtp.close();
  await database.close();
});
beforeEach(() => {
  smtp.received = [];
  smtp.refuses = false;
  configure(
    readEnv({
      BASE_URL: "https://kexiang.example",
      SMTP_URL: smtp.url,
      LOG_LEVEL: "silent",
    }),
  );
});
afterEach(() => configure(readEnv({ LOG_LEVEL: "silent" })));

const ctx = () => ({ db: database.db, clock: systemClock, actor: visitor("test") });

const lines = () => smtp.received.join("\n").split("\n");

async function write(): Promise<string> {
  await sendMail(database.db, {
    to: "li@firm.example",
    subject: "重设密码",
    body: "链接：https://kexiang.example/x",
  });
  const [row] = await database.db.select().from(mail).orderBy(sql`created_at desc, id desc`).limit(1);
  return row?.id ?? "";
}
const read = async (id: string) => (await database.db.select().from(mail).where(eq(mail.id, id)))[0];

describe("a mail", () => {
  it("of a kind that can be stopped says where, for the mail program's own button; no other does", async () => {
    await deliverMail(ctx(), await write());
    expect(smtp.received.join("\n")).not.toContain("List-Unsubscribe");
    const stop = "https://kexiang.example/unsubscribe/abc?all=1";
    await sendMail(database.db, { to: "li@firm.example", subject: "s", body: "b", unsubscribe: stop });
    const [row] = await database.db.select().from(mail).where(eq(mail.unsubscribe, stop));
    smtp.received = [];
    await deliverMail(ctx(), row?.id ?? "");
    expect(lines()).toContain(`List-Unsubscribe: <${stop}>`);
    expect(lines()).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  });

  it("is handed to SMTP by the job that was enqueued with it, once, and its text forgotten", async () => {
    const id = await write();
    const jobs = await database.db.execute<{ payload: { mailId: string } }>(
      sql`select payload from graphile_worker._private_jobs where payload->>'mailId' = ${id}`,
    );
    expect([...jobs]).toHaveLength(1);
    await deliverMail(ctx(), id);
    expect(smtp.received.join("\n")).toContain("To: li@firm.example");
    expect(smtp.received.join("\n")).toContain("From: Kexiang <no-reply@kexiang.example>");
    expect(await read(id)).toMatchObject({ body: "", sentAt: expect.any(Date) });
    smtp.received = [];
    await deliverMail(ctx(), id);
    expect(smtp.received).toEqual([]);
  });

  it("waits for another attempt when the server refuses it", async () => {
    smtp.refuses = true;
    const id = await write();
    const refused = await deliverMail(ctx(), id).catch((error: unknown) => error);
    expect(String(refused)).toContain("550 nobody here");
    // What a failed job leaves in the log and in the queue.
    expect(JSON.stringify(describeError(refused))).not.toContain("firm.example");
    expect(await read(id)).toMatchObject({ sentAt: null, body: expect.stringContaining("链接") });
  });

  it("stays for the mailbox when there is no SMTP", async () => {
    configure(readEnv({ LOG_LEVEL: "silent" }));
    const id = await write();
    await deliverMail(ctx(), id);
    expect(smtp.received).toEqual([]);
    expect(await read(id)).toMatchObject({ sentAt: null });
  });
});
