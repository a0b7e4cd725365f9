import type { Deadline } from "#app/domain/deadline.ts";
import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { auditEntry } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Actor, Context } from "./context.ts";
import { findTransition, isIn, messagesOf, type Process, partiesOf, type Staged } from "./process.ts";

export interface Move {
  transition: string;
  reason?: string;
  /** When the new state runs out; null clears it. */
  deadline?: Deadline | null;
  /** Kept in the audit log; no secrets. */
  detail?: Record<string, unknown>;
  /** One of several changes of which the parties are told at once: this one enqueues no notice. */
  quiet?: boolean;
  /** Parties of the table that are not told this time. */
  untold?: readonly string[];
}

/**
 * Takes `row` through one transition: the only code that changes a `state`. Checks the actor and the state, then
 * compares and sets on (id, state, version), writes the audit entry and enqueues the notices in the same transaction.
 * A transition to `same` keeps state and `state_since` but counts as a change. Without `deadline` in `step`, a `same`
 * step keeps the deadline too. Refuses with `not_allowed_now`, `forbidden` or `changed_meanwhile`. Returns the new state.
 */
export async function move<S extends string, P extends string>(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  process: Process<S, P>,
  table: PgTable,
  row: Staged,
  { transition, reason = "", deadline, detail, quiet, untold = [] }: Move,
): Promise<S> {
  const step = findTransition(process, transition);
  if (!step) return refuse(problems.notFound("transition"));
  const parties = partiesOf(process, ctx.actor, row);
  if (!step.by.some((party) => parties.includes(party))) return refuse(problems.forbidden(transition));
  const from = process.states.find((state) => state === row.state && isIn(step.from, state));
  if (from === undefined) return refuse(problems.notAllowedNow(transition, row.state));
  const stays = step.to === "same";
  const to = step.to === "same" ? from : step.to;
  const at = ctx.clock.now();
  const due = stays && deadline === undefined ? sql`deadline` : sql`${deadline?.toISOString() ?? null}`;
  const changed = await tx.execute(
    sql`update ${table} set state = ${to}, version = version + 1, deadline = ${due}::timestamptz,
          state_since = ${stays ? sql`state_since` : sql`${at.toISOString()}`}::timestamptz
        where id = ${row.id} and state = ${row.state} and version = ${row.version} returning id`,
  );
  if (changed.length !== 1) return refuse(problems.conflict());
  await recordAudit(tx, ctx, {
    entity: process.entity,
    entityId: row.id,
    transition,
    fromState: from,
    toState: to,
    reason,
    detail,
  });
  for (const { template, to: parties, reasonless } of quiet ? [] : messagesOf(step)) {
    const told = parties.filter((party) => !untold.includes(party));
    if (told.length === 0) continue;
    await enqueue(tx, "notify", {
      template,
      entity: getTableName(table),
      entityId: row.id,
      parties: told,
      reason: reasonless ? "" : reason,
      by: ctx.actor.user?.id,
    });
  }
  return to;
}

export interface AuditFact {
  entity: string;
  entityId: string;
  transition: string;
  fromState?: string;
  toState?: string;
  reason?: string;
  detail?: Record<string, unknown>;
}

/** Writes one line of the audit log in the caller's transaction: who, for whom, what, from, to, why, when. */
export async function recordAudit(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  fact: AuditFact,
): Promise<void> {
  await recordAudits(tx, ctx, [fact]);
}

/** The same for several facts of one act, in their order. */
export async function recordAudits(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  facts: readonly AuditFact[],
): Promise<void> {
  await insertRows(
    tx,
    auditEntry,
    facts.map((fact) => auditRow(ctx, fact)),
  );
}

export const auditColumns = [
  ...(["at", "actorId", "actorName", "organizationId", "via", "requestId"] as const),
  ...(["entity", "entityId", "transition", "fromState", "toState", "reason", "detail"] as const),
];

export type AuditRow = Required<Pick<typeof auditEntry.$inferInsert, (typeof auditColumns)[number]>>;

/** The line that `recordAudit` writes, for a command that writes it together with other rows. */
export const auditRow = (
  { actor, clock }: Pick<Context, "actor" | "clock">,
  { entity, entityId, transition, fromState, toState, reason, detail }: AuditFact,
): AuditRow => ({
  ...{ entity, entityId, transition },
  fromState: fromState ?? null,
  toState: toState ?? null,
  reason: reason ?? "",
  detail: detail ?? null,
  at: clock.now(),
  actorId: actor.user?.id ?? null,
  actorName: actorName(actor),
  organizationId: actor.organization?.id ?? null,
  via: actor.via,
  requestId: actor.requestId,
});

const actorName = (actor: Actor): string => actor.user?.name ?? actor.via;
