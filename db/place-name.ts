import { sql } from "drizzle-orm";
import { region } from "./schema/shared.ts";

/** The name of the city that a district of the joined `region` lies in; null for cities and provinces. */
const cityOf = (column: "name_zh" | "name_en") =>
  sql`(select city.${sql.raw(column)} from region city where city.code = left(${region.code}, 4) || '00'
    and city.code <> ${region.code} and ${region.code} not like '%0000')`;

/**
 * The whole name of the joined `region`, as an address says it: `杭州市西湖区`, `Xihu District, Hangzhou`. Null where
 * nothing was joined.
 */
export const placeName = {
  nameZh: sql<string>`coalesce(${cityOf("name_zh")}, '') || ${region.nameZh}`,
  nameEn: sql<string>`${region.nameEn} || coalesce(', ' || ${cityOf("name_en")}, '')`,
};
