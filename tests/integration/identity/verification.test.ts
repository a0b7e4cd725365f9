import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAuditLog } from "#app/domain/audit/log.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { decideVerification } from "#app/domain/identity/decide-verification.server.ts";
import { loadDesk } from "#app/domain/identity/desk.server.ts";
import { editOrganization } from "#app/domain/identity/edit-organization.server.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { editOrganizationInput } from "#app/domain/identity/inputs.ts";
import { lapseVerifications } from "#app/domain/identity/lapse-verifications.server.ts";
import { ownOrganization } from "#app/domain/identity/queries.server.ts";
import { submitVerification } from "#app/domain/identity/submit-verification.server.ts";
import {
  ownVerifications,
  verificationQueue,
  verificationToDecide,
} from "#app/domain/identity/verification-queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { type InspectedFile, inspectUpload, proofRules, readContent } from "#app/runtime/files.server.ts";
import { membership } from "#db/schema/identity.ts";
import { fileContent } from "#db/schema/shared.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import { newOfficer, newOwner, newPerson, newWorld, type Person, type World } from "./world.ts";

let database: TestDatabase;
let world: World;
let officer: Person;
let proof: InspectedFile[];

const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n");

beforeAll(async () => {
  database = await testDatabase();
  world = await newWorld(database.db);
  officer = await newOfficer(world, "3301");
  proof = [valueOf(await inspectUpload(new File([pdf], "营业执照.docx"), proofRules))];
});
afterAll(() => database.close());

const submit = (owner: Person, files = proof) =>
  submitVerification(owner.ctx, { statement: "见附件", proof: files });
const versionOf = async (id: string) =>
  (await verificationToDecide(officer.ctx, id))?.verification.version ?? 0;
const verify = async (id: string, by = officer) =>
  decideVerification(by.ctx, id, { outcome: "verify", version: await versionOf(id) });

describe("uploads", () => {
  it("are what their bytes say, and are named so", () => {
    expect(proof[0]).toMatchObject({ name: "营业执照.pdf", mediaType: "application/pdf" });
  });

  it("refuse scripts, pages, emptiness and size", async () => {
    const inspect = async (content: Uint8Array | string, name: string) =>
      problemOf(
        await inspectUpload(new File([new Uint8Array(Buffer.from(content))], name), proofRules, "proof"),
      ).errors?.[0]?.code;
    expect(await inspect("<html><script>alert(1)</script>", "a.pdf")).toBe("file_type");
    expect(await inspect("<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png")).toBe("file_type");
    expect(await inspect("", "a.pdf")).toBe("file_empty");
    expect(await inspect("", "")).toBe("file_missing");
    expect(await inspect(new Uint8Array(proofRules.maxBytes + 1), "a.pdf")).toBe("file_too_big");
  });
});

