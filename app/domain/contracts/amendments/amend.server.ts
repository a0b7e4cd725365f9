import { and, eq } from "drizzle-orm";
import { contract, contractAmendment, contractMilestone, contractText } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { proveSigner } from "../../identity/prove.server.ts";
import { move } from "../../move.server.ts";
import { today } from "../../working-days.ts";
import { moveContract } from "../draft.server.ts";
import type { ProposeAmendmentInput, SignInput } from "../inputs.ts";
import { daysAfter } from "../milestones/policy.ts";
import { findings, isSignable } from "../policy.ts";
import { contractProblems } from "../problems.ts";
import { replanRoyalties } from "../royalties/schedule.server.ts";
import {
  asPlatform,
  idOf,
  onContract,
  otherSide,
  readLimits,
  readParties,
  type Scene,
  termsOf,
  textOf,
} from "../scene.server.ts";
import { addSignature } from "../sign.server.ts";
import { writeText } from "../write-text.server.ts";
import { demandAmendable, enact } from "./enact.server.ts";
import { amendmentProcess } from "./states.ts";

export type AmendmentRow = typeof contractAmendment.$inferSelect;

/**
 * Proposes to change a contract in force: a whole new text, which the other side answers within the days agreed (silence
 * declines). Refuses what would change a milestone that has begun to be paid or done, and what nobody could sign.
 */
export function proposeAmendment(
  ctx: Context,
  id: string,
  input: ProposeAmendmentInput,
): Promise<Result<{ n: number }>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    await moveContract(ctx, scene, { transition: "propose-amendment", reason: input.reason });
    await demandStanding(tx, idOf(row, side), "sign", now);
    const known = await tx.select().from(contractAmendment).where(eq(contractAmendment.contractId, id));
    if (known.some(({ state }) => state === "proposed")) refuse(contractProblems.amendmentOpen());
    await demandAmendable(tx, id, input.terms);
    const { regionCode } = await readParties(tx, row);
    await demandSignable(scene, regionCode, input);
    const { amendmentDays } = termsOf(await textOf(tx, row));
    const text = await writeText(scene, input.terms, input.reason);
    const n = known.length + 1;
    const [made] = await tx
      .insert(contractAmendment)
      .values({
        ...{ contractId: id, n, textId: text.id, reason: input.reason },
        ...{ proposerId: idOf(row, side), answererId: idOf(row, otherSide(side)) },
        ...{ deadline: daysAfter(now, amendmentDays), createdAt: now, stateSince: now },
      })
      .returning({ id: contractAmendment.id });
    if (!made) throw new Error("the amendment was not written");
    await enqueue(tx, "notify", {
      ...{ template: "amendment-proposed", entity: "contract_amendment", entityId: made.id },
      ...{ parties: ["answerer"], reason: input.reason, by: scene.user.id },
    });
    return { n };
  });
}

/** Days that have passed for milestones that are done are no fault of an amendment. */
async function demandSignable({ tx, row, now }: Scene, regionCode: string, { terms }: ProposeAmendmentInput) {
  const begun = await tx
    .select({ n: contractMilestone.n })
    .from(contractMilestone)
    .where(eq(contractMilestone.contractId, row.id));
  const limits = await readLimits(tx, regionCode, now);
  const found = findings(terms, limits, today(now)).filter(
    ({ weight, code, params }) =>
      weight === "blocker" && !(code === "milestone_past" && begun.some(({ n }) => n === params?.n)),
  );
  if (!isSignable(found)) refuse(contractProblems.notSignable(found));
}

async function lockAmendment(tx: Tx, contractId: string, n: number): Promise<AmendmentRow> {
  const [row] = await tx
    .select()
    .from(contractAmendment)
    .where(and(eq(contractAmendment.contractId, contractId), eq(contractAmendment.n, n)))
    .for("update");
  return row ?? refuse(problems.notFound("contract_amendment"));
}

/** Signs an amendment like a contract; with both signatures its text is the contract's. */
export async function signAmendment(
  ctx: Context,
  id: string,
  n: number,
  input: SignInput,
): Promise<Result<void>> {
  const proved = await proveSigner(ctx, input.password);
  if (!proved.ok) return proved;
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    const amendment = await lockAmendment(tx, id, n);
    if (amendment.deadline !== null && amendment.deadline <= now)
      return refuse(problems.notAllowedNow("sign-amendment", "lapsed"));
    await step(tx, ctx, amendment, "sign-amendment");
    await demandStanding(tx, idOf(row, side), "sign", now);
    const [text] = await tx.select().from(contractText).where(eq(contractText.id, amendment.textId));
    if (!text) throw new Error(`amendment ${amendment.id} has no text`);
    if (!(await addSignature(ctx, scene, text, input.sha256))) return;
    const before = await textOf(tx, row);
    const signed = { ...amendment, version: amendment.version + 1 };
    await step(tx, asPlatform(ctx), signed, "enact-amendment", "", null);
    await moveContract(asPlatform(ctx), scene, {
      transition: "amend-contract",
      detail: { n, sha256: text.sha256 },
    });
    await tx
      .update(contract)
      .set({ textId: text.id, amount: termsOf(text).amount, title: termsOf(text).title })
      .where(eq(contract.id, id));
    await enact(tx, asPlatform(ctx), id, termsOf(text));
    await replanRoyalties(tx, asPlatform(ctx), row, {
      before: termsOf(before),
      text: { id: text.id, terms: termsOf(text) },
    });
  });
}

/** The side that was asked says no. */
export function declineAmendment(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async ({ tx }) => {
    const amendment = await lockAmendment(tx, id, n);
    await step(tx, ctx, amendment, "decline-amendment", reason, null);
    await tx.update(contractAmendment).set({ answer: reason }).where(eq(contractAmendment.id, amendment.id));
  });
}

/** The side that proposed takes it back. */
export function withdrawAmendment(
  ctx: Context,
  id: string,
  n: number,
  { reason }: { reason: string },
): Promise<Result<void>> {
  return onContract(ctx, id, async ({ tx }) => {
    await step(tx, ctx, await lockAmendment(tx, id, n), "withdraw-amendment", reason, null);
  });
}

const step = (
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  row: AmendmentRow,
  transition: string,
  reason = "",
  deadline?: null,
) => move(tx, ctx, amendmentProcess, contractAmendment, row, { transition, reason, deadline });
