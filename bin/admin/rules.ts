import { readFile } from "node:fs/promises";
import { z } from "zod";
import {
  authorityInput,
  type HolidayInput,
  holidayInput,
  parameterInput,
  reasonInput,
} from "#app/domain/administration/inputs.ts";
import { enterAuthority, enterHolidays, enterParameter } from "#app/domain/administration/rules.server.ts";
import { type AdminCommand, must, readArguments } from "./command.ts";

const holidaysUsage = "holidays FILE --reason NOTICE (lines of DAY,off|working,NAME; whole years)";
const parameterUsage = "parameter --name NAME --value N --from DAY --source LAW [--region PREFIX]";

const authorityUsage =
  "authority --region PREFIX --from DAY --seal NAME --address A --addressEn A --telephone T --reconsideration NAME --reconsiderationEn NAME --reconsiderationAddress A --reconsiderationAddressEn A --court NAME --courtEn NAME --source NOTICE";

async function readHolidays(file: string): Promise<HolidayInput[]> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new Error(`${file} cannot be read`, { cause });
  });
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === "") return [];
    const [day, kind, name] = line.replace(/^\uFEFF/, "").split(",", 3);
    const read = holidayInput.safeParse({ day, kind, name });
    if (!read.success) throw new Error(`${file}, line ${at + 1}: DAY,off|working,NAME is expected`);
    return [read.data];
  });
}

export const ruleCommands: Record<string, AdminCommand> = {
  holidays: {
    usage: holidaysUsage,
    read(args) {
      const schema = z.object({ reason: reasonInput });
      const { input, rest } = readArguments(args, holidaysUsage, ["reason"], schema);
      const [file, ...more] = rest;
      if (file === undefined || more.length > 0) throw new Error(`Usage: npm run admin -- ${holidaysUsage}`);
      return async (ctx) => {
        const years = must(await enterHolidays(ctx, await readHolidays(file), input.reason));
        return `The calendar of ${years.join(", ")} is entered`;
      };
    },
  },
  parameter: {
    usage: parameterUsage,
    read(args) {
      const names = ["name", "value", "from", "source", "region"];
      const { input } = readArguments(args, parameterUsage, names, parameterInput);
      return async (ctx) => {
        must(await enterParameter(ctx, input));
        return `${input.name} is ${input.value} from ${input.from} on`;
      };
    },
  },
  authority: {
    usage: authorityUsage,
    read(args) {
      const { input } = readArguments(
        args,
        authorityUsage,
        Object.keys(authorityInput.shape),
        authorityInput,
      );
      return async (ctx) => {
        must(await enterAuthority(ctx, input));
        return `Papers of ${input.seal} carry this record from ${input.from} on`;
      };
    },
  },
};
