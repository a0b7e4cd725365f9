import { and, eq, isNull } from "drizzle-orm";
import { membership } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { refuse } from "#app/runtime/problem.ts";
import { identityProblems } from "../identity/policy.ts";

/** Nobody judges an organisation that they belong to: refuses with `own_organization`. */
export async function notOfTheirs(tx: Tx, userId: string, organizationId: string): Promise<void> {
  const rows = await tx
    .select({ id: membership.id })
    .from(membership)
    .where(
      and(
        eq(membership.userId, userId),
        eq(membership.organizationId, organizationId),
        isNull(membership.endedAt),
      ),
    );
  if (rows.length > 0) refuse(identityProblems.ownOrganization());
}
