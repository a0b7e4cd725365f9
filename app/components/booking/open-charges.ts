interface Charged {
  charge: { state: string; amount: number; paid: number };
}

/** What of it is still to be paid, wholly or in part. */
export const openOf = <C extends Charged>(charges: readonly C[]): C[] =>
  charges.filter(({ charge }) => charge.state === "open" || charge.state === "partly_paid");

/** Fen still to be paid. */
export const toPay = (charges: readonly Charged[]): number =>
  openOf(charges).reduce((sum, { charge }) => sum + charge.amount - charge.paid, 0);
