import type { z } from "zod";
import type { Context } from "#app/domain/context.ts";
import type { Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { declareTransfer, missTransfer, recallTransfer } from "./declare.server.ts";
import type { transferForm } from "./inputs.ts";
import { receiveTransfer } from "./receive.server.ts";

type Posted = z.output<typeof transferForm>;

/** Does what was posted of a charge's transfer; returns the name of what to say of it. */
export async function performTransferAct(ctx: Context, id: string, posted: Posted): Promise<Result<string>> {
  switch (posted.intent) {
    case "declare": {
      const { intent, proof, ...input } = posted;
      const counted = await countAttempt(ctx.db, ctx.clock.now(), [
        [limits.uploadByAccount, ctx.actor.user?.id ?? null],
      ]);
      if (!counted.ok) return counted;
      return said(await declareTransfer(ctx, id, input, proof), intent);
    }
    case "receive": {
      const { intent: _, ...input } = posted;
      const received = await receiveTransfer(ctx, id, input);
      return received.ok ? said(received, received.value.outcome.kind) : received;
    }
    case "miss":
      return said(await missTransfer(ctx, posted.claim, { reason: posted.reason }), posted.intent);
    case "recall":
      return said(await recallTransfer(ctx, posted.claim), posted.intent);
  }
}

const said = (done: Result<unknown>, name: string): Result<string> =>
  done.ok ? { ok: true, value: name } : done;
