import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listing } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { uniquipList } from "../../support/uniquip-list.ts";
import * as world from "../catalog/world.ts";

let test: TestDatabase;
let folder: string;
let uscc: string;
let organizationId: string;

beforeAll(async () => {
  test = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "kexiang-import-"));
  ({ organizationId } = await world.found(test.db, { roles: ["owner"] }));
  const [row] = await test.db.select().from(organization).where(eq(organization.id, organizationId));
  uscc = row?.uscc ?? "";
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  code: number;
  out: string;
  err: string;
}

const run = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: test.url, DEMO: "off", LANG: "en_GB.UTF-8", LC_ALL: "" };
    execFile(process.execPath, ["bin/import.ts", ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const drafts = () =>
  test.db.select({ id: listing.id }).from(listing).where(eq(listing.organizationId, organizationId));

it("imports what is right, names the rest, ends with 1, and with 0 where nothing was refused", async () => {
  const { csv, broken } = uniquipList(40);
  const list = await file("list.csv", csv);
  const tried = await run(list, "--org", uscc, "--dry-run");
  expect(tried).toMatchObject({ code: 1 });
  expect(tried.out).toMatch(/created {4}39\n/);
  expect(await drafts()).toHaveLength(0);

  const done = await run(list, "--org", uscc);
  expect(done.code).toBe(1);
  expect(done.out).toMatch(
    /total {6}40\n.*created {4}39\n.*updated {4}0\n.*unchanged {2}0\n.*rejected {3}1\n/s,
  );
  expect(done.out).toContain(`row ${broken[0]?.row}  Type "": `);
  expect(await drafts()).toHaveLength(39);

  const good = await file("good.csv", csv.split("\r\n").slice(0, 11).join("\r\n"));
  const again = await run(good, "--org", uscc.toLowerCase(), "--format", "uniquip");
  expect(again).toMatchObject({ code: 0, err: "" });
  expect(again.out).toMatch(/unchanged {2}10\n/);
}, 120_000);

it("says in one line what it cannot do", async () => {
  const list = await file("x.csv", "Type,Name\n");
  expect(await run()).toMatchObject({ code: 1, err: expect.stringMatching(/^Usage: .+\n$/) });
  expect(await run(list, "--org", uscc, "--format", "pdf")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Usage: /),
  });
  expect(await run(join(folder, "none.csv"), "--org", uscc)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/cannot be read/),
  });
  expect(await run(list, "--org", "91330100000000017")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^No organisation has .+\n$/),
  });
  const binary = await file("b.csv", "\0\0\0");
  expect(await run(binary, "--org", uscc)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/encoding is not recognised.+\n$/),
  });
}, 120_000);
