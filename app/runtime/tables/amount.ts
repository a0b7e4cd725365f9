/** Fen in one unit of what a sheet counts in. */
const units: Record<string, bigint> = {
  元: 100n,
  万元: 1_000_000n,
  万: 1_000_000n,
  亿元: 10_000_000_000n,
  亿: 10_000_000_000n,
};

export type Amount = { fen: number; unitMissing: boolean } | "not_amount";

/**
 * Reads an amount as Chinese sheets write it (`306万元`, `94.94 万元`, `￥1,200.50元`). A number without a unit counts
 * in `unit` and says so. Digits below one fen are refused rather than rounded.
 */
export function readAmount(written: string, unit: "万元" | "元"): Amount {
  const plain = written.normalize("NFKC").replace(/[\s,¥]|人民币|RMB|CNY/gi, "");
  const match = /^(\d{1,13})(?:\.(\d{1,10}))?(元|万元?|亿元?)?$/.exec(plain);
  if (!match?.[1]) return "not_amount";
  const fenPerUnit = units[match[3] ?? unit] ?? 0n;
  const digits = match[2] ?? "";
  const scale = 10n ** BigInt(digits.length);
  const scaled = BigInt(match[1] + digits) * fenPerUnit;
  if (scaled % scale !== 0n || scaled / scale > BigInt(Number.MAX_SAFE_INTEGER)) return "not_amount";
  return { fen: Number(scaled / scale), unitMissing: match[3] === undefined };
}

/** Fen as a plain decimal number of `unit`, with the digits it needs and at least two. */
export function writeAmount(fen: number, unit: "万元" | "元"): string {
  const places = unit === "万元" ? 6 : 2;
  const digits = String(fen).padStart(places + 1, "0");
  const decimals = digits.slice(-places).replace(/0+$/, "").padEnd(2, "0");
  return `${digits.slice(0, -places)}.${decimals}`;
}
