import { and, eq, ne, notInArray } from "drizzle-orm";
import { validate } from "uuid";
import { charge } from "#db/schema/money.ts";
import type { Tx } from "#db/client.ts";
import { problems, refuse } from "#app/runtime/problem.ts";

export type ChargeRow = typeof charge.$inferSelect;

/** What a charge is for: the row of another slice, which money knows by type and id only. */
export interface Cause {
  type: string;
  id: string;
}

const ended = ["cancelled", "expired"];

/** A charge with its row locked; refuses with `not_found`. */
export async function lockCharge(tx: Tx, id: string): Promise<ChargeRow> {
  if (!validate(id)) return refuse(problems.notFound("charge"));
  const [row] = await tx.select().from(charge).where(eq(charge.id, id)).for("update");
  return row ?? refuse(problems.notFound("charge"));
}

/** The charge of this cause and purpose that has not ended; there is at most one. */
export async function liveCharge(
  tx: Tx,
  cause: Cause,
  purpose: string,
  except?: string,
): Promise<ChargeRow | undefined> {
  const [row] = await tx
    .select()
    .from(charge)
    .where(
      and(
        eq(charge.causeType, cause.type),
        eq(charge.causeId, cause.id),
        eq(charge.purpose, purpose),
        notInArray(charge.state, ended),
        except ? ne(charge.id, except) : undefined,
      ),
    );
  return row;
}

/** The charges of a cause that have not ended, oldest first, locked. */
export const lockChargesOf = (tx: Tx, cause: Cause): Promise<ChargeRow[]> =>
  tx
    .select()
    .from(charge)
    .where(
      and(eq(charge.causeType, cause.type), eq(charge.causeId, cause.id), notInArray(charge.state, ended)),
    )
    .orderBy(charge.id)
    .for("update");
