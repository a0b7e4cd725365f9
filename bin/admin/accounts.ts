import { writeFile } from "node:fs/promises";
import { z } from "zod";
import {
  disableAccount,
  enableAccount,
  type AccountOrder,
  liftSecondFactor,
  linkFor,
} from "#app/domain/administration/account.server.ts";
import { appoint } from "#app/domain/administration/appoint.server.ts";
import { eraseAccount } from "#app/domain/administration/erase-account.server.ts";
import { accountInput, appointInput } from "#app/domain/administration/inputs.ts";
import { personData } from "#app/domain/administration/person-data.server.ts";
import type { Context } from "#app/domain/context.ts";
import { emailInput } from "#app/domain/identity/inputs.ts";
import type { Env } from "#app/runtime/env.server.ts";
import type { Result } from "#app/runtime/problem.ts";
import { type AdminCommand, must, readArguments } from "./command.ts";

const passwordPage = ({ baseUrl }: Env, token: string): string =>
  `${baseUrl}/account/reset-password/${token}`;

const appointUsage =
  "appoint --uscc CODE --email E --person NAME --roles owner,officer --reason WHY [--name ORGANISATION --region 330000] [--jurisdiction 33]";

const appointCommand: AdminCommand = {
  usage: appointUsage,
  read(args) {
    const names = ["uscc", "email", "person", "roles", "reason", "name", "region", "jurisdiction"];
    const { input } = readArguments(args, appointUsage, names, appointInput);
    return async (ctx, env) => {
      const { token } = must(await appoint(ctx, input));
      const done = `${input.email} is ${input.roles.join(", ")} of ${input.uscc}`;
      return token === null
        ? `${done}; the account was there and keeps its password`
        : `${done}. They choose their password, within an hour, at\n${passwordPage(env, token)}`;
    };
  },
};

function accountCommand<T>(
  name: string,
  act: (ctx: Context, order: AccountOrder) => Promise<Result<T>>,
  says: (done: T, email: string, env: Env) => string,
): AdminCommand {
  const usage = `${name} --email E --reason WHY`;
  return {
    usage,
    read(args) {
      const { input } = readArguments(args, usage, ["email", "reason"], accountInput);
      return async (ctx, env) => says(must(await act(ctx, input)), input.email, env);
    },
  };
}

const dataUsage = "person-data --email E --out FILE";

const dataCommand: AdminCommand = {
  usage: dataUsage,
  read(args) {
    const schema = z.object({ email: emailInput, out: z.string().min(1) });
    const { input } = readArguments(args, dataUsage, ["email", "out"], schema);
    return async (ctx) => {
      const data = must(await personData(ctx, input.email));
      await writeFile(input.out, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
      return `${Object.values(data).flat().length} rows are in ${input.out}; look through them before you hand them over: some name other people`;
    };
  },
};

export const accountCommands: Record<string, AdminCommand> = {
  appoint: appointCommand,
  "password-link": accountCommand("password-link", linkFor, (token, _, env) => passwordPage(env, token)),
  "lift-second-factor": accountCommand(
    "lift-second-factor",
    liftSecondFactor,
    (_, email) => `${email} signs in by password alone until they turn the second factor on again`,
  ),
  "disable-account": accountCommand(
    "disable-account",
    disableAccount,
    (_, email) => `${email} can no longer sign in`,
  ),
  "enable-account": accountCommand(
    "enable-account",
    enableAccount,
    (_, email) => `${email} can sign in again`,
  ),
  "erase-account": accountCommand("erase-account", eraseAccount, (_, email) => `${email} is closed for good`),
  "person-data": dataCommand,
};
