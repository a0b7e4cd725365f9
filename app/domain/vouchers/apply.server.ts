import { eq } from "drizzle-orm";
import { budget, voucher, voucherProgram } from "#db/schema/vouchers.ts";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#app/runtime/jobs.server.ts";
import { fail, problems, refuse, type Result } from "#app/runtime/problem.ts";
import { demandStanding } from "../credit/standing.server.ts";
import type { Context } from "../context.ts";
import { may } from "../identity/permissions.ts";
import { recordAudit } from "../move.server.ts";
import { readParameter } from "../parameters.server.ts";
import { transact } from "../transact.server.ts";
import { workingDeadline } from "../working-days.server.ts";
import { today } from "../working-days.ts";
import { applicantOf } from "./applicant.server.ts";
import { isAutomatic, reviewApplication, validUntil } from "./application-policy.ts";
import { commitBudget, freeOf } from "./budgets.server.ts";
import { type ProgramRow, rulesInForce, type RulesRow } from "./find-program.server.ts";
import type { ApplyInput } from "./inputs.ts";
import { lockApplicant } from "./lock.server.ts";
import { voucherProblems } from "./problems.ts";
import { prefixOf } from "./region.ts";

export interface Applied {
  id: string;
  state: "applied" | "granted";
}

/**
 * A company applies for a voucher of an open programme. Small sums are granted at once where the rules say so, others wait
 * for an officer. Refuses `policy` with every reason, `standing` with the measure in force that takes subsidies away.
 */
export async function applyForVoucher(
  ctx: Context,
  programId: string,
  input: ApplyInput,
): Promise<Result<Applied>> {
  const { user, organization } = ctx.actor;
  if (!user || !organization || !may(ctx.actor, "voucher.use"))
    return fail(problems.forbidden("voucher.use"));
  return transact(ctx.db, async (tx) => {
    await demandStanding(tx, organization.id, "receive", ctx.clock.now());
    await lockApplicant(tx, programId, organization.id);
    const { program, rules } = await openProgram(tx, programId);
    const reasons = await reasonsAgainst(tx, ctx, program, rules, organization.id, input);
    if (reasons.length > 0) return refuse(voucherProblems.againstRules(reasons));
    const automatic = isAutomatic(rules, input.requested);
    const who = { organizationId: organization.id, appliedBy: user.id };
    const made = await writeVoucher(tx, ctx, program, rules, { ...input, ...who, automatic });
    if (automatic)
      await commitBudget(tx, ctx, program.budgetId, {
        cause: { type: "voucher", id: made.id },
        organizationId: organization.id,
        purpose: "voucher",
        fen: input.requested,
      });
    return made;
  });
}

async function openProgram(tx: Tx, id: string): Promise<{ program: ProgramRow; rules: RulesRow }> {
  const [program] = await tx.select().from(voucherProgram).where(eq(voucherProgram.id, id));
  const rules = program && (await rulesInForce(tx, id));
  return program && rules ? { program, rules } : refuse(problems.notFound("voucher_program"));
}

/** Every reason against an application as things stand now. */
export async function reasonsAgainst(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  program: ProgramRow,
  rules: RulesRow,
  organizationId: string,
  input: Pick<ApplyInput, "requested" | "notFunded">,
) {
  const day = today(clock.now());
  const [money] = await tx.select().from(budget).where(eq(budget.id, program.budgetId));
  const applicant = await applicantOf(tx, organizationId, program.id, day);
  const facts = {
    open: program.state === "open",
    regionPrefix: prefixOf(program.regionCode),
    free: money ? freeOf(money) : 0,
    today: day,
  };
  return reviewApplication(facts, rules, applicant, input);
}

interface Applying {
  organizationId: string;
  appliedBy: string;
  automatic: boolean;
}

async function writeVoucher(
  tx: Tx,
  ctx: Context,
  program: ProgramRow,
  rules: RulesRow,
  { requested, purpose, automatic, organizationId, appliedBy }: ApplyInput & Applying,
): Promise<Applied> {
  const now = ctx.clock.now();
  const until = validUntil(rules, now);
  const state = automatic ? "granted" : "applied";
  const [made] = await tx
    .insert(voucher)
    .values({
      programId: program.id,
      rulesId: rules.id,
      budgetId: program.budgetId,
      regionCode: program.regionCode,
      ...{ organizationId, appliedBy, purpose, requested, automatic, state },
      year: Number(today(now).slice(0, 4)),
      ...(automatic && { amount: requested, grantedAt: now, validUntil: until }),
      createdAt: now,
      stateSince: now,
      deadline: automatic ? until : await answerBy(tx, ctx, program.regionCode),
    })
    .returning({ id: voucher.id });
  if (!made) throw new Error("the voucher was not written");
  const entity = { entity: "voucher", entityId: made.id };
  await recordAudit(tx, ctx, {
    ...entity,
    transition: "apply_voucher",
    toState: state,
    reason: purpose,
    detail: { requested, automatic, rules: rules.version },
  });
  await enqueue(tx, "notify", {
    template: automatic ? "voucher-granted" : "voucher-applied",
    ...entity,
    parties: [automatic ? "holder" : "officer"],
    reason: purpose,
  });
  return { id: made.id, state };
}

async function answerBy(tx: Tx, { clock }: Context, regionCode: string): Promise<Date> {
  const now = clock.now();
  const days = await readParameter(tx, "voucher_decision_working_days", regionCode, today(now));
  return workingDeadline(tx, now, days);
}
