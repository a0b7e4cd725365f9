import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, inArray, max } from "drizzle-orm";
import type { z } from "zod";
import { caseFile, caseNotice, proposedMeasure } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { notifyInput } from "./inputs.ts";
import { beyondBook, hearingRight } from "./policy.ts";
import { deadlineOf, measureRulesOf, offenceOf } from "./rules.server.ts";
import { demandDeclared, type Scene, stepCase } from "./step-case.server.ts";

type Notice = z.output<typeof notifyInput>;

/**
 * The investigator serves the notice: facts, rule, proposed measures and rights. From now on the accused may state and
 * defend for some working days, and ask for a hearing where a measure gives that right (Administrative Penalty Law, Art.
 * 44, 45, 63, 64). A second notice gives every right anew. Refuses what the rule book of the time of the act does not allow.
 */
export const notifyAccused = (ctx: Context, id: string, input: Notice): Promise<Result<void>> =>
  stepCase(ctx, id, "notify", async (scene) => {
    const { tx, row, now } = scene;
    await demandDeclared(scene);
    const offence = await offenceOf(tx, row.ruleBookId, input.offenceCode);
    const beyond = beyondBook(input, offence.gravest, offence.allowed);
    if (beyond) return refuse(beyond);
    await demandFiles(tx, id, input.evidence);
    const windows = await windowsOf(scene, input);
    const noticeId = await writeNotice(scene, input, windows.statementDueAt);
    const anew = {
      hearingRequestedAt: null,
      hearingAt: null,
      hearingPlace: "",
      heardAt: null,
      chairId: null,
    };
    const closes = Math.max(windows.statementDueAt.getTime(), windows.hearingRequestDueAt?.getTime() ?? 0);
    return {
      deadline: new Date(closes),
      set: { offenceCode: input.offenceCode, ...windows, ...anew },
      entry: {
        kind: "notice",
        text: input.facts,
        audience: "subject",
        detail: { noticeId, evidence: input.evidence, at: now.toISOString() },
      },
    };
  });

async function windowsOf({ tx, row, now }: Scene, { measures }: Notice) {
  const rules = await measureRulesOf(tx, row.ruleBookId);
  const hearing = hearingRight(measures, rules);
  return {
    statementDueAt: await deadlineOf(tx, row.ruleBookId, "statement", now),
    hearingRequestDueAt: hearing ? await deadlineOf(tx, row.ruleBookId, "hearing_request", now) : null,
  };
}

async function writeNotice(
  { tx, row, now, user }: Scene,
  input: Notice,
  statementDueAt: Deadline,
): Promise<string> {
  const [last] = await tx
    .select({ n: max(caseNotice.n) })
    .from(caseNotice)
    .where(eq(caseNotice.caseId, row.id));
  const [made] = await tx
    .insert(caseNotice)
    .values({
      caseId: row.id,
      n: (last?.n ?? 0) + 1,
      facts: input.facts,
      class: input.class,
      ruleBookId: row.ruleBookId,
      offenceCode: input.offenceCode,
      servedAt: now,
      servedHow: input.how,
      statementDueAt,
      byId: user.id,
    })
    .returning({ id: caseNotice.id });
  if (!made) throw new Error("a notice was not written");
  await tx.insert(proposedMeasure).values(input.measures.map((term) => ({ noticeId: made.id, ...term })));
  return made.id;
}

async function demandFiles(tx: Tx, caseId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await tx
    .select({ id: caseFile.id })
    .from(caseFile)
    .where(and(eq(caseFile.caseId, caseId), inArray(caseFile.id, [...ids])));
  if (known.length < new Set(ids).size)
    refuse(problems.invalid([{ path: "evidence", code: "file_missing" }]));
}
