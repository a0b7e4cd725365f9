import { and, desc, eq, isNull } from "drizzle-orm";
import { bankAccount } from "#db/schema/transfer.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { recentlyProven } from "#app/domain/identity/prove.server.ts";
import type { SessionRef } from "#app/domain/identity/visit.ts";
import { recordAudit } from "#app/domain/move.server.ts";
import { transact } from "#app/domain/transact.server.ts";
import type { BankAccountInput } from "./inputs.ts";

export type BankAccount = typeof bankAccount.$inferSelect;

/** Where an organisation takes transfers now; undefined until it has said so. */
export async function currentBankAccount(tx: Tx, organizationId: string): Promise<BankAccount | undefined> {
  const [row] = await tx
    .select()
    .from(bankAccount)
    .where(and(eq(bankAccount.organizationId, organizationId), isNull(bankAccount.endedAt)));
  return row;
}

/** The accounts of the actor's organisation, the current one first. */
export const ownBankAccounts = ({ db, actor }: Context): Promise<BankAccount[]> =>
  db
    .select()
    .from(bankAccount)
    .where(eq(bankAccount.organizationId, actor.organization?.id ?? ""))
    .orderBy(desc(bankAccount.createdAt))
    .limit(20);

/**
 * Says where the actor's organisation takes transfers from now on. Whoever changes that could send others' money
 * elsewhere: the person has proved themselves a moment ago (else `prove_again`), the log keeps both numbers, and every
 * owner is told. The same account again changes nothing.
 */
export async function setBankAccount(
  ctx: Context,
  session: SessionRef,
  input: BankAccountInput,
): Promise<Result<BankAccount>> {
  const organizationId = ctx.actor.organization?.id;
  if (!organizationId || !may(ctx.actor, "bank_account.edit", { organizationId }))
    return fail(problems.forbidden("bank_account.edit"));
  const proven = await recentlyProven(ctx, session);
  if (!proven.ok) return proven;
  return transact(ctx.db, async (tx) => {
    const now = ctx.clock.now();
    const [before] = await tx
      .select()
      .from(bankAccount)
      .where(and(eq(bankAccount.organizationId, organizationId), isNull(bankAccount.endedAt)))
      .for("update");
    if (before && isSame(before, input)) return before;
    if (before) await tx.update(bankAccount).set({ endedAt: now }).where(eq(bankAccount.id, before.id));
    const [made] = await tx
      .insert(bankAccount)
      .values({ ...input, organizationId, setBy: proven.value.id, createdAt: now })
      .returning();
    if (!made) throw new Error("a bank account was not written");
    await recordAudit(tx, ctx, {
      ...{
        entity: "bank_account",
        entityId: made.id,
        transition: before ? "change-bank-account" : "set-bank-account",
      },
      detail: { from: before && shortOf(before), to: shortOf(made) },
    });
    await enqueue(tx, "notify", {
      ...{ template: "transfer-account-changed", entity: "bank_account", entityId: made.id },
      ...{ parties: ["owner"], reason: "" },
    });
    return made;
  });
}

const isSame = (row: BankAccount, input: BankAccountInput): boolean =>
  (["holder", "bank", "branch", "number", "bankCode"] as const).every((key) => row[key] === input[key]);

const shortOf = ({ bank, number }: BankAccount): string => `${bank} ${number}`;
