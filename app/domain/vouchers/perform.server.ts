import type { Result } from "#app/runtime/problem.ts";
import type { Context } from "../context.ts";
import { declineVoucher, grantVoucher } from "./decide-application.server.ts";
import type { ProgramForm } from "./forms.ts";
import { closeProgram, discardProgram, publishProgram } from "./publish-program.server.ts";

/** Carries out what a form of a programme's page asks for. */
export function performOnProgram(ctx: Context, id: string, form: ProgramForm): Promise<Result<void>> {
  switch (form.intent) {
    case "publish":
      return publishProgram(ctx, id);
    case "close":
      return closeProgram(ctx, id, form);
    case "discard":
      return discardProgram(ctx, id, form);
    case "grant":
      return grantVoucher(ctx, form.id, form);
    case "decline":
      return declineVoucher(ctx, form.id, form);
  }
}
