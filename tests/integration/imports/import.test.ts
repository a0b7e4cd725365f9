import { and, count, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#app/domain/context.ts";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { exportFacilities, type ExportRequest } from "#app/domain/catalog/imports/export-facilities.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImport, findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { reviseImport } from "#app/domain/catalog/imports/revise-import.server.ts";
import { discardImport } from "#app/domain/catalog/imports/discard-import.server.ts";
import { tryImport } from "#app/domain/catalog/imports/try-import.server.ts";
import { undoImport } from "#app/domain/catalog/imports/undo-import.server.ts";
import { setPrices } from "#app/domain/catalog/set-prices.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { booking } from "#db/schema/booking.ts";
import { membership } from "#db/schema/identity.ts";
import { uploadImport, type Upload } from "#app/domain/catalog/imports/upload-import.server.ts";
import { facility, importRow, listing, listingVersion } from "#db/schema/catalog.ts";
import { auditEntry, fileContent } from "#db/schema/shared.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { uniquipList } from "../../support/uniquip-list.ts";
import * as world from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";

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

const kexiangRow = (id: string, change: Record<string, string> = {}): Record<string, string> => ({
  inner_id: id,
  title_zh: `电镜 ${id}`,
  region_code: "330106",
  field_codes: "430",
  maker: "Zeiss",
  model: "Gemini",
  technical: "0.7 nm",
  functions: "成像",
  service_content: "成像",
  funding_sources: "own",
  service_ways: "remote",
  contact_email: "lab@example.edu.cn",
  ...change,
});

function kexiangFile(rows: Record<string, string>[]): Uint8Array {
  const headers = Object.keys(rows[0] ?? {});
  return utf8([csvLine(headers), ...rows.map((row) => csvLine(headers.map((header) => row[header] ?? "")))].join(""));
}

async function priceFor(ctx: Context, id: string): Promise<void> {
  const [row] = await test.db.select().from(listing).where(eq(listing.id, id));
  const prices = [{ item: "成像", unit: "hour" as const, userClass: "enterprise" as const, amount: 10_000, validFrom: "2026-01-01", approvalDocument: "" }];
  must(await setPrices(ctx, id, { version: row?.version ?? 0, prices }));
}

const rowOf = async (organizationId: string, innerId: string) =>
  (
    await test.db
      .select({ listing, facility })
      .from(listing)
      .innerJoin(facility, eq(facility.listingId, listing.id))
      .where(and(eq(facility.organizationId, organizationId), eq(facility.innerId, innerId)))
  )[0];

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

describe("importing again", () => {
  it("updates by the unit's own number, keeps what the file does not say, and says what it left alone", async () => {
    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { summary_zh: "老" }), kexiangRow("A2")]));
    const result = await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { maker: "Hitachi", model: "" }), kexiangRow("A2"), kexiangRow("A3")]));
    expect(result).toMatchObject({ created: 1, updated: 1, unchanged: 1, rejected: [] });
    const changed = await rowOf(owner.organizationId, "A1");
    expect(changed).toMatchObject({ listing: { version: 2, summaryZh: "老" }, facility: { maker: "Hitachi", model: "Gemini" } });
    expect((await rowOf(owner.organizationId, "A2"))?.listing.version).toBe(1);
  });

  it("gives two organisations with the same numbers each their own", async () => {
    const other = await world.found(test.db, { roles: ["owner"] });
    const content = kexiangFile([kexiangRow("A1")]);
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1 });
    expect(await importAll(other.ctx, content)).toMatchObject({ created: 1 });
  });

  it("gives a row without a number one that stays the same", async () => {
    const content = utf8("Type,Name,Site Location,Contact Email\nequipment,Microscope,Hangzhou,lab@example.edu\n");
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1, rejected: [] });
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 0, unchanged: 1 });
  });
});

