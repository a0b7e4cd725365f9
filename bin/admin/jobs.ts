import { z } from "zod";
import { listDueFailures, retryDueFailures } from "#app/domain/due.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { systemClock } from "#app/runtime/clock.ts";
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

const dueUsage = "due";
const retryDueUsage = "retry-due [ID …] (none: all)";

const uuids = (args: string[]): string[] => {
  const { rest } = readArguments(args, retryDueUsage, [], nothing);
  if (!rest.every(isUuid)) throw new Error(`Usage: npm run admin -- ${retryDueUsage}`);
  return rest;
};

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
  due: {
    usage: dueUsage,
    read(args) {
      readArguments(args, dueUsage, [], nothing);
      return async ({ db }) => {
        const lines = (await listDueFailures(db)).map(
          ({ id, job, entity, entityId, attempts, retryAt, error }) =>
            `${id}  ${job.padEnd(24)} ${entity} ${entityId}, ${attempts} attempts, again ${retryAt.toISOString()}: ${error}`,
        );
        return lines.length > 0 ? lines.join("\n") : "Nothing that is due has failed";
      };
    },
  },
  "retry-due": {
    usage: retryDueUsage,
    read(args) {
      const ids = uuids(args);
      return async ({ db }) =>
        `${await retryDueFailures({ db, clock: systemClock }, ids)} rows are tried again by the next run of their jobs`;
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
