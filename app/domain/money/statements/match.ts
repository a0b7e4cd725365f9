import { findReferences } from "#db/payment-reference.ts";
import { outcomeOf, spread } from "../transfer/outcome.ts";

/** A charge that its payee waits for, or has been paid for already. */
export interface Payable {
  id: string;
  reference: string;
  /** Names of the payer, as banks may write them. */
  payerNames: readonly string[];
  /** Fen still to pay; 0 once it is paid. */
  outstanding: number;
}

export interface Arrival {
  id: string;
  amount: number;
  payer: string;
  remark: string;
}

/**
 * `exact`, `partial`, `over`: the remark names the charges. `likely`: it names none, but one charge of this payer has
 * just this amount. `ambiguous`: several fit, `candidates` says which. `settled`: what it names is paid already. `none`.
 */
export type MatchKind = "exact" | "partial" | "over" | "likely" | "ambiguous" | "settled" | "none";

export interface Proposal {
  lineId: string;
  kind: MatchKind;
  parts: { chargeId: string; amount: number }[];
  excess: number;
  candidates: string[];
}

/** The kinds that a person may confirm for many lines at once: nothing about them is guessed. */
export const isCertain = ({ kind }: Pick<Proposal, "kind">): boolean => kind === "exact";

/**
 * What each sum that arrived is probably for. Lines are taken in their order: what an earlier line would pay is no longer
 * open for a later one, so that two transfers never claim the same fen. Nothing is decided here; a person confirms.
 */
export function proposeMatches(lines: readonly Arrival[], payables: readonly Payable[]): Proposal[] {
  const left = new Map(payables.map(({ id, outstanding }) => [id, outstanding]));
  return lines.map((line) => {
    const now = payables.map((one) => ({ ...one, outstanding: left.get(one.id) ?? 0 }));
    const proposal = proposeOne(line, now);
    for (const { chargeId, amount } of proposal.parts) left.set(chargeId, (left.get(chargeId) ?? 0) - amount);
    return proposal;
  });
}

function proposeOne(line: Arrival, payables: readonly Payable[]): Proposal {
  const references = findReferences(line.remark);
  const named = references.map((reference) => payables.filter((one) => one.reference === reference));
  if (named.some((group) => group.length > 1)) return unsure(line, "ambiguous", named.flat());
  const charges = named.flat();
  if (charges.length > 0) return byReference(line, charges);
  const open = payables.filter(({ outstanding }) => outstanding === line.amount);
  const own = open.filter((one) => isPayer(one, line.payer));
  const [only, another] = own;
  if (only && !another)
    return { ...unsure(line, "likely", []), parts: [{ chargeId: only.id, amount: line.amount }] };
  if (own.length > 1) return unsure(line, "ambiguous", own);
  // The name may be a person's or a parent company's: somebody has to look.
  return open.length > 0 ? unsure(line, "ambiguous", open) : unsure(line, "none", []);
}

function byReference(line: Arrival, charges: readonly Payable[]): Proposal {
  const outstanding = charges.reduce((sum, one) => sum + one.outstanding, 0);
  if (outstanding === 0) return unsure(line, "settled", charges);
  const { parts, excess } = spread(charges, line.amount);
  return { lineId: line.id, kind: outcomeOf(outstanding, line.amount).kind, parts, excess, candidates: [] };
}

const unsure = (line: Arrival, kind: MatchKind, candidates: readonly Payable[]): Proposal => ({
  lineId: line.id,
  kind,
  parts: [],
  excess: 0,
  candidates: candidates.map(({ id }) => id),
});

const isPayer = ({ payerNames }: Payable, written: string): boolean => {
  const name = plainName(written);
  return name !== "" && payerNames.some((one) => plainName(one) === name);
};

/** A name without spaces, width and brackets, which banks change. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{Cf}]/gu, "");
