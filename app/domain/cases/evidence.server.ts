import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { validate } from "uuid";
import type { z } from "zod";
import { caseCustody, caseEntry, caseFile, misconductCase } from "#db/schema/cases.ts";
import { fileContent } from "#db/schema/shared.ts";
import type { CustodyAct } from "#db/schema/vocabulary.ts";
import type { Tx } from "#db/client.ts";
import {
  documentRules,
  type InspectedFile,
  inspectUpload,
  readContent,
  storeContent,
} from "#app/runtime/files.server.ts";
import { fail, ok, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { writeEntry } from "./entries.server.ts";
import { conflictOf, type CaseRow } from "./impartial.server.ts";
import type { evidenceInput } from "./inputs.ts";
import { isShown } from "./step-case.server.ts";
import { caseProblems } from "./problems.ts";
import { sideOf, type Side } from "./sides.ts";

type About = z.output<typeof evidenceInput>;

/** States in which something may still be added to the file. */
const open = [
  "received",
  "investigating",
  "notified",
  "hearing_requested",
  "hearing_scheduled",
  "heard",
  "proposed",
  "served",
  "under_review",
];

/**
 * Adds a file to the evidence of a case, with its SHA-256 as received. The investigator says who may see it; what a side
 * hands in is for that side and the handlers.
 */
export async function addEvidence(
  ctx: Context,
  id: string,
  file: File,
  about: About,
): Promise<Result<{ id: string; sha256: string }>> {
  const inspected = await inspectUpload(file, documentRules);
  if (!inspected.ok) return inspected;
  return transact(ctx.db, async (tx) => {
    const row = await shownCase(tx, ctx, id);
    const side = sideOf(ctx.actor, row);
    if (side === "handler") demandOfficer(ctx, row);
    if (!open.includes(row.state)) return refuse(problems.notAllowedNow("add_evidence", row.state));
    const audience = side === "handler" ? about.audience : side;
    const entry = { kind: "evidence" as const, text: inspected.value.name, audience };
    const entryId = await writeEntry(tx, ctx, id, entry);
    return keepEvidence(tx, ctx, { id, entryId }, inspected.value, { source: about.source, audience });
  });
}

/** Stores evidence and begins its chain of custody, in the transaction of the page that brings it. */
export async function keepEvidence(
  tx: Tx,
  { actor, clock }: Pick<Context, "actor" | "clock">,
  of: { id: string; entryId: string },
  file: InspectedFile,
  { source, audience }: About,
): Promise<{ id: string; sha256: string }> {
  await storeContent(tx, file);
  const [at, byId] = [clock.now(), actor.user?.id ?? null];
  const [row] = await tx
    .insert(caseFile)
    .values({
      caseId: of.id,
      entryId: of.entryId,
      sha256: file.sha256,
      name: file.name,
      ...{ source, audience, byId, at },
    })
    .returning({ id: caseFile.id });
  if (!row) throw new Error("evidence was not written");
  await tx.insert(caseCustody).values({ fileId: row.id, act: "received", byId, at, sha256: file.sha256 });
  return { id: row.id, sha256: file.sha256 };
}

export interface EvidenceFile {
  name: string;
  mediaType: string;
  content: Buffer;
  sha256: string;
}

/**
 * Hands out a piece of evidence to who may see it, and writes down who had it, when, and what it hashes to now.
 * `copied`: it leaves the platform. What
 * it hashes to now is in the chain: another hash than the first shows that it was changed.
 */
export async function readEvidence(
  ctx: Context,
  id: string,
  fileId: string,
  act: Exclude<CustodyAct, "received"> = "copied",
): Promise<Result<EvidenceFile>> {
  if (!validate(fileId)) return fail(problems.notFound("file"));
  return transact(ctx.db, async (tx) => {
    const row = await shownCase(tx, ctx, id);
    const [file] = await tx
      .select()
      .from(caseFile)
      .where(and(eq(caseFile.id, fileId), eq(caseFile.caseId, id)));
    const side = sideOf(ctx.actor, row);
    if (!file || !(await maySee(tx, side, file))) return refuse(problems.notFound("file"));
    const content = await readContent(tx, file.sha256);
    const [stored] = await tx
      .select({ mediaType: fileContent.mediaType })
      .from(fileContent)
      .where(eq(fileContent.sha256, file.sha256));
    if (!content || !stored) throw new Error(`evidence ${fileId} has no content`);
    const found = createHash("sha256").update(content).digest("hex");
    await tx.insert(caseCustody).values({
      fileId,
      act,
      byId: ctx.actor.user?.id ?? null,
      at: ctx.clock.now(),
      sha256: found,
    });
    const detail = { fileId, sha256: found, intact: found === file.sha256 };
    const entity = { entity: "misconduct_case", entityId: id };
    await recordAudit(tx, ctx, { ...entity, transition: "read_evidence", detail });
    return { name: file.name, mediaType: stored.mediaType, content, sha256: found };
  });
}

/** Who had a piece of evidence, in order; for those who handle the case. */
export async function custodyOf(ctx: Context, id: string, fileId: string) {
  const row = await shownCase(ctx.db, ctx, id);
  if (sideOf(ctx.actor, row) !== "handler") return fail(problems.forbidden("case.read"));
  const chain = await ctx.db
    .select()
    .from(caseCustody)
    .where(eq(caseCustody.fileId, fileId))
    .orderBy(asc(caseCustody.at), asc(caseCustody.id));
  return ok(chain);
}

/** Handlers see everything; a side sees what is for it, the accused also what a notice has released. */
async function maySee(tx: Tx, side: Side, file: typeof caseFile.$inferSelect): Promise<boolean> {
  if (side === "handler" || file.audience === "both" || file.audience === side) return true;
  return side === "subject" && (await releasedFiles(tx, file.caseId)).has(file.id);
}

/** The files that the notices of a case have released to the accused. */
export async function releasedFiles(tx: Tx, caseId: string): Promise<Set<string>> {
  const notices = await tx
    .select({ detail: caseEntry.detail })
    .from(caseEntry)
    .where(and(eq(caseEntry.caseId, caseId), eq(caseEntry.kind, "notice")));
  const ids = notices.flatMap(({ detail }) => (Array.isArray(detail?.evidence) ? detail.evidence : []));
  return new Set(ids.filter((id) => typeof id === "string"));
}

async function shownCase(tx: Tx, ctx: Context, id: string): Promise<CaseRow> {
  if (!validate(id)) return refuse(problems.notFound("misconduct_case"));
  const [row] = await tx.select().from(misconductCase).where(eq(misconductCase.id, id)).for("no key update");
  if (!row || !(await isShown(tx, ctx.actor, row))) return refuse(problems.notFound("misconduct_case"));
  const { user } = ctx.actor;
  const handles = user && sideOf(ctx.actor, row) === "handler";
  const conflict = handles ? await conflictOf(tx, user.id, row) : undefined;
  return conflict ? refuse(caseProblems.conflictOfInterest(conflict)) : row;
}

/** Evidence is the investigator's to add; before there is one, any officer's. */
function demandOfficer({ actor }: Context, row: CaseRow): void {
  const mine = row.officerId === actor.user?.id || (row.officerId === null && row.state === "received");
  if (!mine || !may(actor, "case.handle", row)) refuse(problems.forbidden("add_evidence"));
}
