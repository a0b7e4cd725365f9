import { and, asc, count, desc, eq, type SQL } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import { reconciliationDifference } from "#db/schema/transfer.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { move } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { differenceProcess } from "./states.ts";

export type DifferenceRow = typeof reconciliationDifference.$inferSelect;

export interface DifferenceItem {
  row: DifferenceRow;
  organization: { id: string; nameZh: string; nameEn: string } | null;
}

export const differenceViews = ["found", "explained", "gone"] as const;

export type DifferenceView = (typeof differenceViews)[number];

const region = "330000";

/**
 * A person says why the two sides differ. The difference stays on the list with it. An organisation explains those of
 * its own bank; the operator those of the platform.
 */
export async function explainDifference(
  ctx: Context,
  id: string,
  { explanation }: { explanation: string },
): Promise<Result<DifferenceRow>> {
  if (!isUuid(id)) return fail(problems.notFound("difference"));
  return transact(ctx.db, async (tx) => {
    const [row] = await tx
      .select()
      .from(reconciliationDifference)
      .where(eq(reconciliationDifference.id, id))
      .for("update");
    if (!row || !sees(ctx, row)) return refuse(problems.notFound("difference"));
    // What concerns one organisation is that organisation's to explain, not the platform's.
    const subject = { ...row, regionCode: row.organizationId === null ? region : null };
    const set = { explanation, explainedBy: ctx.actor.user?.id ?? null, explainedAt: ctx.clock.now() };
    await tx.update(reconciliationDifference).set(set).where(eq(reconciliationDifference.id, id));
    const state = await move(tx, ctx, differenceProcess, reconciliationDifference, subject, {
      ...{ transition: "explain", reason: explanation },
    });
    return { ...row, ...set, state };
  });
}

const sees = ({ actor }: Context, { organizationId }: DifferenceRow): boolean =>
  may(actor, "reconciliation.read", { regionCode: region }) ||
  (organizationId !== null && may(actor, "charge.manage", { organizationId }));

/** Differences of the actor's own organisation, or, for those who oversee money, of everybody: the oldest first. */
export async function listDifferences(
  ctx: Context,
  { whose, view, page, size }: { whose: "own" | "all"; view: DifferenceView; page: number; size: number },
): Promise<Result<{ items: DifferenceItem[]; counts: Record<DifferenceView, number> }>> {
  const scope = scopeOf(ctx, whose);
  if (!scope.ok) return scope;
  const [items, counted] = await Promise.all([
    ctx.db
      .select({
        row: reconciliationDifference,
        organization: { id: organization.id, nameZh: organization.nameZh, nameEn: organization.nameEn },
      })
      .from(reconciliationDifference)
      .leftJoin(organization, eq(organization.id, reconciliationDifference.organizationId))
      .where(and(scope.value, eq(reconciliationDifference.state, view)))
      .orderBy(
        view === "gone" ? desc(reconciliationDifference.stateSince) : asc(reconciliationDifference.day),
        asc(reconciliationDifference.id),
      )
      .limit(size)
      .offset((page - 1) * size),
    ctx.db
      .select({ state: reconciliationDifference.state, n: count() })
      .from(reconciliationDifference)
      .where(scope.value)
      .groupBy(reconciliationDifference.state),
  ]);
  const of = (state: DifferenceView) => counted.find((row) => row.state === state)?.n ?? 0;
  return {
    ok: true,
    value: { items, counts: { found: of("found"), explained: of("explained"), gone: of("gone") } },
  };
}

function scopeOf({ actor }: Context, whose: "own" | "all"): Result<SQL | undefined> {
  if (whose === "all")
    return may(actor, "reconciliation.read", { regionCode: region })
      ? { ok: true, value: undefined }
      : fail(problems.forbidden("reconciliation.read"));
  const organizationId = actor.organization?.id;
  return organizationId && may(actor, "charge.manage", { organizationId })
    ? { ok: true, value: eq(reconciliationDifference.organizationId, organizationId) }
    : fail(problems.forbidden("charge.manage"));
}
