import { sql } from "drizzle-orm";
import type { Bench } from "../bench.ts";
import { againstBare, withMarket } from "../http/servers.ts";

/**
 * A facility's page against the same framework rendering a static page of the same elements: asked for by many visitors, who
 * share what is rendered for one of them, and read and rendered for each of them, as for people who are signed in.
 */
export const detail: Bench = {
  id: "detail",
  run: (tools) =>
    withMarket(tools, async (url, { db }) => {
      const [first] = await db.execute<{ id: string }>(
        sql`select id from listing where kind = 'facility' and state = 'published' order by id limit 1`,
      );
      if (!first) throw new Error("no facility");
      const page = `${url}/facilities/${first.id}`;
      return [
        await againstBare(page, "facility page", "page", 0.7, tools.say),
        await againstBare(`${page}?n={n}`, "facility page, each its own", "page", undefined, tools.say),
      ];
    }),
};
