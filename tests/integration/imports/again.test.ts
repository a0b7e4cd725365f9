import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { findImport, findImportResult } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { undoImport } from "#app/domain/catalog/imports/undo-import.server.ts";
import { updateListing } from "#app/domain/catalog/update-listing.server.ts";
import { booking } from "#db/schema/booking.ts";
import { importRow } from "#db/schema/imports.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import * as world from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { importAll, kexiangFile, kexiangRow, preview, priceFor, rowOf, traces, utf8 } from "./lists.ts";

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

describe("importing again", () => {
  it("updates by the unit's own number, keeps what the file does not say, and says what it left alone", async () => {
    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { summary_zh: "老" }), kexiangRow("A2")]));
    const result = await importAll(
      owner.ctx,
      kexiangFile([kexiangRow("A1", { maker: "Hitachi", model: "" }), kexiangRow("A2"), kexiangRow("A3")]),
    );
    expect(result).toMatchObject({ created: 1, updated: 1, unchanged: 1, rejected: [] });
    const changed = await rowOf(owner.ctx, owner.organizationId, "A1");
    expect(changed).toMatchObject({
      listing: { version: 2, summaryZh: "老" },
      facility: { maker: "Hitachi", model: "Gemini" },
    });
    expect((await rowOf(owner.ctx, owner.organizationId, "A2"))?.listing.version).toBe(1);
  });

  it("gives two organisations with the same numbers each their own", async () => {
    const other = await world.found(test.db, { roles: ["owner"] });
    const content = kexiangFile([kexiangRow("A1")]);
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1 });
    expect(await importAll(other.ctx, content)).toMatchObject({ created: 1 });
  });

  it("gives a row without a number one that stays the same", async () => {
    const content = utf8(
      "Type,Name,Site Location,Contact Email\nequipment,Microscope,Hangzhou,lab@example.edu\n",
    );
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1, rejected: [] });
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 0, unchanged: 1 });
  });
});

describe("changing many", () => {
  it("keeps a version of what is public, and leaves out the one that may not say so, but none of its neighbours", async () => {
    const officer = await world.found(test.db, { kind: "government", roles: ["officer"], territory: ["33"] });
    const ids = ["A1", "A2", "A3", "A4"];
    await importAll(owner.ctx, kexiangFile(ids.map((id) => kexiangRow(id))));
    const idOf = async (id: string) => (await rowOf(owner.ctx, owner.organizationId, id))?.listing.id ?? "";
    for (const id of ["A2", "A3"]) {
      await priceFor(owner.ctx, await idOf(id));
      await world.bringToMarket(owner, officer, await idOf(id));
    }
    const before = await traces(owner.ctx, owner.organizationId);
    const change = { maker: "Hitachi", customs_form_name: "扫描电镜" };
    const rows = [
      kexiangRow("A1", change),
      // Its price says nothing of its cost, which government money asks for.
      kexiangRow("A2", { ...change, funding_sources: "central_government" }),
      kexiangRow("A3", change),
      kexiangRow("A4", { ...change, model: "SU8600" }),
    ];
    const result = await importAll(owner.ctx, kexiangFile(rows));
    expect(result).toMatchObject({ created: 0, updated: 3, unchanged: 0, rejected: [{ row: 3 }] });
    const now = await Promise.all(ids.map((id) => rowOf(owner.ctx, owner.organizationId, id)));
    expect(
      now.map((one) => [one?.facility.maker, one?.facility.model, one?.facility.customsFormName]),
    ).toEqual([
      ["Hitachi", "Gemini", "扫描电镜"],
      ["Zeiss", "Gemini", null],
      ["Hitachi", "Gemini", "扫描电镜"],
      ["Hitachi", "SU8600", "扫描电镜"],
    ]);
    const after = await traces(owner.ctx, owner.organizationId);
    expect([after.audits, after.versions]).toEqual([Number(before.audits) + 3, Number(before.versions) + 1]);

    must(await undoImport(owner.ctx, result.id));
    const restored = await Promise.all(ids.map((id) => rowOf(owner.ctx, owner.organizationId, id)));
    expect(restored.map((one) => [one?.facility.maker, one?.facility.customsFormName])).toEqual(
      ids.map(() => ["Zeiss", null]),
    );
  });
});

describe("submitting", () => {
  it("puts before the moderator what may be published, keeps the rest as drafts with the reasons", async () => {
    const content = kexiangFile([kexiangRow("A1"), kexiangRow("A2", { maker: "" })]);
    await importAll(owner.ctx, content);
    for (const id of ["A1", "A2"])
      await priceFor(owner.ctx, (await rowOf(owner.ctx, owner.organizationId, id))?.listing.id ?? "");
    const id = await preview(owner.ctx, {
      content: kexiangFile([
        kexiangRow("A1", { nation: "德国" }),
        kexiangRow("A2", { maker: "", nation: "德国" }),
      ]),
    });
    must(await confirmImport(owner.ctx, id, { submit: true }));
    await runImport(owner.ctx, id);
    expect(must(await findImportResult(owner.ctx, id))).toMatchObject({ updated: 2, rejected: [] });
    expect((await rowOf(owner.ctx, owner.organizationId, "A1"))?.listing.state).toBe("submitted");
    expect((await rowOf(owner.ctx, owner.organizationId, "A2"))?.listing.state).toBe("draft");
    const [second] = await test.db
      .select()
      .from(importRow)
      .where(and(eq(importRow.batchId, id), eq(importRow.row, 3)));
    expect(second?.issues.map(({ code }) => code)).toEqual(["rule.field_required?field=facility.maker"]);

    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { nation: "日本" })]));
    expect(await rowOf(owner.ctx, owner.organizationId, "A1")).toMatchObject({
      listing: { state: "submitted" },
      facility: { nation: "日本" },
    });
  });
});

describe("undoing", () => {
  it("deletes what was created, restores what was updated, and can be followed by the same import", async () => {
    await importAll(owner.ctx, kexiangFile([kexiangRow("A1", { maker: "Zeiss" })]));
    const content = kexiangFile([kexiangRow("A1", { maker: "Hitachi" }), kexiangRow("A2")]);
    const { id } = await importAll(owner.ctx, content);
    must(await undoImport(owner.ctx, id));
    expect(await rowOf(owner.ctx, owner.organizationId, "A2")).toBeUndefined();
    expect((await rowOf(owner.ctx, owner.organizationId, "A1"))?.facility.maker).toBe("Zeiss");
    expect(code(await undoImport(owner.ctx, id))).toBe("not_allowed_now");
    expect(await importAll(owner.ctx, content)).toMatchObject({ created: 1, updated: 1 });
  });

  it("is refused with names when something was booked or changed since, and then undoes nothing", async () => {
    const { id } = await importAll(
      owner.ctx,
      kexiangFile([kexiangRow("A1"), kexiangRow("A2"), kexiangRow("A3")]),
    );
    const [first, second] = await Promise.all(
      ["A1", "A2"].map(async (one) => (await rowOf(owner.ctx, owner.organizationId, one))?.listing),
    );
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
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 3 });
    expect(must(await findImport(owner.ctx, id)).state).toBe("done");
  });
});
