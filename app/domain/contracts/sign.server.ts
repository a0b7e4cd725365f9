import { eq } from "drizzle-orm";
import { contract, contractSignature } from "#db/schema/contracts.ts";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { demandStanding } from "../credit/standing.server.ts";
import { proveSigner } from "../identity/prove.server.ts";
import { moveContract, signaturesOn } from "./draft.server.ts";
import type { SignInput } from "./inputs.ts";
import { contractProblems } from "./problems.ts";
import {
  asPlatform,
  idOf,
  onContract,
  otherSide,
  readParties,
  type Scene,
  textOf,
  type TextRow,
} from "./scene.server.ts";
import { takeEffect } from "./take-effect.server.ts";
import { hashOf } from "./text/canonical.ts";

/**
 * Signs the agreed text for one side: the signer proves themselves by password in the same request, and names the hash of
 * what they read. The second signature puts the contract in force. Refuses with `contract_other_text` when the hash is
 * not that of the text, or the text no longer hashes to it.
 */
export async function signContract(ctx: Context, id: string, input: SignInput): Promise<Result<void>> {
  const proved = await proveSigner(ctx, input.password);
  if (!proved.ok) return proved;
  return onContract(ctx, id, async (scene) => {
    const { tx, row, side, now } = scene;
    await moveContract(ctx, scene, { transition: "sign", detail: { sha256: input.sha256 } });
    await demandStanding(tx, idOf(row, side), "sign", now);
    if (!(await readParties(tx, row)).verified) refuse(contractProblems.unverified());
    const text = await textOf(tx, row);
    const complete = await addSignature(ctx, scene, text, input.sha256);
    await tx
      .update(contract)
      .set({ turnId: idOf(row, otherSide(side)) })
      .where(eq(contract.id, id));
    // Nor does it bind a side that has since lost the right to sign.
    if (complete) await demandStanding(tx, idOf(row, otherSide(side)), "sign", now);
    if (complete)
      await takeEffect(asPlatform(ctx), { ...scene, row: { ...row, version: row.version + 1 } }, text);
  });
}

/** Adds one side's signature to a text; returns whether both have signed it now. */
export async function addSignature(
  ctx: Context,
  scene: Scene,
  text: TextRow,
  sha256: string,
): Promise<boolean> {
  const { tx, row, side, now, user } = scene;
  if (sha256 !== text.sha256 || hashOf(text.canonical) !== text.sha256)
    return refuse(contractProblems.otherText());
  const before = await signaturesOn(scene, text.id);
  if (before.some((signature) => signature.side === side)) return refuse(contractProblems.signedAlready());
  await tx.insert(contractSignature).values({
    ...{ contractId: row.id, textId: text.id, sha256, side, at: now, createdAt: now },
    ...{ organizationId: idOf(row, side), userId: user.id, signerName: user.name },
    method: ctx.actor.via === "token" ? "password_over_api" : "password",
  });
  return before.length === 1;
}
