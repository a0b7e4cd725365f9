import { connect } from "#db/client.ts";
import { env } from "#app/runtime/env.server.ts";
import { marketDeliverer, rebuildIndex, keepInMeilisearch } from "#search/indexing.ts";
import { openDatabase } from "./database.ts";
import { runCommand } from "./lifetime.ts";

/** How long it waits for a worker that is telling Meilisearch something. */
const otherDelivererMs = 120_000;

/** `npm run reindex`: builds the search index beside the live one and swaps, in PostgreSQL and then in Meilisearch. */
runCommand(async () => {
  const connection = connect(await openDatabase(env(), { say: (step) => console.error(step) }), 2);
  keepInMeilisearch(connection.db, { url: env().MEILI_URL, apiKey: env().MEILI_API_KEY });
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  const count = await rebuildIndex(connection.db, new Date());
  console.log(`${count} listings indexed in ${seconds()} s`);
  const told = await marketDeliverer(connection.db, new Date())?.build(otherDelivererMs);
  if (told !== undefined) console.log(`${told} listings in Meilisearch after ${seconds()} s`);
  await connection.close();
  return 0;
});
