import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

const longestPauseSeconds = 30;

/** How an index stands in Meilisearch, as all processes know it. */
export interface Standing extends Record<string, unknown> {
  builtAs: string | null;
  /** Requests that have failed in a row. */
  failures: number;
  /** In how many milliseconds the next may be tried. */
  pauseMs: number;
}

export async function readStanding(tx: Tx, index: string): Promise<Standing> {
  const [row] = await tx.execute<Standing>(sql`select built_as as "builtAs", failures,
    coalesce(greatest(0, extract(epoch from next_try_at - clock_timestamp()) * 1000), 0)::float8 as "pauseMs"
    from search_delivery where idx = ${index}`);
  return row ?? { builtAs: null, failures: 0, pauseMs: 0 };
}

/** Names what was built; null: it must be built anew and is not read until then. */
export async function noteBuilt(tx: Tx, index: string, builtAs: string | null): Promise<void> {
  await tx.execute(sql`insert into search_delivery (idx, built_as) values (${index}, ${builtAs})
    on conflict (idx) do update set built_as = excluded.built_as`);
}

/** A request did not come through; the next one waits a little longer each time. */
export async function noteUnreachable(tx: Tx, index: string, error: string): Promise<void> {
  await tx.execute(sql`insert into search_delivery as d (idx, failing_since, failures, error, next_try_at)
    values (${index}, clock_timestamp(), 1, ${error}, clock_timestamp() + interval '500 milliseconds')
    on conflict (idx) do update set failing_since = coalesce(d.failing_since, excluded.failing_since),
      failures = d.failures + 1, error = excluded.error,
      next_try_at = clock_timestamp() +
        make_interval(secs => least(power(2, least(d.failures, 16))::float8 / 2, ${longestPauseSeconds}))`);
}

export async function noteReachable(tx: Tx, index: string): Promise<void> {
  await tx.execute(sql`update search_delivery set failing_since = null, failures = 0, error = null, next_try_at = null
    where idx = ${index} and failing_since is not null`);
}
