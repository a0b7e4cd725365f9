import { connect } from "#db/client.ts";
import { env } from "#app/runtime/env.server.ts";
import { rebuildIndex } from "#search/indexing.ts";
import { openDatabase } from "./database.ts";
import { runCommand } from "./lifetime.ts";

/** `npm run reindex`: builds the search index beside the live one and swaps. */
runCommand(async () => {
  const connection = connect(await openDatabase(env(), { say: (step) => console.error(step) }), 2);
  const started = performance.now();
  const count = await rebuildIndex(connection.db, new Date());
  console.log(`${count} listings indexed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await connection.close();
  return 0;
});
