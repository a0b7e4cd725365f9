import { and, eq, isNull } from "drizzle-orm";
import { appUser, jurisdiction, membership, organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Context } from "#app/domain/context.ts";
import { kindOfCreditCode } from "#app/domain/identity/credit-code.ts";
import { assertRegion } from "#app/domain/identity/found-organization.server.ts";
import { issueOneTime } from "#app/domain/identity/one-time.server.ts";
import { hashPassword } from "#app/domain/identity/passwords.server.ts";
import { newSecretToken } from "#app/domain/identity/session.server.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { AppointInput } from "./inputs.ts";

/** Roles that mean nothing in an organisation without a territory. */
const ofAuthorities: readonly Role[] = ["officer", "adjudicator"];

/**
 * Gives a person roles in an organisation, from the machine itself: how a market without accounts begins, and how an
 * organisation that has lost its last owner gets another. Makes the organisation (verified: whoever runs the platform vouches for it), its territory and
 * the account where they are not there. Returns the secret of a link, good for an hour, by which a new account gets its
 * password; null where the account was there. Refuses `invalid` (what a new organisation lacks, roles that cannot go
 * together, roles of authorities without a territory).
 */
export async function appoint(ctx: Context, input: AppointInput): Promise<Result<{ token: string | null }>> {
  const passwordHash = await hashPassword(newSecretToken().token);
  return transact(ctx.db, async (tx) => {
    const at = ctx.clock.now();
    const organizationId = await organizationOf(tx, ctx, input);
    await assertRoles(tx, organizationId, input.roles);
    const [made] = await tx
      .insert(appUser)
      .values({ email: input.email, name: input.person, passwordHash, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: appUser.id });
    const userId = made?.id ?? (await accountOf(tx, input.email));
    await giveRoles(tx, at, { userId, organizationId, roles: input.roles });
    await recordAudit(tx, ctx, {
      entity: "organization",
      entityId: organizationId,
      transition: "appoint",
      reason: input.reason,
      detail: { email: input.email, roles: input.roles, regionCode: input.jurisdiction ?? null },
    });
    return { token: made ? await issueOneTime(tx, at, "reset_password", userId) : null };
  });
}

async function organizationOf(tx: Tx, ctx: Context, input: AppointInput): Promise<string> {
  const [known] = await tx
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.uscc, input.uscc));
  const id = known?.id ?? (await found(tx, ctx.clock.now(), input));
  if (input.jurisdiction !== undefined)
    await tx
      .insert(jurisdiction)
      .values({ organizationId: id, regionPrefix: input.jurisdiction })
      .onConflictDoNothing();
  return id;
}

async function found(tx: Tx, at: Date, { uscc, name, region: regionCode }: AppointInput): Promise<string> {
  if (name === undefined) return refuse(problems.invalid([{ path: "name", code: "required" }]));
  if (regionCode === undefined) return refuse(problems.invalid([{ path: "region", code: "required" }]));
  await assertRegion(tx, regionCode);
  const [row] = await tx
    .insert(organization)
    .values({ uscc, nameZh: name, regionCode, kind: kindOfCreditCode(uscc), verifiedAt: at, createdAt: at })
    .returning({ id: organization.id });
  if (!row) throw new Error("organization was not inserted");
  return row.id;
}

async function assertRoles(tx: Tx, organizationId: string, roles: readonly Role[]): Promise<void> {
  if (roles.includes("auditor") && roles.length > 1) notTogether();
  if (!roles.some((role) => ofAuthorities.includes(role))) return;
  const territory = await tx
    .select()
    .from(jurisdiction)
    .where(eq(jurisdiction.organizationId, organizationId));
  if (territory.length === 0) notTogether();
}

const notTogether = (): never => refuse(problems.invalid([{ path: "roles", code: "role_not_assignable" }]));

async function accountOf(tx: Tx, email: string): Promise<string> {
  const [row] = await tx.select({ id: appUser.id }).from(appUser).where(eq(appUser.email, email));
  if (!row) throw new Error("account was neither inserted nor found");
  return row.id;
}

/** Beside the roles that somebody has there already: taking roles away is the owner's, who sees what depends on them. */
async function giveRoles(
  tx: Tx,
  createdAt: Date,
  { userId, organizationId, roles }: { userId: string; organizationId: string; roles: Role[] },
): Promise<void> {
  const own = and(eq(membership.userId, userId), eq(membership.organizationId, organizationId));
  const [held] = await tx
    .select({ id: membership.id, roles: membership.roles })
    .from(membership)
    .where(and(own, isNull(membership.endedAt)))
    .for("update");
  if (!held) {
    await tx.insert(membership).values({ userId, organizationId, roles, createdAt });
    return;
  }
  const together = [...new Set([...held.roles, ...roles])];
  if (together.includes("auditor") && together.length > 1) notTogether();
  await tx.update(membership).set({ roles: together }).where(eq(membership.id, held.id));
}
