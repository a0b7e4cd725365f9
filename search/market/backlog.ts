import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

/** What an index's second engine has not been told, and whether it can be told. */
export interface Backlog extends Record<string, unknown> {
  built: boolean;
  /** Changes that wait, and those of them that were refused before. */
  waiting: number;
  failing: number;
  /** Age of the oldest change that waits, ms. */
  lagMs: number;
  /** Since when no request of the deliverer has come through, ISO 8601. */
  failingSince: string | null;
  error: string | null;
  textVersion: number | null;
}

/** Reads how far behind Meilisearch is; `counted` also counts, which takes longer the more waits. */
export async function readBacklog(db: Database, index: string, counted = false): Promise<Backlog> {
  const waiting = counted ? sql`(select count(*)::int from search_outbox where idx = ${index})` : sql`0`;
  const failing = counted
    ? sql`(select count(*)::int from search_outbox where idx = ${index} and attempts > 0)`
    : sql`0`;
  const [row] = await db.execute<Backlog>(sql`select
      exists (select 1 from search_delivery where idx = ${index} and built_as is not null) as built,
      ${waiting} as waiting, ${failing} as failing,
      coalesce((select extract(epoch from clock_timestamp() - min(queued_at)) * 1000 from search_outbox
        where idx = ${index}), 0)::float8 as "lagMs",
      (select to_char(failing_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from search_delivery
        where idx = ${index}) as "failingSince",
      coalesce((select error from search_delivery where idx = ${index}),
        (select error from search_outbox where idx = ${index} and error is not null order by queued_at limit 1)) as error,
      (select text_version from search_state where idx = ${index}) as "textVersion"`);
  if (!row) throw new Error("search: no answer");
  return row;
}
