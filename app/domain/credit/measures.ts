import { hidingMeasures, type MeasureEffect, type MeasureKind } from "#db/schema/vocabulary.ts";

/** What an organisation does on the market that a measure can forbid. */
export type MarketAct = "book" | "list" | "propose" | "sign" | "receive";

/**
 * The measures that forbid each act while they are in force. A reminder and a yellow card only stand in the record. What
 * hides an organisation from the market (`hidingMeasures`) also keeps it from acting there.
 */
export const forbidding: Readonly<Record<MarketAct, readonly MeasureKind[]>> = {
  book: ["booking_restriction", ...hidingMeasures],
  list: ["listing_restriction", ...hidingMeasures],
  propose: ["proposal_restriction", ...hidingMeasures],
  sign: ["proposal_restriction", ...hidingMeasures],
  // Public money: vouchers and subsidies. The rule book takes it away with the gravest measure alone.
  receive: ["blacklist"],
};

const effectOf: readonly (readonly [MeasureEffect, readonly MeasureKind[]])[] = [
  ["no_booking", forbidding.book],
  ["no_listing", forbidding.list],
  ["no_proposing", forbidding.propose],
  ["hidden", hidingMeasures],
  ["no_subsidy", forbidding.receive],
];

/** What the platform does while a measure of this kind is in force, in the words of the rule book. */
export function effectsEnforced(kind: MeasureKind): MeasureEffect[] {
  const found = effectOf.flatMap(([effect, kinds]) => (kinds.includes(kind) ? [effect] : []));
  return found.length > 0 ? found : ["recorded"];
}
