import { z } from "zod";

/** What can be wrong, each with words in `oversight:finding`. */
export const findingCodes = [
  /** A row is not what was sealed; its digest is. */
  "row_altered",
  "row_missing",
  /** What a sealed row keeps the hash of is not what it was, or is gone. */
  "content_altered",
  "content_missing",
  /** A digest was changed, while the row is what was sealed. */
  "digest_altered",
  /** The digests of a seal are not those that were sealed, and it cannot be told which. */
  "digests_altered",
  /** A kind or form of rows that this program does not know. */
  "kind_unknown",
  /** A seal does not have the hash of what it says. */
  "seal_altered",
  /** A seal does not follow the one before it. */
  "seal_unlinked",
  "seals_missing",
  /** Seals that were written outside and are no longer at the end of the chain. */
  "seals_cut",
  /** A seal is not the one that was written outside. */
  "head_differs",
  /** Written outside twice, differently. */
  "head_doubled",
  /** Seals that should have been written outside and are not there. */
  "heads_missing",
  "head_unreadable",
] as const;

export const findingSchema = z.object({
  code: z.enum(findingCodes),
  /** The seal concerned, or the first of several. */
  seal: z.number(),
  to: z.number().optional(),
  /** The sealed row. */
  kind: z.string().optional(),
  key: z.string().optional(),
  /** Audit entries that seals which are gone held. */
  fromSeq: z.number().optional(),
  toSeq: z.number().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
});

export type Finding = z.infer<typeof findingSchema>;

/** Findings in the order of the chain: every one counts, the first ones are kept. */
export class Findings {
  readonly kept: Finding[] = [];
  count = 0;
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  /** Counts and keeps `finding`; one that goes on where the last of its code ended only makes that longer. */
  add(finding: Finding): void {
    const before = this.kept.findLast(({ code }) => code === finding.code);
    if (finding.to !== undefined && before?.to === finding.seal - 1) {
      before.to = finding.to;
      return;
    }
    this.count += 1;
    if (this.kept.length < this.#most) this.kept.push(finding);
  }
}
