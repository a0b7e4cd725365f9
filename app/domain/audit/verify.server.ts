import { and, asc, desc, eq, gt, lte, sum } from "drizzle-orm";
import { auditSeal } from "#db/schema/audit.ts";
import type { Database } from "#db/client.ts";
import { beforeFirst } from "./chain.ts";
import { type Finding, Findings } from "./findings.ts";
import { type Head, readHeads } from "./heads.server.ts";
import { sealedKinds } from "./kinds.server.ts";
import type { SealedKind } from "./sealed-kind.ts";
import { checkSeals, type Link } from "./verify-seals.server.ts";

export interface VerifyOptions {
  /** The file of heads outside of the database. */
  heads: string;
  /** Only what was sealed after this seal, which was found right before; it must still have this hash. */
  after?: { number: number; hash: string };
  now: Date;
  kinds?: readonly SealedKind[];
  onProgress?: (done: number, total: number) => void;
}

export interface Report {
  /** The last seal, and its hash; 0 where nothing was sealed yet. */
  through: number;
  head: string;
  /** How many digests were computed anew. */
  checked: number;
  faults: number;
  /** The first of them in the order of the chain. */
  findings: Finding[];
}

/** How many sealed rows are looked at in one go. */
const batchRows = 5_000;

/**
 * Computes everything that is sealed anew, row by row and seal by seal, and compares it with the chain and with the heads
 * that were written outside: what was changed, removed or added, and whether the end was cut off.
 */
export async function verifyAudit(db: Database, options: VerifyOptions): Promise<Report> {
  const { after, kinds = sealedKinds, onProgress = () => {} } = options;
  const from = after?.number ?? 0;
  const findings = new Findings();
  const [total] = await db
    .select({ rows: sum(auditSeal.count).mapWith(Number) })
    .from(auditSeal)
    .where(gt(auditSeal.number, from));
  const [last] = await db.select().from(auditSeal).orderBy(desc(auditSeal.number)).limit(1);
  const heads = await headsAfter(options.heads, from, findings);
  let link: Link = { number: from, hash: after?.hash ?? beforeFirst };
  if (after) await checkStart(db, after, findings);
  let checked = 0;
  for (;;) {
    const seals = await nextSeals(db, link.number, last?.number ?? 0);
    if (seals.length === 0) break;
    const step = await checkSeals(db, { seals, link, heads, kinds, findings, now: options.now });
    checked += step.checked;
    link = step.link;
    onProgress(checked, total?.rows ?? 0);
  }
  await checkEnd(db, heads, link.number, findings);
  return { through: link.number, head: link.hash, checked, faults: findings.count, findings: findings.kept };
}

/** The following seals, as many as hold a batch of rows, at least one. */
async function nextSeals(db: Database, after: number, last: number) {
  const seals = await db
    .select()
    .from(auditSeal)
    .where(and(gt(auditSeal.number, after), lte(auditSeal.number, last)))
    .orderBy(asc(auditSeal.number))
    .limit(500);
  let rows = 0;
  return seals.filter(({ count }, at) => {
    rows += count;
    return at === 0 || rows <= batchRows;
  });
}

/** By number of seal: what stands outside of all after `from`. */
async function headsAfter(file: string, from: number, findings: Findings): Promise<Map<number, Head>> {
  const heads = new Map<number, Head>();
  for await (const head of readHeads(file)) {
    if (head === null) findings.add({ code: "head_unreadable", seal: [...heads.keys()].at(-1) ?? from });
    else if (head.seal > from) {
      const earlier = heads.get(head.seal);
      if (!earlier) heads.set(head.seal, head);
      else if (earlier.hash !== head.hash)
        findings.add({ code: "head_doubled", seal: head.seal, expected: earlier.hash, found: head.hash });
    }
  }
  return heads;
}

/** The seal from which only the rest is looked at must be the one that was found right. */
async function checkStart(
  db: Database,
  after: { number: number; hash: string },
  findings: Findings,
): Promise<void> {
  const [seal] = await db
    .select({ hash: auditSeal.hash })
    .from(auditSeal)
    .where(eq(auditSeal.number, after.number));
  if (seal && seal.hash !== after.hash)
    findings.add({ code: "seal_altered", seal: after.number, expected: after.hash, found: seal.hash });
  if (!seal && after.number > 0)
    findings.add({ code: "seals_missing", seal: after.number, to: after.number });
}

/** Whether seals stand outside that are not in the database; those that were made meanwhile are. */
async function checkEnd(
  db: Database,
  heads: ReadonlyMap<number, Head>,
  last: number,
  findings: Findings,
): Promise<void> {
  const made = await db
    .select({ number: auditSeal.number })
    .from(auditSeal)
    .where(gt(auditSeal.number, last));
  const known = new Set(made.map(({ number }) => number));
  const beyond = [...heads.values()].filter(({ seal }) => seal > last && !known.has(seal));
  const [first] = beyond;
  if (!first) return;
  const seqs = beyond.flatMap(({ fromSeq, toSeq }) =>
    fromSeq === null || toSeq === null ? [] : [fromSeq, toSeq],
  );
  findings.add({
    code: "seals_cut",
    seal: first.seal,
    to: beyond.at(-1)?.seal ?? first.seal,
    ...(seqs.length > 0 && { fromSeq: Math.min(...seqs), toSeq: Math.max(...seqs) }),
    expected: beyond.at(-1)?.hash ?? first.hash,
  });
}