describe("submitting", () => {
  it("puts before the moderator what may be published, keeps the rest as drafts with the reasons", async () => {
    const content = kexiangFile([kexiangRow("A1"), kexiangRow("A2", { maker: "" })]);
    await importAll(owner.ctx, content);
    for (const id of ["A1", "A2"]) await priceFor(owner.ctx, (await rowOf(owner.organizationId, id))?.listing.id ?? "");
    const id = await preview(owner.ctx, { content: kexiangFile([kexiangRow("A1", { nation: "德国" }), kexiangRow("A2", { maker: "", nation: "德国" })]) });
    must(await confirmImport(owner.ctx, id, { submit: true }));
    await runImport(owner.ctx, id);
    expect(must(await findImportResult(owner.ctx, id))).toMatchObject({ updated: 2, rejected: [] });
    expect((await rowOf(owner.organizationId, "A1"))?.listing.state).toBe("submitted");
    expect((await rowOf(owner.organizationId, "A2"))?.listing.state).toBe("draft");
    const [second] = await test.db.select().from(importRow).where(and(eq(importRow.batchId, id), eq(importRow.row, 3)));
    expect(second?.issues.map(({ code }) => code)).toEqual(["rule.field_required?field=facility.maker"]);

    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { nation: "日本" })]));
    expect(await rowOf(owner.organizationId, "A1")).toMatchObject({ listing: { state: "submitted" }, facility: { nation: "日本" } });
  });
});

describe("stopping and going on", () => {
  it("applies no row twice when the worker dies in the middle, nor when two work at once", async () => {
    const rows = Array.from({ length: 230 }, (_, n) => kexiangRow(`R${n}`));
    const id = await preview(owner.ctx, { content: kexiangFile(rows) });
    must(await confirmImport(owner.ctx, id, { submit: false }));
    const killed = new Error("killed");
    await expect(
      runImport(owner.ctx, id, ({ processed }) => {
        if (processed >= 100) throw killed;
      }),
    ).rejects.toBe(killed);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ state: "running", processed: 100, created: 100 });
    await Promise.all([runImport(owner.ctx, id), runImport(owner.ctx, id)]);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ state: "done", processed: 230, created: 230, rejected: 0 });
    expect(await traces(owner.organizationId)).toMatchObject({ listings: 230, audits: 230 });
    await runImport(owner.ctx, id);
    expect(await traces(owner.organizationId)).toMatchObject({ listings: 230, audits: 230 });
  }, 60_000);

  it("ends with a reason when whoever started it has left the organisation", async () => {
    const id = await preview(owner.ctx, { content: kexiangFile([kexiangRow("A1")]) });
    must(await confirmImport(owner.ctx, id, { submit: false }));
    await test.db.update(membership).set({ endedAt: new Date() }).where(eq(membership.organizationId, owner.organizationId));
    await runImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ state: "failed", failure: "importer_left" });
    expect(await traces(owner.organizationId)).toMatchObject({ listings: 0 });
  });
});

describe("another reading", () => {
  it("recovers a preview in the wrong encoding or format, and remembers the columns a person named", async () => {
    const content = encodeGb18030("编码,品名,所在地区\nA1,电镜,杭州市\n,无号,杭州市\n");
    const id = await preview(owner.ctx, { content });
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ counts: { error: 2 }, mapping: { 所在地区: "region_code" } });
    must(await reviseImport(owner.ctx, id, { encoding: "utf-8" }));
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ state: "failed", failure: "encoding_mismatch", total: 0 });
    must(await reviseImport(owner.ctx, id, { columns: ["inner_id", "title_zh", "-"] }));
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "preview",
      mapping: { 编码: "inner_id", 品名: "title_zh" },
      counts: { ready: 1, error: 1 },
    });
    const again = await preview(owner.ctx, { content });
    expect(must(await findImport(owner.ctx, again))).toMatchObject({ mapping: { 编码: "inner_id", 品名: "title_zh" }, counts: { ready: 1 } });
    const stranger = await world.found(test.db, { roles: ["owner"] });
    const theirs = await preview(stranger.ctx, { content });
    expect(must(await findImport(stranger.ctx, theirs)).mapping).toEqual({ 所在地区: "region_code" });
  });

  it("stops a reading that was overtaken", async () => {
    const { id } = must(await uploadImport(owner.ctx, { name: "x.csv", content: kexiangFile([kexiangRow("A1"), kexiangRow("A2")]) }));
    await Promise.all([previewImport(owner.ctx, id), reviseImport(owner.ctx, id, { format: "uniquip" })]);
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({ state: "preview", format: "uniquip", total: 2 });
  });
});

