import { asc, like } from "drizzle-orm";
import { region } from "#db/schema/shared.ts";
import type { Context } from "../../context.ts";

/** The province and its cities, to filter by: codes without their trailing zeros, so that a city holds its counties. */
export async function registerRegions({ db }: Pick<Context, "db">) {
  const rows = await db
    .select({ code: region.code, nameZh: region.nameZh, nameEn: region.nameEn })
    .from(region)
    .where(like(region.code, "%00"))
    .orderBy(asc(region.code));
  return rows.map((row) => ({ ...row, code: row.code.replace(/(?:00)+$/, "") }));
}
