import { createHash } from "node:crypto";

/** What a proposal says, as its seal is taken over it; money in fen. */
export interface SealedContent {
  method: string;
  team: string;
  plan: string;
  amount: number;
  milestones: readonly {
    title: string;
    deliverable: string;
    acceptance: string;
    dueOn: string;
    amount: number;
  }[];
}

/** The content in one fixed spelling, so that the same content always has the same seal. */
function canonical(
  { method, team, plan, amount, milestones }: SealedContent,
  files: readonly string[],
): string {
  const steps = milestones.map((one) => [one.title, one.deliverable, one.acceptance, one.dueOn, one.amount]);
  return JSON.stringify([method, team, plan, amount, steps, [...files].sort()]);
}

/**
 * SHA-256, in hex, over the salt, the content and the hashes of its files. The salt is the author's secret until the
 * opening: without it nobody can guess at a short content by trying.
 */
export const sealOf = (salt: string, content: SealedContent, files: readonly string[]): string =>
  createHash("sha256")
    .update(`${salt}\n${canonical(content, files)}`)
    .digest("hex");
