import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hashSeal, rootOf } from "#app/domain/audit/chain.ts";
import { sealedKinds } from "#app/domain/audit/kinds.server.ts";
import { kindsOfCredit } from "#app/domain/audit/kinds-of-cases.server.ts";
import { recordView } from "#app/domain/audit/record-view.server.ts";
import { systemActor } from "#app/domain/context.ts";
import { attachFile } from "#app/runtime/files.server.ts";
import { auditDigest, auditSeal } from "#db/schema/audit.ts";
import { attachment } from "#db/schema/catalog.ts";
import { organization } from "#db/schema/identity.ts";
import { auditEntry } from "#db/schema/shared.ts";
import { type Archive, newArchive } from "./world.ts";

let archive: Archive;
/** The keys of what is sealed, by kind. */
let sealed: Map<string, string[]>;

beforeAll(async () => {
  archive = await newArchive();
  const { db, clock } = archive;
  await archive.write(1_150);
  await archive.seal();
  await recordView(
    db,
    { clock, actor: systemActor("test") },
    { entity: "case", entityId: crypto.randomUUID() },
    { entity: "case", entityId: crypto.randomUUID() },
  );
  for (const ownerType of ["verification", "listing"] as const) await attach(ownerType);
  await archive.write(60);
  await archive.seal(20);
  await archive.remember();
  const rows = await db.select({ kind: auditDigest.kind, key: auditDigest.key }).from(auditDigest);
  sealed = new Map(
    [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, group]) => [kind, group.map(({ key }) => key)]),
  );
});
afterEach(() => archive.restore());
afterAll(() => archive.close());

async function attach(ownerType: "verification" | "listing"): Promise<void> {
  const [owner] = await archive.db
    .insert(organization)
    .values({
      uscc: ownerType === "listing" ? "91330106MA2KX0000J" : "91330106MA2KX0001J",
      nameZh: "某单位",
      kind: "enterprise",
      regionCode: "330106",
    })
    .returning();
  const place = { ownerType, ownerId: crypto.randomUUID(), role: "proof", visibility: "reviewer" } as const;
  const content = new TextEncoder().encode(`proof of ${ownerType}`);
  const file = { name: "证明.pdf", mediaType: "application/pdf", content };
  await attachFile(
    archive.db,
    { ...file, sha256: await hashOf(content) },
    { ...place, organizationId: owner?.id ?? "", uploadedBy: null },
  );
}

const hashOf = async (content: Uint8Array<ArrayBuffer>): Promise<string> =>
  Buffer.from(await crypto.subtle.digest("SHA-256", content)).toString("hex");

const seals = () => archive.db.select().from(auditSeal).orderBy(auditSeal.number);
const first = async () => (await archive.verify()).findings[0];

it("finds nothing wrong with what nobody touched", async () => {
  expect(await archive.verify()).toMatchObject({ faults: 0, findings: [], checked: 1_214 });
});

