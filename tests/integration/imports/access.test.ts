import { count } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { exportFacilities } from "#app/domain/catalog/imports/export-facilities.server.ts";
import { findImport } from "#app/domain/catalog/imports/queries.server.ts";
import { reviseImport } from "#app/domain/catalog/imports/revise-import.server.ts";
import { discardImport } from "#app/domain/catalog/imports/discard-import.server.ts";
import { tryImport } from "#app/domain/catalog/imports/try-import.server.ts";
import { undoImport } from "#app/domain/catalog/imports/undo-import.server.ts";
import { uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import { fileContent } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { importAll, kexiangFile, kexiangRow, preview, traces } from "./lists.ts";

let test: TestDatabase;
let owner: world.Member;

beforeAll(async () => {
  test = await testDatabase();
  await world.loadReference(test.db);
});
beforeEach(async () => {
  owner = await world.found(test.db, { roles: ["owner"] });
});
afterAll(() => test.close());

describe("whose import it is", () => {
  it("is hidden from other organisations and closed to roles that do not import", async () => {
    const id = await preview(owner.ctx, { content: kexiangFile([kexiangRow("A1")]) });
    const stranger = await world.found(test.db, { roles: ["owner"] });
    const member = await world.join(test.db, owner.organizationId, ["member"]);
    for (const { ctx } of [stranger, member]) {
      expect(code(await findImport(ctx, id))).toBe("not_found");
      expect(code(await confirmImport(ctx, id, { submit: false }))).toBe("not_found");
      expect(code(await reviseImport(ctx, id, {}))).toBe("not_found");
      expect(code(await discardImport(ctx, id))).toBe("not_found");
      expect(code(await undoImport(ctx, id))).toBe("not_found");
    }
    expect(
      code(await uploadImport(member.ctx, { name: "x", content: kexiangFile([kexiangRow("A1")]) })),
    ).toBe("forbidden");
    expect(code(await exportFacilities(member.ctx, { format: "kexiang", file: "csv" }))).toBe("forbidden");
    expect(code(await exportFacilities(stranger.ctx, { format: "kexiang", file: "csv", batchId: id }))).toBe(
      "not_found",
    );
    for (const wrong of ["", "x", "00000000-0000-0000-0000-000000000000"])
      expect(code(await findImport(owner.ctx, wrong))).toBe("not_found");
  });

  it("leaves nothing of a file that cannot be read, and of one that is thrown away", async () => {
    expect(code(await uploadImport(owner.ctx, { name: "x", content: Uint8Array.of(0, 1, 2) }))).toBe(
      "invalid",
    );
    const [files] = await test.db.select({ n: count() }).from(fileContent);
    const id = await preview(owner.ctx, { content: kexiangFile([kexiangRow("only once")]) });
    must(await discardImport(owner.ctx, id));
    expect(code(await findImport(owner.ctx, id))).toBe("not_found");
    expect(await test.db.select({ n: count() }).from(fileContent)).toEqual([files]);
  });
});

describe("trying", () => {
  it("says what an import would do and writes nothing", async () => {
    await importAll(owner.ctx, kexiangFile([kexiangRow("A1"), kexiangRow("A2")]));
    const before = await traces(owner.ctx, owner.organizationId);
    const content = kexiangFile([
      kexiangRow("A1"),
      kexiangRow("A2", { maker: "X" }),
      kexiangRow("A3"),
      kexiangRow("A4", { region_code: "火星" }),
    ]);
    expect(must(await tryImport(owner.ctx, { name: "x", content }))).toMatchObject({
      total: 4,
      created: 1,
      updated: 1,
      unchanged: 1,
      rejected: [{ row: 5, column: "region_code", code: "unknown_place", value: "火星" }],
    });
    expect(await traces(owner.ctx, owner.organizationId)).toEqual(before);
  });
});
