import { afterAll, beforeAll, expect, it } from "vitest";
import { describeError } from "#app/runtime/log.server.ts";
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

it("keeps other errors whole, and names that are no errors", () => {
  expect(describeError(new TypeError("broken"))).toMatchObject({ type: "TypeError", message: "broken" });
  expect(describeError("odd")).toBe("odd");
});