describe("one byte", () => {
  /** Another sign of the same sort, so that the value stays one of its type. */
  const other = (sign: string): string =>
    /\d/.test(sign) ? String((Number(sign) + 1) % 10) : sign === "a" ? "b" : sign === "一" ? "二" : "a";

  const runs = 10;

  it.each(["audit_entry", "view", "proof", "attachment"])(
    "of any column of any %s is found and named",
    async (name) => {
      const kind = sealedKinds.find((known) => known.name === name);
      if (!kind) throw new Error(`no kind ${name}`);
      // Under another key or owner it is as if removed, which is its owner's right.
      const identity = kind.removable ? [attachment.id.name, attachment.ownerType.name] : [];
      const columns = (kind.forms[0] ?? []).filter((column) => !identity.includes(column.name));
      const { db } = archive;
      let tried = 0;
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (row, column, place) => {
          const keys = sealed.get(name) ?? [];
          const key = keys[row % keys.length] ?? "";
          const changed = columns[column % columns.length] ?? kind.key;
          const at = sql`${kind.key}::text = ${key}`;
          const [old] = await db.execute<{ text: string | null }>(
            sql`select ${changed}::text as text from ${kind.table} where ${at}`,
          );
          const signs = [...(old?.text ?? "")];
          const spot = signs.length === 0 ? 0 : place % signs.length;
          const text = signs.toSpliced(spot, 1, other(signs[spot] ?? "")).join("");
          const outcome = await db
            .transaction(async (tx) => {
              await tx.execute(sql`set local session_replication_role = replica`);
              const done = await tx.execute(
                sql`update ${kind.table} set ${sql.identifier(snake(changed.name))} = ${text}::${sql.raw(typeOf(changed.getSQLType()))}
                    where ${at} and ${changed}::text is distinct from ${text}::${sql.raw(typeOf(changed.getSQLType()))}::text returning 1`,
              );
              return done.length;
            })
            // A value that its type refuses cannot be there.
            .catch(() => 0);
          fc.pre(outcome === 1);
          tried += 1;
          const { findings } = await archive.verify();
          await archive.restore();
          expect(findings).toContainEqual(expect.objectContaining({ kind: name, key }));
          const [{ code } = { code: "" }] = findings;
          expect(["row_altered", "row_missing", "content_missing"]).toContain(code);
        }),
        { numRuns: runs, endOnFailure: true },
      );
      expect(tried).toBe(runs);
    },
  );

  it("of a file is found and named with what hangs on it", async () => {
    await archive.tamper(
      "update file_content set content = set_byte(content, 3, get_byte(content, 3) # 1) where content = 'proof of verification'::bytea",
    );
    expect(await archive.verify()).toMatchObject({
      faults: 1,
      findings: [{ code: "content_altered", kind: "proof", key: sealed.get("proof")?.[0] }],
    });
    await archive.tamper("delete from file_content");
    expect((await archive.verify()).findings.map(({ code }) => code)).toEqual([
      "content_missing",
      "content_missing",
    ]);
  });

  it("of a digest is found, and told from one of its row", async () => {
    const key = sealed.get("audit_entry")?.[37] ?? "";
    await archive.tamper(
      `update audit_digest set sha256 = set_byte(sha256, 0, get_byte(sha256, 0) # 1) where kind = 'audit_entry' and key = '${key}'`,
    );
    expect(await archive.verify()).toMatchObject({ faults: 1, findings: [{ code: "digest_altered", key }] });
  });

  it("of a seal is found", async () => {
    for (const column of ["root", "previous", "hash"]) {
      await archive.tamper(
        `update audit_seal set ${column} = translate(${column}, '0123', '1230') where number = 5`,
      );
      expect(await first(), column).toMatchObject({ code: "seal_altered", seal: 5 });
      await archive.restore();
    }
    await archive.tamper("update audit_seal set sealed_at = sealed_at - interval '1 day' where number = 5");
    expect(await first()).toMatchObject({ code: "seal_altered", seal: 5 });
  });
});

describe("what is gone", () => {
  it("is named: an entry, a proof; not what its owner may remove", async () => {
    const key = sealed.get("audit_entry")?.[500] ?? "";
    await archive.tamper(`delete from audit_entry where seq = ${key}; delete from attachment`);
    const { faults, findings } = await archive.verify();
    expect(faults).toBe(2);
    expect(findings).toMatchObject([
      { code: "row_missing", kind: "audit_entry", key },
      { code: "row_missing", kind: "proof" },
    ]);
  });

  it("is named when its digest is gone too", async () => {
    const key = sealed.get("audit_entry")?.[500] ?? "";
    await archive.tamper(
      `delete from audit_entry where seq = ${key}; delete from audit_digest where kind = 'audit_entry' and key = '${key}'`,
    );
    const [holder] = (await seals()).filter(
      ({ fromSeq, toSeq }) => Number(key) >= (fromSeq ?? 0) && Number(key) <= (toSeq ?? 0),
    );
    expect(await archive.verify()).toMatchObject({
      faults: 1,
      findings: [
        { code: "digests_altered", seal: holder?.number, fromSeq: holder?.fromSeq, toSeq: holder?.toSeq },
      ],
    });
  });

  it("is known from outside when the last 1,000 entries went with their seals", async () => {
    const all = await seals();
    const cut = all.find(({ toSeq }) => (toSeq ?? 0) > 210)?.number ?? 0;
    await archive.tamper(
      `delete from audit_digest where seal >= ${cut}; delete from audit_seal where number >= ${cut}; delete from audit_entry where seq > 210`,
    );
    expect(await archive.verify()).toMatchObject({
      faults: 1,
      findings: [{ code: "seals_cut", seal: cut, to: all.length, toSeq: 1_210, expected: all.at(-1)?.hash }],
    });
    // Nor is it covered up by what is sealed afterwards.
    await archive.write(5);
    await expect(archive.seal()).rejects.toThrow("do not agree");
    const { findings } = await archive.verify();
    expect(findings[0]).toMatchObject({ code: "head_differs", seal: cut });
    expect(findings.at(-1)).toMatchObject({ code: "seals_cut", seal: cut + 1, to: all.length });
  });

  it("is noticed in the middle of the chain and in the file of heads", async () => {
    await archive.tamper("delete from audit_digest where seal = 4; delete from audit_seal where number = 4");
    expect(await first()).toMatchObject({ code: "seals_missing", seal: 4, to: 4 });
    await archive.restore();
    const lines = (await readFile(archive.heads, "utf8")).split("\n");
    await writeFile(archive.heads, `${lines.slice(0, 7).join("\n")}\n`);
    expect(await archive.verify()).toMatchObject({
      faults: 1,
      findings: [{ code: "heads_missing", seal: 8, to: (await seals()).length }],
    });
    await rm(archive.heads);
    expect(await first()).toMatchObject({ code: "heads_missing", seal: 1 });
  });
});

