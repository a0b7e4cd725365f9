import { and, eq, sql } from "drizzle-orm";
import { misconductCase } from "#db/schema/cases.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import type { ClueInput } from "./inputs.ts";
import { openCase } from "./open-case.server.ts";

/**
 * Puts what the platform has noticed before a person: a case that waits to be accepted or rejected, and nothing else. The
 * same kind of clue from the same cause is opened once, however often a job finds it; `made` says whether it was now.
 */
export async function openClue(
  tx: Tx,
  ctx: Pick<Context, "actor" | "clock">,
  { kind, causeType, causeId, evidence, ...accusation }: ClueInput,
): Promise<{ id: string; made: boolean }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`clue:${kind}:${causeId}`}, 0))`);
  const [known] = await tx
    .select({ id: misconductCase.id })
    .from(misconductCase)
    .where(
      and(
        eq(misconductCase.clueKind, kind),
        eq(misconductCase.causeType, causeType),
        eq(misconductCase.causeId, causeId),
      ),
    );
  if (known) return { id: known.id, made: false };
  const { id } = await openCase(tx, ctx, accusation, {
    origin: "clue",
    clue: { clueKind: kind, causeType, causeId },
    entry: {
      kind: "complaint",
      text: accusation.account,
      detail: { clue: kind, ...(evidence && { facts: evidence }) },
    },
  });
  return { id, made: true };
}
