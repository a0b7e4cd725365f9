/** What of a charge can still be invoiced. */
export interface Invoiceable {
  paid: number;
  refunded: number;
  /** Fen in invoices that are asked for or issued. */
  invoiced: number;
}

/** Fen: what was paid and not given back, less what is in an invoice already; never below zero. */
export const invoiceable = ({ paid, refunded, invoiced }: Invoiceable): number =>
  Math.max(0, paid - refunded - invoiced);
