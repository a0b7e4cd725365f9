import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { rebuildIndex } from "#search/indexing.ts";

/** Copies the market's published facilities, each with a number in its name, until there are `total` of them; they are indexed. */
export async function multiplyFacilities(db: Database, total: number): Promise<void> {
  await db.execute(sql`
    with originals as (
      select l.id, row_number() over (order by l.id) as n, count(*) over () as of
      from listing l join facility f on f.listing_id = l.id where l.state = 'published'),
    copies as (
      select o.id as original, gen_random_uuid() as id, c as number
      from generate_series((select max(of) + 1 from originals), ${total}::int) c
      join originals o on o.n = 1 + c % o.of),
    listed as (
      insert into listing select (jsonb_populate_record(l, jsonb_build_object(
        'id', c.id, 'title_zh', l.title_zh || ' ' || c.number, 'title_en', l.title_en || ' ' || c.number))).*
      from copies c join listing l on l.id = c.original returning id)
    insert into facility select (jsonb_populate_record(f, jsonb_build_object(
        'listing_id', c.id, 'inner_id', f.inner_id || '-' || c.number))).*
      from copies c join listed n on n.id = c.id join facility f on f.listing_id = c.original`);
  await rebuildIndex(db, new Date());
  await db.execute(sql`analyze`);
}
