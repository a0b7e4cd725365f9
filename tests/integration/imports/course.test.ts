import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { previewImport } from "#app/domain/catalog/imports/preview-import.server.ts";
import { findImport } from "#app/domain/catalog/imports/queries.server.ts";
import { runImport } from "#app/domain/catalog/imports/run-import.server.ts";
import { undoImport } from "#app/domain/catalog/imports/undo-import.server.ts";
import { reviseImport } from "#app/domain/catalog/imports/revise-import.server.ts";
import { membership } from "#db/schema/identity.ts";
import { uploadImport } from "#app/domain/catalog/imports/upload-import.server.ts";
import { testDatabase, type TestDatabase } from "../../support/database.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import * as world from "../catalog/world.ts";
import { code, must } from "../catalog/world.ts";
import { kexiangFile, kexiangRow, preview, traces } from "./lists.ts";

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

describe("stopping and going on", () => {
  it("applies no row twice when the worker dies in the middle, nor when two work at once", async () => {
    const rows = Array.from({ length: 620 }, (_, n) => kexiangRow(`R${n}`));
    const id = await preview(owner.ctx, { content: kexiangFile(rows) });
    must(await confirmImport(owner.ctx, id, { submit: false }));
    const killed = new Error("killed");
    await expect(
      runImport(owner.ctx, id, ({ processed }) => {
        if (processed >= 500) throw killed;
      }),
    ).rejects.toBe(killed);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "running",
      processed: 500,
      created: 500,
    });
    await Promise.all([runImport(owner.ctx, id), runImport(owner.ctx, id)]);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "done",
      processed: 620,
      created: 620,
      rejected: 0,
    });
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 620, audits: 620 });
    await runImport(owner.ctx, id);
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 620, audits: 620 });
  }, 60_000);

  it("creates each facility once, and none less, when two lists name some of the same new ones at the same time", async () => {
    const listFrom = (first: number) =>
      kexiangFile(Array.from({ length: 120 }, (_, n) => kexiangRow(`T${first + n}`)));
    const ids = [
      await preview(owner.ctx, { content: listFrom(0) }),
      await preview(owner.ctx, { content: listFrom(100) }),
    ];
    for (const id of ids) must(await confirmImport(owner.ctx, id, { submit: false }));
    await Promise.all(ids.map((id) => runImport(owner.ctx, id)));
    const ended = await Promise.all(ids.map(async (id) => must(await findImport(owner.ctx, id))));
    expect(ended.map(({ state, processed }) => [state, processed])).toEqual([
      ["done", 120],
      ["done", 120],
    ]);
    expect(ended.reduce((sum, { created }) => sum + created, 0)).toBe(220);
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 220, audits: 220 });
  });

  it("ends with a reason when whoever started it has left the organisation", async () => {
    const id = await preview(owner.ctx, { content: kexiangFile([kexiangRow("A1")]) });
    must(await confirmImport(owner.ctx, id, { submit: false }));
    await test.db
      .update(membership)
      .set({ endedAt: new Date() })
      .where(eq(membership.organizationId, owner.organizationId));
    await runImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "failed",
      failure: "importer_left",
    });
    expect(await traces(owner.ctx, owner.organizationId)).toMatchObject({ listings: 0 });
  });
});

describe("another reading", () => {
  it("recovers a preview in the wrong encoding or format, and remembers the columns a person named", async () => {
    const content = encodeGb18030("编码,品名,所在地区\nA1,电镜,杭州市\n,无号,杭州市\n");
    const id = await preview(owner.ctx, { content });
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      counts: { error: 2 },
      mapping: { 所在地区: "region_code" },
    });
    must(await reviseImport(owner.ctx, id, { encoding: "utf-8" }));
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "failed",
      failure: "encoding_mismatch",
      total: 0,
    });
    must(await reviseImport(owner.ctx, id, { columns: ["inner_id", "title_zh", "-"] }));
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "preview",
      mapping: { 编码: "inner_id", 品名: "title_zh" },
      counts: { ready: 1, error: 1 },
    });
    const again = await preview(owner.ctx, { content });
    expect(must(await findImport(owner.ctx, again))).toMatchObject({
      mapping: { 编码: "inner_id", 品名: "title_zh" },
      counts: { ready: 1 },
    });
    const stranger = await world.found(test.db, { roles: ["owner"] });
    const theirs = await preview(stranger.ctx, { content });
    expect(must(await findImport(stranger.ctx, theirs)).mapping).toEqual({ 所在地区: "region_code" });
  });

  it("stops a reading that was overtaken", async () => {
    const { id } = must(
      await uploadImport(owner.ctx, {
        name: "x.csv",
        content: kexiangFile([kexiangRow("A1"), kexiangRow("A2")]),
      }),
    );
    await Promise.all([previewImport(owner.ctx, id), reviseImport(owner.ctx, id, { format: "uniquip" })]);
    await previewImport(owner.ctx, id);
    expect(must(await findImport(owner.ctx, id))).toMatchObject({
      state: "preview",
      format: "uniquip",
      total: 2,
    });
  });
});

describe("what nobody foresaw", () => {
  it("is tried again, and after the last attempt said instead of waited for", async () => {
    const broken = await testDatabase();
    try {
      await world.loadReference(broken.db);
      const member = await world.found(broken.db, { roles: ["owner"] });
      const list = kexiangFile([kexiangRow("A1")]);
      const { id } = must(await uploadImport(member.ctx, { name: "x.csv", content: list }));
      await broken.sql`alter table region rename to region_away`;
      await expect(previewImport(member.ctx, id)).rejects.toThrow();
      expect(must(await findImport(member.ctx, id)).state).toBe("mapping");
      await expect(previewImport(member.ctx, id, true)).rejects.toThrow();
      expect(must(await findImport(member.ctx, id))).toMatchObject({
        state: "failed",
        failure: "problem.unexpected",
      });
      await broken.sql`alter table region_away rename to region`;
      must(await reviseImport(member.ctx, id, {}));
      await previewImport(member.ctx, id);
      must(await confirmImport(member.ctx, id, { submit: false }));
      await broken.sql`alter table facility_unit rename to unit_away`;
      await expect(runImport(member.ctx, id)).rejects.toThrow();
      expect(must(await findImport(member.ctx, id)).state).toBe("queued");
      await expect(runImport(member.ctx, id, undefined, true)).rejects.toThrow();
      expect(must(await findImport(member.ctx, id))).toMatchObject({ state: "failed", created: 0 });
      expect(code(await reviseImport(member.ctx, id, {}))).toBe("not_allowed_now");
      must(await undoImport(member.ctx, id));
    } finally {
      await broken.close();
    }
  });
});
