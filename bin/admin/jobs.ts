import { z } from "zod";
import { dropJobs, retryJobs, troubledJobs } from "#app/domain/administration/jobs.server.ts";
import { type AdminCommand, readArguments } from "./command.ts";

const nothing = z.object({});

/** Numbers of jobs; fails with the usage on anything else. */
function numbers(args: string[], usage: string): string[] {
  const { rest } = readArguments(args, usage, [], nothing);
  if (rest.some((word) => !/^\d{1,18}$/.test(word))) throw new Error(`Usage: npm run admin -- ${usage}`);
  return rest;
}

const listUsage = "jobs";
const retryUsage = "retry-jobs [NUMBER …] (none: all that were given up)";
const dropUsage = "drop-jobs NUMBER …";

export const jobCommands: Record<string, AdminCommand> = {
  jobs: {
    usage: listUsage,
    read(args) {
      numbers(args, listUsage);
      return async ({ db }) => {
        const rows = await troubledJobs(db);
        const lines = rows.map(
          ({ id, task, attempts, givenUp, dueAt, error }) =>
            `${id.padStart(8)}  ${task.padEnd(24)} ${String(attempts).padStart(2)} attempts, ${givenUp ? "given up" : `again ${dueAt}`}: ${error}`,
        );
        return lines.length > 0 ? lines.join("\n") : "No job has failed";
      };
    },
  },
  "retry-jobs": {
    usage: retryUsage,
    read(args) {
      const ids = numbers(args, retryUsage);
      return async ({ db }) => `${await retryJobs(db, ids)} jobs are tried again`;
    },
  },
  "drop-jobs": {
    usage: dropUsage,
    read(args) {
      const [first, ...more] = numbers(args, dropUsage);
      if (first === undefined) throw new Error(`Usage: npm run admin -- ${dropUsage}`);
      return async ({ db }) => `${await dropJobs(db, [first, ...more])} jobs are gone`;
    },
  },
};
