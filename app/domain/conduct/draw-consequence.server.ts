import { and, eq, gt, inArray } from "drizzle-orm";
import { facilityBlock } from "#db/schema/conduct.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Context, systemActor } from "../context.ts";
import { move, recordAudit } from "../move.server.ts";
import { type About, countAt, isDeserved } from "./count.server.ts";
import { comesByItself, type ConductRules, consequenceEnds, consequenceOf, covers } from "./policy.ts";
import { blockProcess } from "./states.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** Whose violations, at which facility of which provider, for which organisation. */
export interface Subject extends About {
  providerId: string;
  organizationId: string;
}

/**
 * Draws the consequence of the violations that count now, unless one as heavy is proposed or in force: by itself where
 * the rules publish that, else as a proposal for the provider's staff. Call under `lockConduct`.
 */
export async function drawConsequence(
  tx: Tx,
  ctx: Actorly,
  subject: Subject,
  rules: ConductRules,
): Promise<void> {
  const now = ctx.clock.now();
  const level = consequenceOf(await countAt(tx, subject, now, now), rules);
  if (level === null) return;
  await releaseUndeserved(tx, ctx, subject, "");
  const open = await openBlocks(tx, subject, now);
  if (open.some((block) => covers(block.level, level))) return;
  const automatic = comesByItself(level, rules);
  const state = automatic ? "in_force" : "proposed";
  const { facilityId, providerId, organizationId, userId } = subject;
  const [made] = await tx
    .insert(facilityBlock)
    .values({
      facilityId,
      providerId,
      organizationId,
      userId,
      level,
      automatic,
      state,
      from: now,
      until: consequenceEnds(level, now, rules),
      createdAt: now,
      stateSince: now,
    })
    .returning({ id: facilityBlock.id });
  if (!made) throw new Error("a block was not returned by its insert");
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  const entity = { entity: "facility_block", entityId: made.id };
  await recordAudit(tx, timer, {
    ...entity,
    transition: "draw_consequence",
    toState: state,
    detail: { level },
  });
  const [template, parties] = automatic
    ? ["block-in-force", ["subject"]]
    : ["block-proposed", ["provider", "subject"]];
  await enqueue(tx, "notify", { template, ...entity, parties, reason: "" });
}

/**
 * Ends the proposals and blocks that the violations behind them would not have led to, now that one of them has been
 * waived or left unanswered; `reason` is what the staff said. Call under `lockConduct`.
 */
export async function releaseUndeserved(tx: Tx, ctx: Actorly, about: About, reason: string): Promise<void> {
  const now = ctx.clock.now();
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  for (const block of await openBlocks(tx, about, now)) {
    if (await isDeserved(tx, block, now)) continue;
    const transition = block.state === "proposed" ? "drop_undeserved" : "lift_undeserved";
    await move(tx, timer, blockProcess, facilityBlock, block, { transition, reason });
  }
}

const openBlocks = (tx: Tx, { facilityId, userId }: About, now: Date) =>
  tx
    .select()
    .from(facilityBlock)
    .where(
      and(
        eq(facilityBlock.facilityId, facilityId),
        eq(facilityBlock.userId, userId),
        inArray(facilityBlock.state, ["proposed", "in_force"]),
        gt(facilityBlock.until, now),
      ),
    );
