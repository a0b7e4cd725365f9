import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachment } from "#db/schema/catalog.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { cancel } from "#app/domain/booking/cancel.server.ts";
import { bookingDetail } from "#app/domain/booking/find-booking.server.ts";
import { reserve } from "#app/domain/booking/reserve.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { defineType } from "#app/domain/qualification/define-type.server.ts";
import { addEvidence, removeEvidence } from "#app/domain/qualification/evidence.server.ts";
import { grantQualification } from "#app/domain/qualification/grant.server.ts";
import { grantForm, typeForm } from "#app/domain/qualification/inputs.ts";
import { qualificationsOfUser } from "#app/domain/qualification/of-user.server.ts";
import { ownCertificate } from "#app/domain/qualification/own-queries.server.ts";
import { requireTypes } from "#app/domain/qualification/require-types.server.ts";
import { revokeQualification } from "#app/domain/qualification/revoke.server.ts";
import { distrustType, trustType } from "#app/domain/qualification/trust-type.server.ts";
import { holdersOf } from "#app/domain/qualification/type-queries.server.ts";
import { fixedClock } from "#app/runtime/clock.ts";
import { addColleague, contextOf, makeFacility, makeMember, wish } from "../../support/booking.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";

let test: TestDatabase;
/** Grants qualifications; trusts those of the institute. */
let provider: Actor;
let institute: Actor;

beforeAll(async () => {
  test = await testDatabase();
  provider = await makeMember(test.db, ["facility_manager"], "university");
  institute = await makeMember(test.db, ["facility_manager"], "institute");
});

afterAll(() => test.close());

const as = (actor: Actor, time = "23T09:00") =>
  contextOf(test.db, actor, fixedClock(`2026-11-${time}:00+08:00`));
const scan = (text = "考核记录", name = "考核记录.pdf") =>
  new File([`%PDF-1.7\n${text}\n%%EOF`], name, { type: "application/pdf" });
const granted = ({ user }: Actor, file?: File) =>
  grantForm.parse({ email: user?.email, grantedOn: "2026-11-01", evidence: "考核记录 2026-118", file });

/** A holder of the institute's qualification, which the provider's facility asks for as its own. */
async function world() {
  const holder = await makeMember(test.db, ["member"]);
  const facilityId = await makeFacility(test.db, provider, { ways: ["self_use", "assisted"] });
  const asked = valueOf(await defineType(as(provider), typeForm.parse({ nameZh: "扫描电镜独立上机" })));
  const theirs = valueOf(await defineType(as(institute), typeForm.parse({ nameZh: "电子显微镜操作员" })));
  valueOf(await requireTypes(as(provider), facilityId, [asked]));
  valueOf(await trustType(as(provider), asked, theirs));
  const held = valueOf(await grantQualification(as(institute), theirs, granted(holder, scan())));
  const [file] = await test.db.select().from(attachment).where(eq(attachment.ownerId, held));
  return { holder, facilityId, asked, theirs, held, fileId: file?.id ?? "" };
}

const reads = async (actor: Actor, fileId: string, time?: string) =>
  (await findReadableFile(as(actor, time), fileId)).ok;

