import { eq } from "drizzle-orm";
import type { z } from "zod";
import { decisionService } from "#db/schema/cases.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { lockStanding } from "../credit/lock.server.ts";
import type { serveInput } from "./inputs.ts";
import { laySanction } from "./lay-sanction.server.ts";
import { deadlineOf } from "./rules.server.ts";
import { demandDeclared, stepCase } from "./step-case.server.ts";
import { decisionInForce, serveDecision } from "./write-decision.server.ts";

/**
 * The investigator serves the decision: from this instant its measures are in force, and no command of the market that
 * commits later has looked before (`lockStanding`). The accused has some working days to ask for review.
 */
export const serveCase = (
  ctx: Context,
  id: string,
  { how }: z.output<typeof serveInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "serve", async (scene) => {
    const { tx, row, user } = scene;
    await demandDeclared(scene);
    const { row: decided } = await decisionInForce(tx, id);
    const [served] = await tx
      .select()
      .from(decisionService)
      .where(eq(decisionService.decisionId, decided.id));
    if (served) return refuse(problems.notAllowedNow("serve", row.state));
    await lockStanding(tx, row.subjectId);
    const at = ctx.clock.now();
    await serveDecision(tx, decided.id, { at, how, byId: user.id });
    await laySanction(tx, row, decided, at);
    return {
      deadline: await deadlineOf(tx, row.ruleBookId, "review_application", at),
      entry: {
        kind: "service",
        text: decided.documentNo,
        audience: "both",
        detail: { decisionId: decided.id, how },
      },
      detail: { documentNo: decided.documentNo },
    };
  });
