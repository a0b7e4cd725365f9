import type { Deadline } from "#app/domain/deadline.ts";
import { and, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { organization, verification } from "#db/schema/identity.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import type { Context } from "../context.ts";
import { type DueRows, settleDue } from "../due.server.ts";
import { recordAudit } from "../move.server.ts";
import { transact } from "../transact.server.ts";
import { renewalMs } from "./policy.ts";

/** How many organisations one run takes; the next run takes the rest. */
const batch = 500;

/** Whether a regulator still has to answer what the organisation has asked for: then nothing ends by its silence. */
const waits = sql`exists (select 1 from verification v where v.organization_id = ${organization.id} and v.state = 'submitted')`;

const reminded = sql`exists (select 1 from audit_entry a where a.entity = 'organization' and a.entity_id = ${organization.id}
  and a.transition = 'remind_verification' and a.at > ${organization.verifiedAt})`;

/**
 * Job `lapse-verifications`: organisations are verified again from time to time (E-Commerce Law, Art. 27). Owners are asked
 * once, as soon as they may renew; where nobody has asked for it by the end, the verification is over. Running twice changes
 * nothing.
 */
export const lapseVerifications = (ctx: Context): Promise<Record<string, number>> =>
  settleDue(ctx, "lapse-verifications", [
    endingVerifications(ctx, {
      until: ctx.clock.now(),
      unless: sql`not ${waits}`,
      ...{ entity: "ended_verification", transition: "lapse_verification", template: "verification-lapsed" },
      work: end,
    }),
    endingVerifications(ctx, {
      until: new Date(ctx.clock.now().getTime() + renewalMs),
      unless: sql`not ${waits} and not ${reminded}`,
      ...{
        entity: "ending_verification",
        transition: "remind_verification",
        template: "verification-ending",
      },
    }),
  ]);

interface Ending {
  until: Deadline;
  unless: SQL;
  entity: string;
  transition: string;
  template: string;
  work?: (tx: Tx, id: string) => Promise<void>;
}

function endingVerifications(
  ctx: Context,
  { until, unless, entity, transition, template, work }: Ending,
): DueRows {
  const due = and(isNotNull(organization.verifiedAt), lte(organization.reverifyAt, until), unless);
  return {
    entity,
    find: (isReady) =>
      ctx.db
        .select({ id: organization.id })
        .from(organization)
        .where(and(due, isReady(organization.id)))
        .limit(batch),
    work: (id) =>
      transact(ctx.db, async (tx) => {
        const mine = and(eq(organization.id, id), due);
        const [row] = await tx
          .select({ id: organization.id })
          .from(organization)
          .where(mine)
          .for("no key update");
        if (!row) return;
        await work?.(tx, id);
        await recordAudit(tx, ctx, { entity: "organization", entityId: id, transition });
        await tell(tx, id, template);
      }),
  };
}

async function end(tx: Tx, organizationId: string): Promise<void> {
  await tx
    .update(organization)
    .set({ verifiedAt: null, reverifyAt: null })
    .where(eq(organization.id, organizationId));
  await enqueue(tx, "index-owned", { organizationId }, { key: `index-owned:${organizationId}` });
}

/** The owners, by the last request for verification; nobody where there never was one. */
async function tell(tx: Tx, organizationId: string, template: string): Promise<void> {
  const [last] = await tx
    .select({ id: verification.id })
    .from(verification)
    .where(eq(verification.organizationId, organizationId))
    .orderBy(sql`${verification.id} desc`)
    .limit(1);
  if (!last) return;
  const about = { template, entity: "verification", entityId: last.id };
  await enqueue(tx, "notify", { ...about, parties: ["applicant"], reason: "" });
}
