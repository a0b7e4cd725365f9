import type { IpType, LegalStatus, StandardLicence, TransferMode } from "#db/schema/vocabulary.ts";

/** A technology as the rules of standard licences look at it. */
export interface Offerable {
  modes: readonly TransferMode[];
  ipType: IpType;
  legalStatus: LegalStatus;
}

const patents: readonly IpType[] = ["invention", "utility_model", "design"];

/**
 * Why a technology cannot be offered by this standard licence; null when it can. Only a granted patent is open to everybody
 * (Patent Law, Art. 50); know-how and applications are licensed in the ordinary way.
 */
export function whyNotOffered(
  mode: StandardLicence,
  { modes, ipType, legalStatus }: Offerable,
): "mode_not_offered" | "open_licence_needs_patent" | null {
  if (!modes.includes(mode)) return "mode_not_offered";
  const granted = patents.includes(ipType) && (legalStatus === "granted" || legalStatus === "restored");
  return mode === "open_licence" && !granted ? "open_licence_needs_patent" : null;
}

/** Whether an offer can be accepted at an instant: a public institution's price is published first (Zhejiang ordinance, Art. 17). */
export const isOpen = ({ opensAt, state }: { opensAt: Date; state: string }, now: Date): boolean =>
  state === "licence_offered" && opensAt <= now;
