/** What a sum that arrived makes of a charge. */
export interface Outcome {
  kind: "exact" | "partial" | "over";
  /** Fen that the charge takes. */
  pays: number;
  /** Fen that it still lacks afterwards. */
  left: number;
  /** Fen beyond it: kept for another charge of the same payer, or sent back. */
  excess: number;
}

/** `arrived` fen against `outstanding` fen. */
export function outcomeOf(outstanding: number, arrived: number): Outcome {
  const pays = Math.min(outstanding, arrived);
  const left = outstanding - pays;
  const excess = arrived - pays;
  return { kind: excess > 0 ? "over" : left > 0 ? "partial" : "exact", pays, left, excess };
}

/** How a sum that arrived spreads over several charges, in their order; what no charge takes is `excess`. */
export function spread<C extends { id: string; outstanding: number }>(
  charges: readonly C[],
  arrived: number,
): { parts: { chargeId: string; amount: number }[]; excess: number } {
  let rest = arrived;
  const parts: { chargeId: string; amount: number }[] = [];
  for (const { id, outstanding } of charges) {
    const amount = Math.min(rest, outstanding);
    if (amount > 0) parts.push({ chargeId: id, amount });
    rest -= amount;
  }
  return { parts, excess: rest };
}