describe("undoing", () => {
  it("deletes what was created, restores what was updated, and can be followed by the same import", async () => {
    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { maker: "Zeiss" })]));
    const content = kexiangFile([kexiangRow("A1", { maker: "Hitachi" }), kexiangRow("A2")]);
    const { id } = await importAll(owner.ctx, content);
    must(await undoImport(owner.ctx, id));
    expect(await rowOf(owner.organizationId, "A2")).toBeUndefined();
    expect((await rowOf(owner.organizationId, "A1"))?.facility.maker).toBe("Zeiss");
    expect(code(await undoImport(owner.ctx, id))).toBe("not_allowed_now");
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1, updated: 1 });
  });

  it("is refused with names when something was booked or changed since, and then undoes nothing", async () => {
    const { id } = await importAll(owner.ctx, kexiangFile([kexiangRow("A1"), kexiangRow("A2"), kexiangRow("A3")]));
    const [first, second] = await Promise.all(["A1", "A2"].map(async (one) => (await rowOf(owner.organizationId, one))?.listing));
    if (!first || !second) throw new Error("not imported");
    must(await updateListing(owner.ctx, first.id, { version: first.version, titleZh: "改名了" }));
    const at = world.clock.now();
    await test.db.insert(booking).values({
      facilityId: second.id,
      providerId: owner.organizationId,
      organizationId: owner.organizationId,
      userId: owner.actor.user?.id ?? "",
      policyVersion: 1,
      termsVersion: 1,
      startsAt: at,
      endsAt: new Date(at.getTime() + 3_600_000),
      way: "self_use",
      purpose: "测试",
      userClass: "internal",
      state: "cancelled",
    });
    const result = await undoImport(owner.ctx, id);
    expect(code(result)).toBe("import_in_use");
    expect(result).toMatchObject({
      problem: {
        reasons: [
          { rule: "import_changed_since", params: { name: "改名了" } },
          { rule: "import_facility_booked", params: { name: "电镜 A2", bookings: 1 } },
        ],
      },
    });
    expect(await traces(owner.organizationId)).toMatchObject({ listings: 3 });
    expect(must(await findImport(owner.ctx, id)).state).toBe("done");
  });
});

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
    expect(code(await uploadImport(member.ctx, { name: "x", content: kexiangFile([kexiangRow("A1")]) }))).toBe("forbidden");
    expect(code(await exportFacilities(member.ctx, { format: "kexiang", file: "csv" }))).toBe("forbidden");
    expect(code(await exportFacilities(stranger.ctx, { format: "kexiang", file: "csv", batchId: id }))).toBe("not_found");
    for (const wrong of ["", "x", "00000000-0000-0000-0000-000000000000"]) expect(code(await findImport(owner.ctx, wrong))).toBe("not_found");
  });

  it("leaves nothing of a file that cannot be read, and of one that is thrown away", async () => {
    expect(code(await uploadImport(owner.ctx, { name: "x", content: Uint8Array.of(0, 1, 2) }))).toBe("invalid");
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
    const before = await traces(owner.organizationId);
    const content = kexiangFile([kexiangRow("A1"), kexiangRow("A2", { maker: "X" }), kexiangRow("A3"), kexiangRow("A4", { region_code: "火星" })]);
    expect(must(await tryImport(owner.ctx, { name: "x", content }))).toMatchObject({
      total: 4,
      created: 1,
      updated: 1,
      unchanged: 1,
      rejected: [{ row: 5, column: "region_code", code: "unknown_place", value: "火星" }],
    });
    expect(await traces(owner.organizationId)).toEqual(before);
  });
});
