import { randomUUID } from "node:crypto";
import type { Actor } from "#app/domain/context.ts";
import { charge } from "#app/domain/money/charges/charge.server.ts";
import type { ChargeRow } from "#app/domain/money/charges/find-charge.server.ts";
import "#app/domain/settlements.server.ts";
import { contextOf } from "./booking.ts";
import type { TestDatabase } from "./database.ts";
import { fixedClock } from "#app/runtime/clock.ts";

/** What one organisation owes another for something that is not looked at, made on `day` at nine in Shanghai. */
export function owed(
  { db }: TestDatabase,
  payer: Actor,
  payee: Actor,
  amount: number,
  { day = "2026-11-23", dueOn }: { day?: string; dueOn?: string } = {},
): Promise<ChargeRow> {
  const ctx = contextOf(db, payee, fixedClock(`${day}T09:00:00+08:00`));
  return db.transaction((tx) =>
    charge(tx, ctx, {
      ...{ payerId: payer.organization?.id ?? "", payeeId: payee.organization?.id ?? "", purpose: "use" },
      cause: { type: "contract", id: randomUUID() },
      lines: [{ reason: "other", text: "机时费", amount }],
      dueAt: dueOn ? new Date(`${dueOn}T12:00:00+08:00`) : null,
    }),
  );
}
