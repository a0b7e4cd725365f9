import { and, count, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#app/domain/context.ts";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { exportFacilities, type ExportRequest } from "#app/domain/catalog/imports/export-facilities.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImport, findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { uploadImport, type Upload } from "#app/domain/catalog/imports/upload-import.server.ts";
import { facility, importRow, listing, listingVersion } from "#db/schema/catalog.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { uniquipList } from "../../support/uniquip-list.ts";
import * as world from "../catalog/world.ts";
import { must } from "../catalog/world.ts";

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

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function preview(ctx: Context, upload: Partial<Upload> & Pick<Upload, "content">): Promise<string> {
  const { id } = must(await uploadImport(ctx, { name: "list.csv", ...upload }));
  await previewImport(ctx, id);
  return id;
}

async function importAll(ctx: Context, content: Uint8Array, submit = false) {
  const id = await preview(ctx, { content });
  must(await confirmImport(ctx, id, { submit }));
  await runImport(ctx, id);
  return must(await findImportResult(ctx, id));
}

async function exported(ctx: Context, request: ExportRequest): Promise<Uint8Array> {
  const { body } = must(await exportFacilities(ctx, request));
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Everything an import could have left behind for this organisation. */
async function traces(organizationId: string) {
  const mine = eq(listing.organizationId, organizationId);
  const [listings] = await test.db.select({ n: count() }).from(listing).where(mine);
  const [versions] = await test.db.select({ n: count() }).from(listingVersion).innerJoin(listing, eq(listing.id, listingVersion.listingId)).where(mine);
  const [audits] = await test.db.select({ n: count() }).from(auditEntry).where(and(eq(auditEntry.organizationId, organizationId), eq(auditEntry.entity, "facility")));
  const rows = await test.db.select({ id: listing.id, version: listing.version, updatedAt: listing.updatedAt }).from(listing).where(mine);
  return { listings: listings?.n, versions: versions?.n, audits: audits?.n, rows: rows.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

describe("the provincial university's list of 500 in GB18030", () => {
  it("imports 488, names the 12, changes nothing the second time, and comes back from every export unchanged", async () => {
    const { csv, broken } = uniquipList();
    const content = encodeGb18030(csv);
    const id = await preview(owner.ctx, { content });
    const view = must(await findImport(owner.ctx, id));
    expect(view).toMatchObject({ state: "preview", format: "uniquip", encoding: "gb18030", total: 500, counts: { error: 12 } });
    expect(await traces(owner.organizationId)).toMatchObject({ listings: 0, audits: 0 });

    must(await confirmImport(owner.ctx, id, { submit: false }));
    await runImport(owner.ctx, id);
    const result = must(await findImportResult(owner.ctx, id));
    expect(result).toMatchObject({ state: "done", total: 500, created: 488, updated: 0, unchanged: 0 });
    expect(result.rejected.map(({ value, ...rest }) => ({ ...rest, value: value.slice(0, 121) }))).toEqual(broken);

    const before = await traces(owner.organizationId);
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
      expect(again, JSON.stringify(request)).toMatchObject({ total: 488, created: 0, updated: 0, unchanged: 488, rejected: [] });
    }
    expect(await traces(owner.organizationId)).toEqual(before);
  }, 120_000);
});
