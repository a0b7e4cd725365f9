import { parseArgs } from "node:util";
import { env } from "#app/runtime/env.server.ts";
import { printSearchResult } from "#tests/bench/search/print.ts";
import { benchSearch } from "#tests/bench/search/run.ts";
import { withScratchDatabase } from "#tests/bench/scratch.ts";
import { openDatabase } from "./database.ts";
import { runCommand } from "./lifetime.ts";

const usage = "npm run bench -- search --corpus PREFIX [--engine embedded]";

/** `npm run bench -- search`: measures the search engine on a judged corpus, in a database of its own. */
runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { corpus: { type: "string" }, engine: { type: "string", default: "embedded" } },
  });
  const { corpus, engine } = values;
  if (positionals[0] !== "search" || !corpus) throw new Error(`Usage: ${usage}`);
  if (engine !== "embedded") throw new Error(`There is no engine ${engine} to measure yet; ${usage}`);
  const say = (line: string) => console.error(line);
  const url = await openDatabase(env(), { say });
  const result = await withScratchDatabase(url, ({ db }) => benchSearch(db, corpus, say));
  printSearchResult(result);
  console.log(JSON.stringify(result));
  return 0;
});
