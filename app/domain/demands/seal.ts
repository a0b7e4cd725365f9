import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { ProposalInput } from "./inputs.ts";

/** The content of a proposal in one fixed spelling, so that the same content always has the same seal. */
function canonical(
  { method, team, plan, amount, milestones }: ProposalInput,
  files: readonly string[],
): string {
  const steps = milestones.map((one) => [one.title, one.deliverable, one.acceptance, one.dueOn, one.amount]);
  return JSON.stringify([method, team, plan, amount, steps, [...files].sort()]);
}

/**
 * SHA-256, in hex, over the salt, the content and the hashes of its files. The salt is the author's secret until the
 * opening: without it nobody can guess at a short content by trying.
 */
export const sealOf = (salt: string, content: ProposalInput, files: readonly string[]): string =>
  encodeHexLowerCase(sha256(new TextEncoder().encode(`${salt}\n${canonical(content, files)}`)));
