import type { Deadline } from "#app/domain/deadline.ts";
import { eq } from "drizzle-orm";
import { contractRegistration } from "#db/schema/contracts.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse, type Result } from "#app/runtime/problem.ts";
import type { Context } from "../../context.ts";
import { move } from "../../move.server.ts";
import { readParameter } from "../../parameters.server.ts";
import { today } from "../../working-days.ts";
import { workingDeadline } from "../../working-days.server.ts";
import { onContract, readParties, type Scene } from "../scene.server.ts";
import type { ApplyInput, RegisteredInput } from "./inputs.ts";
import { registrationProcess } from "./states.ts";

export type RegistrationRow = typeof contractRegistration.$inferSelect;

/** Writes down that the seller has applied for registration, with the three amounts that it declared. */
export function applyForRegistration(ctx: Context, id: string, input: ApplyInput): Promise<Result<void>> {
  return onContract(ctx, id, async (scene) => {
    const { tx, row, now } = scene;
    if (row.amount === null) return refuse(problems.notAllowedNow("apply-registration", row.state));
    const amounts = { ...input, totalAmount: row.amount };
    demandOrder(amounts);
    const registration = await lockOrBegin(scene, amounts);
    const { regionCode } = await readParties(tx, row);
    const days = await readParameter(tx, "contract_registration_days", regionCode, today(now));
    const deadline = await workingDeadline(tx, now, days);
    await step(tx, ctx, registration, { transition: "apply-registration", deadline });
    await write(tx, registration.id, { ...amounts, appliedAt: now });
  });
}

/** Technical income is part of the technology amount, that of the total: each is asked for to be right by itself. */
function demandOrder(amounts: {
  totalAmount: number;
  technologyAmount: number;
  technicalIncome: number;
}): void {
  const { totalAmount, technologyAmount, technicalIncome } = amounts;
  const above = (path: string, most: number) =>
    refuse(problems.invalid([{ path, code: "too_big", params: { maximum: most / 100 } }]));
  if (technologyAmount > totalAmount) above("technologyAmount", totalAmount);
  if (technicalIncome > technologyAmount) above("technicalIncome", technologyAmount);
}

async function lockOrBegin(
  { tx, row, now }: Scene,
  amounts: ApplyInput & { totalAmount: number },
): Promise<RegistrationRow> {
  const { totalAmount, technologyAmount, technicalIncome, declaredKind } = amounts;
  await tx
    .insert(contractRegistration)
    .values({
      ...{ contractId: row.id, sellerId: row.developerId, createdAt: now, stateSince: now },
      ...{ totalAmount, technologyAmount, technicalIncome, declaredKind },
    })
    .onConflictDoNothing();
  return lock(tx, row.id);
}

async function lock(tx: Tx, contractId: string): Promise<RegistrationRow> {
  const [row] = await tx
    .select()
    .from(contractRegistration)
    .where(eq(contractRegistration.contractId, contractId))
    .for("update");
  return row ?? refuse(problems.notFound("contract_registration"));
}

/** The office has registered it, perhaps as another kind and for other amounts than were declared. */
export function recordRegistered(ctx: Context, id: string, input: RegisteredInput): Promise<Result<void>> {
  return onContract(ctx, id, async ({ tx, now }) => {
    const registration = await lock(tx, id);
    demandOrder({ ...input, totalAmount: registration.totalAmount });
    await step(tx, ctx, registration, { transition: "record-registered", deadline: null });
    await write(tx, registration.id, { ...input, decidedAt: now });
  });
}

/** What else the office says, or what the seller does about it: see the table. */
export const recordAnswer =
  (transition: "record-supplement" | "record-not-registered" | "record-deregistered" | "record-revoked") =>
  (ctx: Context, id: string, { reason }: { reason: string }): Promise<Result<void>> =>
    onContract(ctx, id, async ({ tx, now }) => {
      const registration = await lock(tx, id);
      await step(tx, ctx, registration, { transition, reason, deadline: null });
      await write(tx, registration.id, { remark: reason, decidedAt: now });
    });

/** The seller has supplemented what the office asked for: its time begins anew. */
export function supplement(ctx: Context, id: string): Promise<Result<void>> {
  return onContract(ctx, id, async ({ tx, row, now }) => {
    const { regionCode } = await readParties(tx, row);
    const days = await readParameter(tx, "contract_registration_days", regionCode, today(now));
    await step(tx, ctx, await lock(tx, id), {
      ...{ transition: "supplement", deadline: await workingDeadline(tx, now, days) },
    });
  });
}

const step = (
  tx: Tx,
  ctx: Context,
  row: RegistrationRow,
  taken: { transition: string; reason?: string; deadline: Deadline | null },
) => move(tx, ctx, registrationProcess, contractRegistration, row, taken);

const write = (tx: Tx, id: string, set: Partial<RegistrationRow>) =>
  tx.update(contractRegistration).set(set).where(eq(contractRegistration.id, id));
