import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";

const folder = "db/migrations";
const journal = z.object({
  entries: z.array(z.object({ idx: z.number(), when: z.number(), tag: z.string() })),
});

/**
 * What is wrong with the migrations. The migrator skips in silence what is not younger than the last one it applied, so
 * times must rise; files and journal must name the same steps; and together they must lead to the schema as written.
 */
export function migrationFaults(): string[] {
  const { entries } = journal.parse(JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")));
  const tags = entries.map(({ tag }) => tag);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => name.slice(0, -".sql".length));
  const early = entries.filter(({ when }, at) => at > 0 && when <= (entries[at - 1]?.when ?? 0));
  return [
    ...early.map(({ tag }) => `${tag} is not younger than the migration before it, so it would never run`),
    ...files.filter((file) => !tags.includes(file)).map((file) => `${file}.sql is not in the journal`),
    ...tags.filter((tag) => !files.includes(tag)).map((tag) => `${tag} is in the journal without a file`),
    ...undescribed(),
  ];
}

/** What drizzle-kit would generate now: nothing, unless the schema was changed without a migration. */
function undescribed(): string[] {
  const copy = mkdtempSync(join(tmpdir(), "kexiang-migrations-"));
  try {
    cpSync(folder, copy, { recursive: true });
    const flags = [
      "--dialect=postgresql",
      "--schema=db/schema/index.ts",
      "--casing=snake_case",
      `--out=${relative(".", copy)}`,
    ];
    const done = spawnSync(process.execPath, ["node_modules/drizzle-kit/bin.cjs", "generate", ...flags], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (done.status !== 0) return [`drizzle-kit failed: ${done.stderr || done.stdout}`];
    const added = readdirSync(copy).filter(
      (name) => name.endsWith(".sql") && !readdirSync(folder).includes(name),
    );
    return added.map(
      (name) => `the schema has changed without a migration:\n${readFileSync(join(copy, name), "utf8")}`,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