describe("asking for verification", () => {
  it("needs proof, and one request at a time", async () => {
    const owner = await newOwner(world);
    expect(problemOf(await submit(owner, [])).errors).toEqual([{ path: "proof", code: "file_missing" }]);
    expect(await ownVerifications(owner.ctx)).toEqual([]);
    const both = await Promise.all([submit(owner), submit(owner)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemOf(both.find(({ ok }) => !ok) ?? both[0]).code).toBe("verification_open");
  });

  it("is due at the end of the fifth working day", async () => {
    const owner = await newOwner(world);
    const id = valueOf(await submit(owner));
    const row = (await ownVerifications(owner.ctx)).find((one) => one.id === id);
    // Tuesday 24 November plus five working days is Tuesday 1 December.
    expect(row?.deadline?.toISOString()).toBe("2026-12-01T16:00:00.000Z");
  });

  it("keeps one copy of the same file", async () => {
    valueOf(await submit(await newOwner(world)));
    const rows = await world.db.select().from(fileContent);
    expect(rows).toHaveLength(1);
    expect(await readContent(world.db, proof[0]?.sha256 ?? "")).toEqual(Buffer.from(pdf));
  });
});

describe("deciding", () => {
  it("marks the organisation as verified for 24 months", async () => {
    const owner = await newOwner(world);
    valueOf(await verify(valueOf(await submit(owner))));
    const row = await ownOrganization(owner.ctx);
    expect(row?.verifiedAt).toEqual(world.clock.now());
    expect(row?.reverifyAt?.toISOString()).toBe("2028-11-24T02:00:00.000Z");
    expect(problemOf(await submit(owner)).code).toBe("verified_already");
  });

  it("returns with reasons, after which the same request can be submitted again", async () => {
    const owner = await newOwner(world);
    const id = valueOf(await submit(owner));
    const reasons = "执照已过期，请上传新版";
    valueOf(await decideVerification(officer.ctx, id, { outcome: "return", version: 1, reasons }));
    expect((await ownVerifications(owner.ctx))[0]).toMatchObject({ id, state: "returned", reasons });
    expect(valueOf(await submit(owner, []))).toBe(id);
    valueOf(await verify(id));
    const seen = await verificationToDecide(officer.ctx, id);
    expect(seen?.history.map(({ transition }) => transition)).toEqual([
      "submit",
      "return",
      "resubmit",
      "verify",
    ]);
  });

  it("is about what the officer saw: what is edited meanwhile has to be looked at again", async () => {
    const owner = await newOwner(world);
    const id = valueOf(await submit(owner));
    const version = await versionOf(id);
    const profile = { kind: "enterprise", regionCode: "330106", introduction: "做材料的。" };
    const edit = (nameZh: string) =>
      editOrganization(owner.ctx, editOrganizationInput.parse({ ...profile, nameZh }));
    valueOf(await edit("杭州某某材料有限公司"));
    expect(await versionOf(id)).toBe(version);
    valueOf(await edit("浙江大材料集团"));
    const seen = { outcome: "verify" as const, version };
    expect(problemOf(await decideVerification(officer.ctx, id, seen)).code).toBe("changed_meanwhile");
    valueOf(await verify(id));
  });

  it("is asked for again before its end, once, and ends where nobody asks", async () => {
    const [silent, asking] = [await newOwner(world), await newOwner(world)];
    for (const owner of [silent, asking]) valueOf(await verify(valueOf(await submit(owner))));
    const at = (day: string) => ({ ...silent.ctx, clock: fixedClock(day), actor: systemActor("job") });
    const due = async (day: string) => (await lapseVerifications(at(day))).ending_verification;
    expect(await due("2028-08-25T02:00:00Z")).toBe(0);
    expect(await due("2028-08-27T02:00:00Z")).toBeGreaterThanOrEqual(2);
    expect(await due("2028-08-28T02:00:00Z")).toBe(0);
    const later = { ...asking.ctx, clock: fixedClock("2028-09-01T02:00:00Z") };
    valueOf(await submitVerification(later, { statement: "见附件", proof }));
    expect((await lapseVerifications(at("2028-11-24T01:00:00Z"))).ended_verification).toBe(0);
    expect((await lapseVerifications(at("2028-11-24T02:00:00Z"))).ended_verification).toBeGreaterThanOrEqual(
      1,
    );
    expect(await ownOrganization(silent.ctx)).toMatchObject({ verifiedAt: null, reverifyAt: null });
    expect((await ownOrganization(asking.ctx))?.verifiedAt).toEqual(world.clock.now());
    expect((await lapseVerifications(at("2028-11-25T02:00:00Z"))).ended_verification).toBe(0);
  });

  it("of two officers at the same moment, one decides", async () => {
    const owner = await newOwner(world);
    const id = valueOf(await submit(owner));
    const colleague = await newOfficer(world, "33");
    const both = await Promise.all([
      decideVerification(officer.ctx, id, { outcome: "verify", version: 1 }),
      decideVerification(colleague.ctx, id, { outcome: "return", version: 1, reasons: "材料不全，请补充" }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemOf(both.find(({ ok }) => !ok) ?? both[0]).code).toBe("changed_meanwhile");
  });

  it("is for the region's regulator, who is not of the organisation", async () => {
    const owner = await newOwner(world);
    const id = valueOf(await submit(owner));
    const elsewhere = await newOfficer(world, "3302");
    expect(
      problemOf(await decideVerification(elsewhere.ctx, id, { outcome: "verify", version: 1 })).code,
    ).toBe("not_found");
    expect(await verificationToDecide(elsewhere.ctx, id)).toBeUndefined();
    expect(problemOf(await decideVerification(owner.ctx, id, { outcome: "verify", version: 1 })).code).toBe(
      "forbidden",
    );
    const insider = await newOfficer(world, "33");
    await world.db.insert(membership).values({
      userId: insider.ctx.actor.user?.id ?? "",
      organizationId: owner.ctx.actor.organization?.id ?? "",
      roles: ["member"],
    });
    expect(problemOf(await decideVerification(insider.ctx, id, { outcome: "verify", version: 1 })).code).toBe(
      "own_organization",
    );
    expect((await ownOrganization(owner.ctx))?.verifiedAt).toBeNull();
  });
});

describe("what a regulator sees", () => {
  it("is its own territory: queue, counts and log", async () => {
    const ningbo = await newOfficer(world, "3302");
    const owner = await newOwner(world, { regionCode: "330200", nameZh: "宁波某公司" });
    const id = valueOf(await submit(owner));
    const mine = await verificationQueue(ningbo.ctx, { state: "submitted", page: 1 });
    expect(mine.rows.map((row) => row.id)).toEqual([id]);
    expect(mine.total).toBe(1);
    const others = await verificationQueue(officer.ctx, { state: "submitted", page: 1 });
    expect(others.rows.map((row) => row.id)).not.toContain(id);
    expect((await loadDesk(ningbo.ctx)).verifications).toMatchObject({ total: 1, overdue: 0, soon: 0 });
    const late = { ...ningbo.ctx, clock: { now: () => new Date("2026-12-02T00:00:00Z") } };
    expect((await loadDesk(late)).verifications).toMatchObject({ total: 1, overdue: 1 });
    const log = await readAuditLog(ningbo.ctx, {});
    expect(log.rows.map(({ transition }) => transition)).toContain("submit");
    expect((await readAuditLog(officer.ctx, { entityId: id })).rows).toEqual([]);
  });

  it("is nothing for somebody without a territory", async () => {
    const person = await newPerson(world);
    expect((await verificationQueue(person.ctx, { page: 1 })).rows).toEqual([]);
    expect((await readAuditLog(person.ctx, {})).rows).toEqual([]);
  });
});

describe("proof", () => {
  it("is seen by the organisation's owners and its regulator only", async () => {
    const owner = await newOwner(world);
    valueOf(await submit(owner));
    const [file] = (await ownVerifications(owner.ctx))[0]?.proof ?? [];
    const sees = async (person: Person) => (await findReadableFile(person.ctx, file?.id ?? "")).ok;
    const ningbo = await newOfficer(world, "3302");
    const stranger = await newOwner(world);
    expect([await sees(owner), await sees(officer), await sees(ningbo), await sees(stranger)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await findReadableFile(world.anyone, file?.id ?? "")).ok).toBe(false);
  });
});
