import { accountCommands } from "./accounts.ts";
import type { AdminCommand, Work } from "./command.ts";
import { jobCommands } from "./jobs.ts";
import { ruleCommands } from "./rules.ts";

const commands: Record<string, AdminCommand> = { ...accountCommands, ...ruleCommands, ...jobCommands };

/** What the words after `npm run admin --` ask for; fails with the usage of the command, or of all. */
export function readCommand([name = "", ...args]: string[]): Work {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command.read(args);
  const all = Object.values(commands).map(({ usage }) => `  ${usage}`);
  throw new Error(["Usage: npm run admin -- COMMAND", ...all].join("\n"));
}
