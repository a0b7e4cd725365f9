import type { z } from "zod";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandPart } from "./impartial.server.ts";
import type { decideInput, dismissInput } from "./inputs.ts";
import { beyondBook, isWithin, rightsRunning } from "./policy.ts";
import { caseProblems } from "./problems.ts";
import { deadlineOf, offenceOf } from "./rules.server.ts";
import { isAccused, stepCase } from "./step-case.server.ts";
import { demandLevel, lastNotice, serveDecision, writeDecision } from "./write-decision.server.ts";

/**
 * An adjudicator who has not investigated signs a decision: after the defence has closed, no harder than the notice,
 * within the rule book of the time of the act, at the level that the measures ask for. It counts once it is served.
 */
export const decideCase = (
  ctx: Context,
  id: string,
  input: z.output<typeof decideInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "decide", async (scene) => {
    const { tx, row, now, user } = scene;
    await demandPart(tx, user.id, row, "decider");
    const running = rightsRunning(row, now);
    if (running) return refuse(running);
    const notice = await lastNotice(tx, id);
    if (!notice || !isWithin(input, notice)) return refuse(caseProblems.harderThanNotice());
    const offence = await offenceOf(tx, row.ruleBookId, notice.offenceCode);
    const beyond = beyondBook(input, offence.gravest, offence.allowed);
    if (beyond) return refuse(beyond);
    await demandLevel(tx, ctx.actor, row, input.measures);
    const written = await writeDecision(scene, ctx.actor, { ...input, kind: "sanction", notice, on: null });
    return {
      deadline: await deadlineOf(tx, row.ruleBookId, "service", now),
      set: { deciderId: user.id },
      entry: { kind: "decision", text: written.documentNo, detail: { decisionId: written.id } },
      detail: { documentNo: written.documentNo },
    };
  });

/** An adjudicator who has not investigated finds the accusation unfounded; the accused is told where they knew of it. */
export const dismissCase = (
  ctx: Context,
  id: string,
  input: z.output<typeof dismissInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "dismiss", async (scene) => {
    const { tx, row, now, user } = scene;
    await demandPart(tx, user.id, row, "decider");
    const nothing = { class: null, measures: [], notice: null, on: null };
    const written = await writeDecision(scene, ctx.actor, { ...input, ...nothing, kind: "no_sanction" });
    const accused = await isAccused(tx, row.id);
    if (accused) await serveDecision(tx, written.id, { at: now, how: "electronic", byId: user.id });
    return {
      reason: input.reasons,
      set: { deciderId: user.id },
      entry: {
        kind: "decision",
        text: written.documentNo,
        audience: accused ? "both" : "complainant",
        detail: { decisionId: written.id },
      },
      detail: { documentNo: written.documentNo },
      untold: accused ? [] : ["subject"],
    };
  });
