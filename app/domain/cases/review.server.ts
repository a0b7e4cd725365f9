import type { z } from "zod";
import { refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { lockStanding } from "../credit/lock.server.ts";
import { countsFrom } from "./ended.server.ts";
import { changeMeasures, endSanction, voidRectifications } from "./end-sanction.server.ts";
import { demandPart } from "./impartial.server.ts";
import type { changeInput, reasonInput, reviewInput, upholdInput } from "./inputs.ts";
import { laySanction } from "./lay-sanction.server.ts";
import { beyondBook, isMilder } from "./policy.ts";
import { caseProblems } from "./problems.ts";
import { deadlineOf, offenceOf } from "./rules.server.ts";
import { type Scene, stepCase, type Taken } from "./step-case.server.ts";
import {
  decisionInForce,
  demandLevel,
  lastNotice,
  serveDecision,
  writeDecision,
} from "./write-decision.server.ts";
import type { Draft } from "./decision-draft.ts";

/** The accused asks for the decision to be reviewed, while the time for it runs. Refuses `window_closed`. */
export const applyForReview = (
  ctx: Context,
  id: string,
  { grounds }: z.output<typeof reviewInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "apply_for_review", async ({ tx, row, now }) => {
    if (row.deadline === null || row.deadline <= now)
      return refuse(caseProblems.windowClosed(row.deadline ?? now));
    return {
      reason: grounds,
      deadline: await deadlineOf(tx, row.ruleBookId, "review", now),
      entry: { kind: "review_application", text: grounds, audience: "subject" },
    };
  });

/** While it is reviewed the measures do not apply. Refuses `nothing_in_force`. */
export const stayMeasures = (
  ctx: Context,
  id: string,
  { reason }: z.output<typeof reasonInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "stay", async (scene) => {
    const { tx, user } = scene;
    const { found, at } = await beginReview(ctx, scene);
    const stayed = { at, reason, byId: user.id, decisionId: null };
    if ((await changeMeasures(tx, found.row.id, "stay", stayed)) === 0)
      return refuse(caseProblems.nothingInForce());
    return { reason, entry: { kind: "stay", text: reason, audience: "subject" } };
  });

/** A third person finds the decision right; what was stayed applies again. */
export const upholdDecision = (
  ctx: Context,
  id: string,
  { how, ...input }: z.output<typeof upholdInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "uphold", async (scene) => {
    const { tx, user } = scene;
    const { found, at } = await beginReview(ctx, scene);
    const draft = { ...input, kind: "upheld" as const, class: null, measures: [], notice: null };
    const written = await writeDecision(scene, ctx.actor, { ...draft, on: found.row });
    await serveDecision(tx, written.id, { at, how, byId: user.id });
    const resumed = { at, reason: written.documentNo, byId: user.id, decisionId: written.id };
    await changeMeasures(tx, found.row.id, "resume", resumed);
    return reviewed(scene, written.id, written.documentNo, input.reasons);
  });

/** A third person makes the decision milder: the old one ends, the new one is served and laid in its place; time served counts. */
export const changeDecision = (
  ctx: Context,
  id: string,
  { how, ...input }: z.output<typeof changeInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "change", async (scene) => {
    const { tx, row, user } = scene;
    const { found, at } = await beginReview(ctx, scene);
    const old = found.row;
    if (old.class === null || !isMilder(input, { class: old.class, measures: found.measures }))
      return refuse(caseProblems.notMilder());
    const offence = await offenceOf(tx, row.ruleBookId, old.offenceCode);
    const beyond = beyondBook(input, offence.gravest, offence.allowed);
    if (beyond) return refuse(beyond);
    const notice = (await lastNotice(tx, id)) ?? null;
    const draft: Draft = { ...input, kind: "changed", notice, on: old };
    const written = await writeDecision(scene, ctx.actor, draft);
    await serveDecision(tx, written.id, { at, how, byId: user.id });
    await endWith(ctx, scene, old.id, written, at, "changed");
    await laySanction(tx, row, written, at, await countsFrom(tx, id));
    return reviewed(scene, written.id, written.documentNo, input.reasons);
  });

/** A third person takes the decision back: measures, event and publication end with it, at once. */
export const revokeDecision = (
  ctx: Context,
  id: string,
  { how, ...input }: z.output<typeof upholdInput>,
): Promise<Result<void>> =>
  stepCase(ctx, id, "revoke", async (scene) => {
    const { tx, user } = scene;
    const { found, at } = await beginReview(ctx, scene);
    const draft = { ...input, kind: "revoked" as const, class: null, measures: [], notice: null };
    const written = await writeDecision(scene, ctx.actor, { ...draft, on: found.row });
    await serveDecision(tx, written.id, { at, how, byId: user.id });
    await endWith(ctx, scene, found.row.id, written, at, "revoked");
    return reviewed(scene, written.id, written.documentNo, input.reasons);
  });

/** Who reviews is neither investigator nor chair nor signer, and as high up as the measures ask for. The standing is locked. */
async function beginReview(ctx: Context, { tx, row, user }: Scene) {
  await demandPart(tx, user.id, row, "reviewer");
  const found = await decisionInForce(tx, row.id);
  await demandLevel(tx, ctx.actor, row, found.measures);
  await lockStanding(tx, row.subjectId);
  return { found, at: ctx.clock.now() };
}

async function endWith(
  ctx: Context,
  { tx, user }: Scene,
  ofDecision: string,
  written: { id: string; documentNo: string },
  at: Date,
  withdrawal: "changed" | "revoked",
): Promise<void> {
  const reason = written.documentNo;
  const ending = { at, kind: "revoke" as const, withdrawal, reason, byId: user.id };
  await endSanction(tx, ctx, ofDecision, { ...ending, decisionId: written.id });
  await voidRectifications(tx, ctx, ofDecision);
}

const reviewed = ({ user }: Scene, decisionId: string, documentNo: string, reason: string): Taken => ({
  reason,
  set: { reviewerId: user.id },
  entry: { kind: "decision", text: documentNo, audience: "both", detail: { decisionId } },
  detail: { documentNo },
});
