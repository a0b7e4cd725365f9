import type { Deadline } from "#app/domain/deadline.ts";
import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { organization } from "#db/schema/identity.ts";
import { charge } from "#db/schema/money.ts";
import { fail, ok, problems, type Result } from "#app/runtime/problem.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { today } from "#app/domain/working-days.ts";
import { holdStage, type HoldStage } from "./policy.ts";
import { isHolding } from "./warn-of-holds.server.ts";

const payer = alias(organization, "payer");
const payee = alias(organization, "payee");

interface Named {
  nameZh: string;
  nameEn: string;
}

/** Money by card that is held; `amount` in fen. */
export interface Hold {
  id: string;
  reference: string;
  amount: number;
  holdUntil: Deadline;
  stage: HoldStage | null;
  payer: Named;
  payee: Named;
}

const most = 200;

/** What is held of payments by card on the whole platform, nearest to its limit first; at most 200. For operators. */
export async function listHolds(ctx: Context): Promise<Result<Hold[]>> {
  if (!may(ctx.actor, "payment.operate")) return fail(problems.forbidden("payment.operate"));
  const now = ctx.clock.now();
  const noticeDays = await readParameter(ctx.db, "held_money_notice_days", "", today(now));
  const rows = await ctx.db
    .select({
      ...{ id: charge.id, reference: charge.reference, holdUntil: charge.holdUntil },
      ...{ paid: charge.paid, refunded: charge.refunded },
      payer: { nameZh: payer.nameZh, nameEn: payer.nameEn },
      payee: { nameZh: payee.nameZh, nameEn: payee.nameEn },
    })
    .from(charge)
    .innerJoin(payer, eq(payer.id, charge.payerId))
    .innerJoin(payee, eq(payee.id, charge.payeeId))
    .where(isHolding)
    .orderBy(asc(charge.holdUntil), asc(charge.id))
    .limit(most);
  return ok(
    rows.flatMap(({ paid, refunded, holdUntil, ...row }) =>
      holdUntil
        ? [{ ...row, holdUntil, amount: paid - refunded, stage: holdStage(holdUntil, now, noticeDays) }]
        : [],
    ),
  );
}
