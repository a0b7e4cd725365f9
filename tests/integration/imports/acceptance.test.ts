import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { findImport, findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { uniquipList } from "../../support/uniquip-list.ts";
import * as world from "../catalog/world.ts";
import { must } from "../catalog/world.ts";
import { exported, importAll, preview, traces } from "./lists.ts";

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

describe("the provincial university's list of 500 in GB18030", () => {
  it("imports 488, names the 12, changes nothing the second time, and comes back from every export unchanged", async () => {
    const { csv, broken } = uniquipList();
    const content = encodeGb18030(csv);
    const id = await preview(owner.ctx, { content });
    const view = must(await findImport(owner.ctx, id));
    expect(view).toMatchObject({
      state: "preview",
      format: "uniquip",
      encoding: "gb18030",
      total: 500,
      counts: { error: 12 },
    });
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 0, audits: 0 });

    must(await confirmImport(owner.ctx, id, { submit: false }));
    await runImport(owner.ctx, id);
    const result = must(await findImportResult(owner.ctx, id));
    expect(result).toMatchObject({ state: "done", total: 500, created: 488, updated: 0, unchanged: 0 });
    expect(result.rejected.map(({ value, ...rest }) => ({ ...rest, value: value.slice(0, 121) }))).toEqual(
      broken,
    );

    const before = await traces(owner.ctx, owner.organizationId);
    expect(before).toMatchObject({ listings: 488, audits: 488 });
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 0, updated: 0, unchanged: 488 });
    for (const request of [
      { format: "uniquip", file: "csv" },
      { format: "uniquip", file: "tsv" },
      { format: "uniquip", file: "xlsx" },
      { format: "nrii", file: "xlsx" },
      { format: "kexiang", file: "csv" },
    ] as const) {
      const again = await importAll(owner.ctx, await exported(owner.ctx, request));
      expect(again, JSON.stringify(request)).toMatchObject({
        total: 488,
        created: 0,
        updated: 0,
        unchanged: 488,
        rejected: [],
      });
    }
    expect(await traces(owner.ctx, owner.organizationId)).toEqual(before);
  }, 120_000);
});
