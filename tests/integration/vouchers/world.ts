import { organization } from "#db/schema/identity.ts";
import type { Database } from "#db/client.ts";
import type { Actor } from "#app/domain/context.ts";
import { applyForVoucher } from "#app/domain/vouchers/apply.server.ts";
import { draftProgram } from "#app/domain/vouchers/draft-program.server.ts";
import { type ProgramInput, programInput } from "#app/domain/vouchers/inputs.ts";
import { publishProgram } from "#app/domain/vouchers/publish-program.server.ts";
import "#app/domain/settlements.server.ts";
import { contextOf, makeMember } from "../../support/booking.ts";
import { valueOf } from "../../support/results.ts";
import { eq } from "drizzle-orm";

/** Somebody of a regulator whose territory is the province, or of the same one as `colleague`. */
export async function regulator(db: Database, role: "officer" | "adjudicator"): Promise<Actor> {
  return { ...(await makeMember(db, [role], "government")), regionPrefixes: ["33"] };
}

/** A small company with an owner. */
export async function company(db: Database): Promise<Actor> {
  const actor = await makeMember(db, ["owner", "member"]);
  await db
    .update(organization)
    .set({ smeSize: "small" })
    .where(eq(organization.id, actor.organization?.id ?? ""));
  return actor;
}

/** What an officer types; half of every price, sums in yuan, up to 200 yuan granted at once. */
export const programForm = (changes: Record<string, unknown> = {}): ProgramInput =>
  programInput.parse({
    regionCode: "330000",
    nameZh: "测试创新券",
    nameEn: "Test vouchers",
    year: 2026,
    budget: "10000",
    applyFrom: "2026-01-01",
    applyUntil: "2026-12-31",
    useUntil: "2027-06-30",
    validDays: 365,
    sizes: ["micro", "small", "medium"],
    kinds: ["facility"],
    sharePercent: 50,
    fullPayUpTo: "0",
    applicationCap: "5000",
    yearlyCap: "10000",
    automaticUpTo: "5000",
    excludeRelated: "on",
    excludeFunded: "on",
    settlementMonths: 6,
    ...changes,
  });

/** A published programme; returns its id. */
export async function openProgram(
  db: Database,
  officer: Actor,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const ctx = contextOf(db, officer);
  const { id } = valueOf(await draftProgram(ctx, programForm(changes)));
  const second = await regulator(db, "officer");
  valueOf(await publishProgram(contextOf(db, { ...second, regionPrefixes: officer.regionPrefixes }), id));
  return id;
}

/** A voucher of `fen` that was granted at once; returns its id. */
export async function grantedVoucher(
  db: Database,
  holder: Actor,
  programId: string,
  fen: number,
): Promise<string> {
  const wish = { requested: fen, purpose: "涂层开发", notFunded: true };
  const made = valueOf(await applyForVoucher(contextOf(db, holder), programId, wish));
  if (made.state !== "granted") throw new Error(`the voucher is ${made.state}`);
  return made.id;
}