describe("a forged chain", () => {
  it("is noticed when seals change places", async () => {
    await archive.tamper(
      [
        "update audit_seal set number = 1000 + number where number in (3, 4)",
        "update audit_seal set number = 1007 - number where number > 1000",
        "update audit_digest set seal = 7 - seal where seal in (3, 4)",
      ].join(";"),
    );
    expect(await first()).toMatchObject({ code: "seal_altered", seal: 3 });
  });

  it("that is right in itself is not the one that was written outside", async () => {
    await archive.tamper("update audit_entry set reason = '改过' where seq = 310");
    await forgeFrom(4);
    const { findings, faults } = await archive.verify();
    expect(findings[0]).toMatchObject({ code: "head_differs", seal: 4 });
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["head_differs"]));
    expect(faults).toBe((await seals()).length - 3);
  });

  it("is noticed when its heads are written behind the true ones", async () => {
    const [head = ""] = (await readFile(archive.heads, "utf8")).split("\n");
    await appendFile(archive.heads, `${head.replace(/"hash":"./, '"hash":"x')}\nnot a head\n`);
    expect((await archive.verify()).findings.map(({ code }) => code)).toEqual([
      "head_doubled",
      "head_unreadable",
    ]);
  });

  it("is noticed by a verification of what is new only", async () => {
    const all = await seals();
    const known = all[4];
    const after = { number: 5, hash: known?.hash ?? "" };
    expect(await archive.verify(after)).toMatchObject({ faults: 0, through: all.length });
    await archive.tamper("update audit_entry set reason = '改过' where seq = 310");
    expect(await archive.verify(after)).toMatchObject({ faults: 0 });
    await forgeFrom(4);
    expect((await archive.verify(after)).findings[0]).toMatchObject({ code: "seal_altered", seal: 5 });
  });

  /** What somebody does who can write to every table and knows how seals are made. */
  async function forgeFrom(start: number): Promise<void> {
    const { db } = archive;
    const { digestNow, writePlainly } = await import("#app/domain/audit/sealed-rows.server.ts");
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await writePlainly(tx);
      let previous = (await seals()).find(({ number }) => number === start - 1)?.hash ?? "";
      for (const seal of (await seals()).filter(({ number }) => number >= start)) {
        const digests = await tx
          .select({ kind: auditDigest.kind, key: auditDigest.key, form: auditDigest.form })
          .from(auditDigest)
          .where(eq(auditDigest.seal, seal.number));
        const fresh = [];
        for (const digest of digests) {
          const kind = sealedKinds.find(({ name }) => name === digest.kind);
          if (!kind) throw new Error("no kind");
          const now = await digestNow(tx, kind, digest.form, [digest.key]);
          fresh.push({ ...digest, sha256: now.get(digest.key) ?? "" });
        }
        for (const { kind, key, sha256 } of fresh)
          await tx.execute(
            sql`update audit_digest set sha256 = decode(${sha256}, 'hex') where kind = ${kind} and key = ${key}`,
          );
        const forged = { ...seal, previous, root: rootOf(fresh) };
        previous = hashSeal(forged);
        await tx
          .update(auditSeal)
          .set({ previous: forged.previous, root: forged.root, hash: previous })
          .where(eq(auditSeal.number, seal.number));
      }
    });
  }
});

it("goes on where the writing of a head was cut off", async () => {
  const text = await readFile(archive.heads, "utf8");
  await writeFile(archive.heads, text.slice(0, -40));
  await archive.write(1);
  await archive.seal();
  expect((await archive.verify()).findings.map(({ code }) => code)).toEqual(["head_unreadable"]);
});

it("has a form for every column of what it seals", () => {
  const columnsOf = (table: object) => Object.keys(table).filter((name) => name !== "enableRLS");
  const formOf = (name: string) =>
    sealedKinds
      .find((kind) => kind.name === name)
      ?.forms.at(-1)
      ?.map((column) => column.name);
  expect(formOf("audit_entry")).toEqual(columnsOf(auditEntry));
  for (const { name, table } of kindsOfCredit)
    expect(formOf(name)?.toSorted()).toEqual(columnsOf(table).toSorted());
  // Owners put their pictures in another order.
  expect(formOf("attachment")?.toSorted()).toEqual(
    columnsOf(attachment)
      .filter((name) => name !== "position")
      .toSorted(),
  );
});

const snake = (name: string): string => name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);
const typeOf = (type: string): string => (type === "bigserial" ? "bigint" : type);
