const digits = 8;

/**
 * The number of a booking, an order or a contract as people write it and read it out: the end of its id, where ids of one
 * day differ most. It needs no counter; two of one organisation hardly ever share it, and a list shows both.
 */
export const shortCode = (id: string): string => id.replaceAll("-", "").slice(-digits).toUpperCase();

/** The same from what somebody typed, in any case and width, with spaces, or the whole id; undefined where it is no such number. */
export function readShortCode(written: string): string | undefined {
  const plain = written
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return /^(?:[0-9A-F]{8}|[0-9A-F]{32})$/.test(plain) ? plain.slice(-digits) : undefined;
}
