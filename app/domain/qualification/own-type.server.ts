import { and, eq } from "drizzle-orm";
import { qualificationType } from "#db/schema/qualification.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";

export type TypeRow = typeof qualificationType.$inferSelect;

/** The organisation whose qualifications the actor administers. Refuses with `forbidden`. */
export function issuerOf({ actor }: Pick<Context, "actor">): string {
  const { organization } = actor;
  const permitted = organization && may(actor, "booking.manage", { organizationId: organization.id });
  return permitted ? organization.id : refuse(problems.forbidden("booking.manage"));
}

/** A type of the actor's organisation, locked against changes. Refuses with `forbidden` or `not_found`. */
export async function lockOwnType(tx: Tx, ctx: Context, typeId: string): Promise<TypeRow> {
  const organizationId = issuerOf(ctx);
  const [row] = await tx
    .select()
    .from(qualificationType)
    .where(and(eq(qualificationType.id, typeId), eq(qualificationType.organizationId, organizationId)))
    .for("no key update");
  return row ?? refuse(problems.notFound("qualification_type"));
}
