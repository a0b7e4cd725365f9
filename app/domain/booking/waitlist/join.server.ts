import { and, eq, inArray, or, sql } from "drizzle-orm";
import { waitlistEntry } from "#db/schema/waitlist.ts";
import type { Tx } from "#db/client.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { demandStanding } from "../../credit/standing.server.ts";
import { may } from "../../identity/permissions.ts";
import { recordAudit } from "../../move.server.ts";
import { transact } from "../../transact.server.ts";
import type { BookableFacility } from "../bookable-facility.ts";
import { loadFacility } from "../known-facility.server.ts";
import { lockFacilities } from "../lock.server.ts";
import { assessWish, type Booker } from "../plan.server.ts";
import { againstPolicy } from "../refusals.ts";
import { mayKnow, reserveLocked } from "../reserve.server.ts";
import { settleFacility } from "../settle.server.ts";
import { type Span, spanOf } from "../spans.ts";
import type { JoinInput } from "./inputs.ts";
import { lastStart, reviewJoin, type Wait } from "./policy.ts";
import { serveQueue } from "./serve-queue.server.ts";

/**
 * Joins the waiting list of a facility for a time that somebody else has. Allowed exactly when that is the only reason:
 * refuses with `not_taken` when the time is free, with `policy` and every reason when a rule stands against it. Should
 * something in the window be free already, it is offered at once.
 */
export async function joinWaitlist(ctx: Context, input: JoinInput): Promise<Result<{ id: string }>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "booking.use"))
    return fail(problems.forbidden("booking.use"));
  const booker = { userId: user.id, organizationId: organization.id, verified: organization.verified };
  return transact(ctx.db, async (tx) => {
    await lockFacilities(tx, [input.facilityId]);
    const facility = await loadFacility(tx, input.facilityId, ctx.clock.now());
    if (!facility || !mayKnow(booker, facility)) return refuse(problems.notFound("facility"));
    await demandStanding(tx, booker.organizationId, "book", ctx.clock.now());
    await settleFacility(tx, ctx, facility.id);
    const way = await demandOnlyTaken(tx, ctx, facility, booker, input);
    const id = await insertEntry(tx, ctx, facility, booker, input, way);
    await serveQueue(tx, ctx, facility.id, reserveLocked);
    return { id };
  });
}

const waitOfInput = ({ start, end, earliest = start, latest = end }: JoinInput): Wait => ({
  window: spanOf(earliest, latest),
  minutes: (end.getTime() - start.getTime()) / 60_000,
});

async function demandOnlyTaken(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  booker: Booker,
  input: JoinInput,
) {
  const { clock } = ctx;
  const now = clock.now();
  const wanted = spanOf(input.start, input.end);
  const own = await windowsOf(tx, facility.id, booker.userId, now);
  const { offerMinutes, horizonDays } = facility.rules;
  const at = { now: now.getTime(), offerMinutes, horizonDays, own };
  const assessment = await assessWish(tx, facility, booker, input, now);
  const reasons = [...assessment.reasons, ...reviewJoin({ wanted, wait: waitOfInput(input) }, at)];
  if (reasons.length > 0) return refuse(againstPolicy(reasons));
  if (assessment.freeUnits.length > 0) return refuse({ code: "not_taken", status: 409 });
  return assessment.way;
}

/** The windows in which somebody waits at a facility, or has an offer. */
export async function windowsOf(tx: Tx, facilityId: string, userId: string, now: Date): Promise<Span[]> {
  const rows = await tx
    .select({ earliest: waitlistEntry.earliest, latest: waitlistEntry.latest })
    .from(waitlistEntry)
    .where(
      and(
        eq(waitlistEntry.userId, userId),
        eq(waitlistEntry.facilityId, facilityId),
        inArray(waitlistEntry.state, ["waiting", "offered"]),
        or(sql`${waitlistEntry.deadline} is null`, sql`${waitlistEntry.deadline} > ${now.toISOString()}`),
      ),
    );
  return rows.map(({ earliest, latest }) => spanOf(earliest, latest));
}

async function insertEntry(
  tx: Tx,
  ctx: Context,
  facility: BookableFacility,
  { userId, organizationId }: Booker,
  input: JoinInput,
  way: typeof waitlistEntry.$inferInsert.way,
): Promise<string> {
  const now = ctx.clock.now();
  const wait = waitOfInput(input);
  const [row] = await tx
    .insert(waitlistEntry)
    .values({
      createdAt: now,
      stateSince: now,
      facilityId: facility.id,
      providerId: facility.providerId,
      organizationId,
      userId,
      earliest: new Date(wait.window.start),
      latest: new Date(wait.window.end),
      minutes: wait.minutes,
      way,
      purpose: input.purpose,
      project: input.project,
      termsVersion: input.termsVersion ?? facility.rules.termsVersion,
      deadline: new Date(lastStart(wait)),
    })
    .returning({ id: waitlistEntry.id });
  if (!row) throw new Error("a waiting-list entry was not returned by its insert");
  await recordAudit(tx, ctx, {
    entity: "waitlist_entry",
    entityId: row.id,
    transition: "join-queue",
    toState: "waiting",
    detail: { facilityId: facility.id, window: wait.window, minutes: wait.minutes },
  });
  return row.id;
}