describe("a file that a qualification rests on", () => {
  it("is read by its holder and by those who grant it, by nobody else", async () => {
    const { holder, fileId } = await world();
    const colleague = await addColleague(test.db, holder.organization ?? never(), ["owner"]);
    const member = await addColleague(test.db, institute.organization ?? never(), ["member"]);
    const readers = [holder, institute, provider, colleague, member];
    expect(await Promise.all(readers.map((actor) => reads(actor, fileId)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it("is read by the staff whom its holder has booked with, until that is over", async () => {
    const { holder, facilityId, fileId } = await world();
    const { id } = valueOf(await reserve(as(holder), wish(facilityId)));
    expect(await reads(provider, fileId)).toBe(true);
    expect(await reads(provider, fileId, "24T16:01")).toBe(false);
    valueOf(await cancel(as(holder), id, { reason: "" }));
    expect(await reads(provider, fileId)).toBe(false);
  });

  it("is not read where it does not count, nor where staff operate the instrument", async () => {
    const { holder, facilityId, asked, theirs, fileId } = await world();
    valueOf(await reserve(as(holder), wish(facilityId, "14:00", "15:00", { wayOfService: "assisted" })));
    expect(await reads(provider, fileId)).toBe(false);
    valueOf(await reserve(as(holder), wish(facilityId, "16:00", "17:00")));
    expect(await reads(provider, fileId)).toBe(true);
    valueOf(await distrustType(as(provider), asked, theirs));
    expect(await reads(provider, fileId)).toBe(false);
  });

  it("is added and taken off by its issuer alone, at most five; the log keeps names", async () => {
    const { held, fileId } = await world();
    expect(problemOf(await addEvidence(as(provider), held, scan())).code).toBe("not_found");
    expect(problemOf(await removeEvidence(as(provider), held, fileId)).code).toBe("not_found");
    for (const name of ["2.pdf", "3.pdf", "4.pdf", "5.pdf"])
      valueOf(await addEvidence(as(institute), held, scan(name, name)));
    const sixth = problemOf(await addEvidence(as(institute), held, scan("6")));
    expect(sixth.errors).toMatchObject([{ path: "file", code: "attachments_full" }]);
    valueOf(await removeEvidence(as(institute), held, fileId));
    expect(problemOf(await removeEvidence(as(institute), held, fileId)).code).toBe("not_found");
    const log = await test.db.select().from(auditEntry).where(eq(auditEntry.entityId, held));
    expect(log.map(({ transition }) => transition)).toEqual([
      "grant",
      ...Array.from({ length: 5 }, () => "add_evidence"),
      "remove_evidence",
    ]);
    expect(log.at(-1)?.detail).toEqual({ file: fileId, name: "考核记录.pdf" });
  });

  it("is a document or a picture by its own bytes; else nothing is granted", async () => {
    const { holder, theirs, held } = await world();
    const program = new File(["MZ not a record"], "考核记录.pdf", { type: "application/pdf" });
    const refused = [
      await grantQualification(as(institute), theirs, granted(holder, program)),
      await addEvidence(as(institute), held, program),
    ];
    for (const one of refused)
      expect(problemOf(one).errors).toMatchObject([{ path: "file", code: "file_type" }]);
    const { items } = await holdersOf(as(institute), theirs, { words: "" });
    expect(items.map(({ id }) => id)).toEqual([held]);
  });
});

describe("those who see it named", () => {
  it("are its holder, the issuer and the staff of the facility", async () => {
    const { holder, facilityId, asked, theirs, held, fileId } = await world();
    const file = { id: fileId, name: "考核记录.pdf" };
    expect(await ownCertificate(as(holder), held)).toMatchObject({ files: [file] });
    const { items } = await holdersOf(as(institute), theirs, { words: "" });
    expect(items).toMatchObject([{ id: held, files: [file] }]);
    const { id } = valueOf(await reserve(as(holder), wish(facilityId)));
    const { booking } = valueOf(await bookingDetail(as(provider), id));
    const shown = { nameZh: "电子显微镜操作员", evidence: "考核记录 2026-118", files: [file] };
    expect(await qualificationsOfUser(test.db, booking)).toMatchObject([
      { typeId: asked, held: [{ ...shown, standing: "in_force" }] },
    ]);
    valueOf(await revokeQualification(as(institute), held, { reason: "复核发现代考" }));
    expect(await qualificationsOfUser(test.db, booking)).toMatchObject([{ held: [{ standing: "revoked" }] }]);
    const assisted = { ...booking, way: "assisted" };
    expect(await qualificationsOfUser(test.db, assisted)).toEqual([]);
  });
});

function never(): never {
  throw new Error("everybody here acts for an organisation");
}
