import type { z } from "zod";
import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import type { reasonInput } from "./inputs.ts";
import { stepCase } from "./step-case.server.ts";

/** An adjudicator reminds the investigator of a case, who reads the reason. It stands in the log, not in the file. */
export const remindOfficer = (
  ctx: Context,
  id: string,
  { reason }: z.output<typeof reasonInput>,
): Promise<Result<void>> => stepCase(ctx, id, "remind_officer", () => Promise.resolve({ reason }));
