import type { z } from "zod";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandFit } from "./impartial.server.ts";
import type { reasonInput, scheduleInput, textInput } from "./inputs.ts";
import { windowsClose } from "./policy.ts";
import { caseProblems } from "./problems.ts";
import { deadlineOf } from "./rules.server.ts";
import { demandDeclared, stepCase } from "./step-case.server.ts";

type Reason = z.output<typeof reasonInput>;

/** The accused asks for a hearing, where a proposed measure gives the right to one and its time has not passed. */
export const requestHearing = (ctx: Context, id: string, { reason }: Reason): Promise<Result<void>> =>
  stepCase(ctx, id, "request_hearing", async ({ tx, row, now }) => {
    const due = row.hearingRequestDueAt;
    if (due === null) return refuse(caseProblems.noHearing());
    if (due <= now) return refuse(caseProblems.windowClosed(due));
    return {
      reason,
      deadline: await deadlineOf(tx, row.ruleBookId, "hearing_notice", now),
      set: { hearingRequestedAt: now },
      entry: { kind: "hearing_request", text: reason, audience: "subject" },
    };
  });

/** The accused no longer wants the hearing; the case goes on as if it had not been asked for. */
export const withdrawHearing = (ctx: Context, id: string, { reason }: Reason): Promise<Result<void>> =>
  stepCase(ctx, id, "withdraw_hearing", ({ row }) =>
    Promise.resolve({
      reason,
      deadline: windowsClose(row),
      set: { hearingRequestedAt: null, hearingAt: null, hearingPlace: "", chairId: null },
      entry: { kind: "hearing_request", text: reason, audience: "subject", detail: { withdrawn: true } },
    }),
  );

/**
 * The investigator says when and where it is heard, some working days ahead, and who chairs: somebody who has not worked
 * on the case (Administrative Penalty Law, Art. 64). Refuses `hearing_too_soon`.
 */
export const scheduleHearing = (
  ctx: Context,
  id: string,
  { at, place, chairId }: z.output<typeof scheduleInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "schedule_hearing", async (scene) => {
    const { tx, row, now } = scene;
    await demandDeclared(scene);
    const hearingAt = new Date(at);
    const earliest = await deadlineOf(tx, row.ruleBookId, "hearing_notice", now);
    if (hearingAt < earliest) return refuse(caseProblems.hearingTooSoon(earliest));
    const roles = ["officer", "adjudicator"] as const;
    await demandFit(tx, chairId, row, { part: "chair", roles, field: "chairId" });
    return {
      deadline: await deadlineOf(tx, row.ruleBookId, "hearing_minutes", hearingAt),
      set: { hearingAt, hearingPlace: place, chairId },
      entry: {
        kind: "hearing_schedule",
        text: place,
        audience: "subject",
        detail: { at: hearingAt.toISOString() },
      },
    };
  });

/** The chair puts the minutes on file, once the time of the hearing has come. Refuses `hearing_ahead`. */
export const recordHearing = (
  ctx: Context,
  id: string,
  { text }: z.output<typeof textInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "record_hearing", async ({ tx, row, now }) => {
    if (row.hearingAt === null || row.hearingAt > now)
      return refuse(caseProblems.hearingAhead(row.hearingAt ?? now));
    return {
      deadline: await deadlineOf(tx, row.ruleBookId, "decision", now),
      set: { heardAt: now },
      entry: { kind: "hearing_minutes", text, audience: "subject" },
    };
  });
