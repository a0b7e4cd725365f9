/**
 * Whether a use is over, and its record known, when its user checks out: they worked alone, and the price is listed. Else
 * the provider's staff end it.
 */
export const endsByItself = ({ way, price }: { way: string; price: number | null }): boolean =>
  ["self_use", "remote"].includes(way) && price !== null;
