import { and, gte, lte, sql } from "drizzle-orm";
import { auditDigest, type auditSeal } from "#db/schema/audit.ts";
import type { Database, Tx } from "#db/client.ts";
import { type Digest, hashSeal, rootOf } from "./chain.ts";
import type { Findings } from "./findings.ts";
import type { Head } from "./heads.server.ts";
import type { SealedKind } from "./sealed-kind.ts";
import { contentFaults, digestNow, writePlainly } from "./sealed-rows.server.ts";

type Seal = typeof auditSeal.$inferSelect;

/** A seal that was looked at: the next must name its hash. */
export interface Link {
  number: number;
  hash: string;
}

interface Batch {
  seals: readonly Seal[];
  link: Link;
  heads: ReadonlyMap<number, Head>;
  kinds: readonly SealedKind[];
  findings: Findings;
  now: Date;
}

/** A seal that is younger may still be on its way to the file of heads. */
const headWithinMs = 120_000;

/** A digest with its seal, and what it would be now: undefined for a row that is gone or cannot be computed. */
interface Compared extends Digest {
  seal: number;
  now: string | undefined;
}

/** Checks seals that follow `link`: each with its digests, its rows, and what they keep the hashes of. */
export function checkSeals(db: Database, batch: Batch): Promise<{ link: Link; checked: number }> {
  return db.transaction(async (tx) => {
    await writePlainly(tx);
    const { seals } = batch;
    const bySeal = Map.groupBy(await compare(tx, batch), ({ seal }) => seal);
    let { link } = batch;
    let checked = 0;
    for (const seal of seals) {
      checkLink(seal, link, batch);
      const digests = bySeal.get(seal.number) ?? [];
      checkDigests(seal, digests, batch);
      await checkContents(tx, digests, batch);
      checked += digests.length;
      link = { number: seal.number, hash: seal.hash };
    }
    return { link, checked };
  });
}

async function compare(tx: Tx, { seals, kinds, findings }: Batch): Promise<Compared[]> {
  const digests = await tx
    .select({
      kind: auditDigest.kind,
      key: auditDigest.key,
      form: auditDigest.form,
      sha256: sql<string>`encode(${auditDigest.sha256}, 'hex')`,
      seal: auditDigest.seal,
    })
    .from(auditDigest)
    .where(
      and(gte(auditDigest.seal, seals.at(0)?.number ?? 0), lte(auditDigest.seal, seals.at(-1)?.number ?? 0)),
    );
  const groups = Map.groupBy(digests, ({ kind, form }) => `${kind} ${form}`);
  const compared: Compared[] = [];
  for (const group of groups.values()) {
    const [{ kind: name, form, seal } = { kind: "", form: 0, seal: 0 }] = group;
    const kind = kinds.find((known) => known.name === name && known.forms.length >= form && form > 0);
    if (!kind) findings.add({ code: "kind_unknown", seal, kind: name });
    const now = kind
      ? await digestNow(
          tx,
          kind,
          form,
          group.map(({ key }) => key),
        )
      : new Map<string, string>();
    compared.push(...group.map((digest) => ({ ...digest, now: now.get(digest.key) })));
  }
  return compared;
}

function checkLink(seal: Seal, link: Link, batch: Batch): void {
  const { findings } = batch;
  const { number, hash, previous } = seal;
  const gap = number - link.number - 1;
  if (gap > 0) findings.add({ code: "seals_missing", seal: link.number + 1, to: number - 1 });
  const computed = hashSeal(seal);
  if (computed !== hash)
    findings.add({ code: "seal_altered", seal: number, expected: hash, found: computed });
  if (gap === 0 && previous !== link.hash)
    findings.add({ code: "seal_unlinked", seal: number, expected: previous, found: link.hash });
  checkHead(seal, batch);
}

function checkHead({ number, hash, sealedAt }: Seal, { heads, findings, now }: Batch): void {
  const head = heads.get(number);
  const young = now.getTime() - sealedAt.getTime() < headWithinMs;
  if (head && head.hash !== hash)
    findings.add({ code: "head_differs", seal: number, expected: head.hash, found: hash });
  if (!head && !young) findings.add({ code: "heads_missing", seal: number, to: number });
}

/** Whether the digests are those that were sealed, and the rows those of the digests; if not, which is wrong. */
function checkDigests(seal: Seal, digests: readonly Compared[], { kinds, findings }: Batch): void {
  const sound = rootOf(digests) === seal.root;
  const removable = (name: string) => kinds.find((kind) => kind.name === name)?.removable === true;
  const differing = digests.filter(({ now, kind, sha256 }) =>
    now === undefined ? !removable(kind) : now !== sha256,
  );
  // With the rows' own digests the root may be right: then a digest was changed, not its row.
  const rowsSound =
    !sound &&
    rootOf(digests.map((digest) => ({ ...digest, sha256: digest.now ?? digest.sha256 }))) === seal.root;
  if (!sound && !rowsSound)
    findings.add({ code: "digests_altered", seal: seal.number, ...seqsOf(seal), expected: seal.root });
  for (const { kind, key, sha256, now } of differing) {
    const code = now === undefined ? "row_missing" : rowsSound ? "digest_altered" : "row_altered";
    findings.add({ code, seal: seal.number, kind, key, expected: sha256, ...(now && { found: now }) });
  }
}

const seqsOf = ({ fromSeq, toSeq }: Seal) => (fromSeq === null || toSeq === null ? {} : { fromSeq, toSeq });

/** Files are large: so many at a time. */
const contentsAtOnce = 20;

async function checkContents(
  tx: Tx,
  digests: readonly Compared[],
  { kinds, findings }: Batch,
): Promise<void> {
  for (const kind of kinds.filter(({ content }) => content)) {
    const present = digests.filter((digest) => digest.kind === kind.name && digest.now !== undefined);
    for (let at = 0; at < present.length; at += contentsAtOnce) {
      const some = present.slice(at, at + contentsAtOnce);
      const faults = await contentFaults(
        tx,
        kind,
        some.map(({ key }) => key),
      );
      for (const { key, stored, actual } of faults)
        findings.add({
          code: actual === null ? "content_missing" : "content_altered",
          seal: some.find((digest) => digest.key === key)?.seal ?? 0,
          kind: kind.name,
          key,
          expected: stored,
          ...(actual !== null && { found: actual }),
        });
    }
  }
}
