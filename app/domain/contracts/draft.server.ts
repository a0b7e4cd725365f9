import { eq } from "drizzle-orm";
import { contract, contractSignature } from "#db/schema/contracts.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { type Move, move } from "../move.server.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import type { ProposeInput } from "./inputs.ts";
import { daysAfter } from "./milestones/policy.ts";
import { findings, isSignable } from "./policy.ts";
import { contractProblems } from "./problems.ts";
import { idOf, onContract, otherSide, readLimits, readParties, type Scene, termsOf } from "./scene.server.ts";
import { contractProcess } from "./states.ts";
import type { Terms } from "./terms.ts";
import { latestText, writeText } from "./write-text.server.ts";

type Step = Pick<Move, "transition" | "reason" | "deadline" | "detail">;

export const moveContract = (
  ctx: Pick<Context, "actor" | "clock">,
  { tx, row }: Pick<Scene, "tx" | "row">,
  step: Step,
) => move(tx, ctx, contractProcess, contract, row, step);

/** Keeps what the side whose turn it is has written so far; the other does not see it. */
export function saveDraft(ctx: Context, id: string, { terms }: { terms: Terms }): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    await moveContract(ctx, scene, { transition: "save-draft" });
    await scene.tx.update(contract).set({ draft: terms }).where(eq(contract.id, id));
  });
}

/**
 * Puts a version before the other side, whose turn it is then. A draft may have gaps: they are said beside it until it is
 * agreed to. Refuses with `changed_meanwhile` when `version` is given and no longer the contract's.
 */
export function proposeText(ctx: Context, id: string, input: ProposeInput): Promise<Result<{ n: number }>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    if (input.version !== undefined && input.version !== row.version) refuse(problems.conflict());
    await demandStanding(tx, idOf(row, side), "sign", now);
    const { regionCode } = await readParties(tx, row);
    const days = await readParameter(tx, "contract_answer_days", regionCode, today(now));
    await moveContract(ctx, scene, {
      ...{ transition: "propose", reason: input.note, deadline: daysAfter(now, days) },
    });
    const text = await writeText(scene, input.terms, input.note);
    await tx
      .update(contract)
      .set({
        turnId: idOf(row, otherSide(side)),
        draft: null,
        title: input.terms.title,
        kind: input.terms.kind,
      })
      .where(eq(contract.id, id));
    return { n: text.n };
  });
}

/**
 * Agrees to the other side's latest text, which from then on can only be signed. Refuses with `contract_other_text` when
 * it is not the one that was read, and with `contract_not_signable` and every finding while something is missing.
 */
export function agreeToText(ctx: Context, id: string, { sha256 }: { sha256: string }): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    const text = await latestText(tx, id);
    if (text?.sha256 !== sha256) return refuse(contractProblems.otherText());
    if (text.organizationId === idOf(row, side)) return refuse(contractProblems.ownText());
    const parties = await readParties(tx, row);
    if (!parties.verified) return refuse(contractProblems.unverified());
    await demandStanding(tx, idOf(row, side), "sign", now);
    const found = findings(termsOf(text), await readLimits(tx, parties.regionCode, now), today(now));
    if (!isSignable(found))
      return refuse(contractProblems.notSignable(found.filter(({ weight }) => weight === "blocker")));
    const days = await readParameter(tx, "contract_signing_days", parties.regionCode, today(now));
    await moveContract(ctx, scene, { transition: "agree", deadline: daysAfter(now, days) });
    await tx.update(contract).set({ textId: text.id, draft: null }).where(eq(contract.id, id));
  });
}

/** Takes a text that waits for signatures up again: signatures that it has count for nothing but that text. */
export function reopenContract(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    await moveContract(ctx, scene, { transition: "reopen", reason, deadline: null });
    await reopenRow(scene, idOf(scene.row, scene.side));
  });
}

/** Back to drafting, the turn with `turnId`. */
export async function reopenRow({ tx, row }: Pick<Scene, "tx" | "row">, turnId: string): Promise<void> {
  await tx.update(contract).set({ textId: null, turnId }).where(eq(contract.id, row.id));
}

/** Ends what never came into force. */
export function withdrawContract(
  ctx: Context,
  id: string,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    await moveContract(ctx, scene, { transition: "withdraw", reason, deadline: null });
    await scene.tx
      .update(contract)
      .set({ endReason: reason, closedAt: scene.now, draft: null })
      .where(eq(contract.id, id));
  });
}

/** The signatures on a text, in the order in which they were given. */
export const signaturesOn = ({ tx }: Pick<Scene, "tx">, textId: string) =>
  tx
    .select()
    .from(contractSignature)
    .where(eq(contractSignature.textId, textId))
    .orderBy(contractSignature.at, contractSignature.id);
