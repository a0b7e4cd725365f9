import { and, eq, gt, inArray, ne } from "drizzle-orm";
import { facilityBlock, violation } from "#db/schema/conduct.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { type Context, systemActor } from "../context.ts";
import { move, recordAudit } from "../move.server.ts";
import {
  comesByItself,
  type ConductRules,
  consequenceEnds,
  consequenceOf,
  covers,
  doesCount,
} from "./policy.ts";
import { blockProcess } from "./states.ts";

type Actorly = Pick<Context, "actor" | "clock">;

/** Whose violations at which facility. */
export interface Subject {
  facilityId: string;
  providerId: string;
  organizationId: string;
  userId: string;
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
 * After a violation has been waived: ends the proposals and blocks that the rest of the violations, as they counted when
 * each was drawn, would not have led to. Call under `lockConduct`.
 */
export async function releaseUndeserved(
  tx: Tx,
  ctx: Actorly,
  subject: Subject,
  rules: ConductRules,
  reason: string,
): Promise<void> {
  const now = ctx.clock.now();
  const timer = { actor: systemActor(ctx.actor.requestId), clock: ctx.clock };
  for (const block of await openBlocks(tx, subject, now)) {
    const level = consequenceOf(await countAt(tx, subject, block.createdAt, now), rules);
    if (level !== null && covers(level, block.level)) continue;
    const transition = block.state === "proposed" ? "drop_undeserved" : "lift_undeserved";
    await move(tx, timer, blockProcess, facilityBlock, block, { transition, reason });
  }
}

/** How many violations made at `at` or before count, judged by what is known at `now`. */
async function countAt(tx: Tx, { facilityId, userId }: Subject, at: Date, now: Date): Promise<number> {
  const rows = await tx
    .select({
      state: violation.state,
      at: violation.at,
      until: violation.until,
      deadline: violation.deadline,
    })
    .from(violation)
    .where(
      and(
        eq(violation.facilityId, facilityId),
        eq(violation.userId, userId),
        gt(violation.until, at),
        ne(violation.state, "waived"),
      ),
    );
  const answered = (deadline: Date | null) => deadline === null || now < deadline;
  return rows.filter((row) => doesCount({ ...row, deadline: answered(row.deadline) ? null : at }, at)).length;
}

const openBlocks = (tx: Tx, { facilityId, userId }: Subject, now: Date) =>
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
