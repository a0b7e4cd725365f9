import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { connect } from "#db/client.ts";
import { indexListing, keepInMeilisearch, marketDeliverer } from "#search/indexing.ts";

/**
 * A process of its own that changes listings and tells Meilisearch, as a web process with its worker does, until it is
 * sent a message; then it says how many changes it made and ends. `node changer.ts DATABASE MEILISEARCH DOUBT_MS`.
 */
const [databaseUrl = "", url = "", doubtMs = "0"] = process.argv.slice(2);
const { db, close } = connect(databaseUrl, 6);
keepInMeilisearch(db, { url });
let over = false;
let changes = 0;

/** One listing says something else, or is taken off or put back; then it is indexed, as its job would. */
async function change(): Promise<void> {
  const [row] = await db.execute<{ id: string }>(sql`update listing set
      title_zh = '更改' || ${process.pid}::text || '之' || ${++changes}::text,
      state = case when random() < 0.2 then case state when 'published' then 'withdrawn' else 'published' end else state end,
      updated_at = clock_timestamp()
    where id = (select id from listing where state in ('published', 'withdrawn') order by random() limit 1) returning id`);
  if (row) await indexListing(db, row.id, new Date());
}

async function changeUntilOver(): Promise<void> {
  while (!over) {
    await change();
    await sleep(5);
  }
}

async function deliverUntilOver(): Promise<void> {
  while (!over) {
    const next = await marketDeliverer(db, new Date(), { doubtMs: Number(doubtMs), runMs: 500 })?.run();
    await sleep(Math.min(next ?? 20, 100));
  }
}

process.once("message", () => {
  over = true;
});
await Promise.all([changeUntilOver(), deliverUntilOver()]);
await close();
process.send?.({ changes });
process.disconnect();
