import { sql } from "drizzle-orm";
import type { Bench } from "../bench.ts";
import { againstBare, withMarket } from "../http/servers.ts";

/** A facility's page against the same framework rendering a static page of the same elements. */
export const detail: Bench = {
  id: "detail",
  run: (tools) =>
    withMarket(tools, async (url, { db }) => {
      const [first] = await db.execute<{ id: string }>(
        sql`select id from listing where kind = 'facility' and state = 'published' order by id limit 1`,
      );
      if (!first) throw new Error("no facility");
      return [await againstBare(`${url}/facilities/${first.id}`, "facility page", "page", 0.7, tools.say)];
    }),
};
