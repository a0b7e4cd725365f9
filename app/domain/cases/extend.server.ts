import { lastInstant } from "#app/domain/deadline.ts";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { caseEntry } from "#db/schema/cases.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandPart } from "./impartial.server.ts";
import type { reasonInput } from "./inputs.ts";
import { caseProblems } from "./problems.ts";
import { deadlineOf } from "./rules.server.ts";
import { stepCase } from "./step-case.server.ts";

/** An adjudicator gives a difficult investigation more time, once. */
export const extendCase = (
  ctx: Context,
  id: string,
  { reason }: z.output<typeof reasonInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "extend", async ({ tx, row, now, user }) => {
    await demandPart(tx, user.id, row, "decider");
    const [earlier] = await tx
      .select({ id: caseEntry.id })
      .from(caseEntry)
      .where(and(eq(caseEntry.caseId, id), eq(caseEntry.kind, "extension")));
    if (earlier) return refuse(caseProblems.extendedAlready());
    const ends = row.decideBy ? lastInstant(row.decideBy) : now;
    const decideBy = await deadlineOf(tx, row.ruleBookId, "investigation_extension", ends);
    return { reason, deadline: decideBy, set: { decideBy }, entry: { kind: "extension", text: reason } };
  });
