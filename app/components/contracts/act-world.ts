import type { FigureName } from "#app/domain/contracts/royalties/policy.ts";
import type { RoyaltyBasis, TerminationGround } from "#db/schema/vocabulary.ts";
import type { ActField } from "./act-fields.ts";

/** What the fields of a step need to know. */
export interface ActWorld {
  sha256?: string;
  grounds: readonly TerminationGround[];
  /** Kinds of files that are taken, and how large. */
  accept: string;
  megabytes: number;
  /** What a report of a royalty asks for. */
  royalty?: { basis: RoyaltyBasis; unit: string; asked: readonly FigureName[] };
  /** What fields start with, in the form's own words. */
  initial?: Partial<Record<ActField, string>>;
}
