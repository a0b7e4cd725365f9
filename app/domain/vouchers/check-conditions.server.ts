import { inArray } from "drizzle-orm";
import { organization } from "#db/schema/identity.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import type { RulesInput } from "./inputs.ts";
import { forbiddenConditions, localRestriction } from "./local-restrictions.ts";
import { prefixOf } from "./region.ts";

/** Columns of a version of the rules, from what an officer wrote. */
export type RulesValues = Omit<RulesInput, "providerPlace">;

/**
 * The conditions as they may be stored. Refuses `local_restriction`, naming the article, what Art. 22 forbids; and `invalid`
 * where an institution is not on the platform.
 */
export async function checkedConditions(
  tx: Tx,
  { clock }: Pick<Context, "clock">,
  regionCode: string,
  { providerPlace, ...conditions }: RulesInput,
): Promise<RulesValues> {
  const providers = await listedProviders(tx, conditions.providers);
  const months = await readParameter(tx, "voucher_settlement_months", regionCode, today(clock.now()));
  const found = forbiddenConditions(
    { ...conditions, providerPlace },
    providers,
    prefixOf(regionCode),
    months,
  );
  if (found.length > 0) refuse(localRestriction(found));
  return conditions;
}

async function listedProviders(tx: Tx, codes: readonly string[]) {
  if (codes.length === 0) return [];
  const found = await tx
    .select({ uscc: organization.uscc, regionCode: organization.regionCode })
    .from(organization)
    .where(inArray(organization.uscc, [...codes]));
  const unknown = codes.find((code) => !found.some(({ uscc }) => uscc === code));
  if (unknown) refuse(problems.invalid([{ path: "providers", code: "organization_unknown" }]));
  return found;
}
