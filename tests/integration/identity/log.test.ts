import { afterAll, beforeAll, expect, it } from "vitest";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { describeError, withoutValues } from "#app/runtime/log.server.ts";
import { discreetTasks } from "#app/server/worker.server.ts";
import { appUser } from "#db/schema/identity.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it("keeps the statement and the fault of a failed query, not its values", async () => {
  const user = { email: "li.wei@firm.example", name: "李伟", passwordHash: "$argon2id$secret" };
  await database.db.insert(appUser).values(user);
  const error: unknown = await database.db
    .insert(appUser)
    .values(user)
    .catch((caught: unknown) => caught);
  const kept = JSON.stringify(describeError(error));
  expect(kept).toContain('"code":"23505"');
  expect(kept).toContain("app_user_email_unique");
  expect(kept).toContain("insert into");
  for (const value of Object.values(user)) expect(kept).not.toContain(value);
});

it("keeps no values of what caused an error, however deep, and none that PostgreSQL could not read", async () => {
  const secret = "li.wei@firm.example";
  const unread: unknown = await database.sql`select ${secret}::text::uuid`.catch((caught: unknown) => caught);
  const query: unknown = await database.db
    .select()
    .from(appUser)
    .where(sql`${appUser.email} = ${secret} and 1 / (${0}::int) = 1 and ${"¥4021"}::int > 0`)
    .catch((caught: unknown) => caught);
  const refused = Object.assign(new Error(`550 <${secret}>: no such mailbox`), { rejected: [secret] });
  const errors = [unread, query, refused];
  for (const error of [...errors, ...errors.map((cause) => new Error("a job failed", { cause }))]) {
    const kept = JSON.stringify([
      describeError(error),
      withoutValues(error).message,
      withoutValues(error).stack,
    ]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain("4021");
    expect(kept).toContain("log.test.ts");
  }
  const both = new AggregateError(errors, "two of three failed");
  expect(JSON.stringify(describeError(both))).not.toContain(secret);
});

it("hands errors of jobs to the queue without their values", async () => {
  const failing = discreetTasks({
    fail: () =>
      Promise.reject(new DrizzleQueryError("select $1", ["li.wei@firm.example"], new Error("lost"))),
  }).fail;
  const told: unknown = await Promise.resolve(
    Reflect.apply(failing ?? (() => {}), undefined, [{}, {}]),
  ).catch((error: unknown) => error);
  expect(told).toBeInstanceOf(Error);
  expect(String(told)).toBe(
    "DrizzleQueryError: lost".replace("DrizzleQueryError", String(Reflect.get(told ?? {}, "name"))),
  );
});

it("keeps other errors whole, and names that are no errors", () => {
  expect(describeError(new TypeError("broken"))).toMatchObject({ type: "TypeError", message: "broken" });
  expect(describeError("odd")).toBe("odd");
});
