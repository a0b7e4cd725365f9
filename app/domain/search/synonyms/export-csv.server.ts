import type { Context } from "#app/domain/context.ts";
import { csvLine } from "#app/integrations/csv.server.ts";
import { listGroups } from "./queries.server.ts";
import { mostTerms } from "./policy.ts";

const encoder = new TextEncoder();

/** All groups as CSV in UTF-8 with a byte order mark: number, then one term a column. `head` names the columns. */
export async function* synonymsCsv(
  ctx: Pick<Context, "db">,
  head: (column: number) => string,
): AsyncGenerator<Uint8Array> {
  const names = Array.from({ length: mostTerms + 1 }, (_, n) => head(n));
  yield encoder.encode(`\uFEFF${csvLine(names)}`);
  for (let after: number | undefined; ; ) {
    const { items, next } = await listGroups(ctx, { q: "", after });
    yield encoder.encode(items.map(({ group, terms }) => csvLine([String(group), ...terms])).join(""));
    if (next === null) return;
    after = next;
  }
}
