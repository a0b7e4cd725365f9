import type { OrganizationKind } from "#db/schema/vocabulary.ts";

/** The 31 characters of GB 32100-2015: digits and capitals without I, O, S, V, Z. */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB/T 2260 province-level codes; `10` stands for bodies that the national authority registers. */
const provinces = new Set(
  "10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split(
    " ",
  ),
);

/** Registering authority and kind of body, the first two characters, as far as they tell a type. */
const kinds: Record<string, OrganizationKind> = {
  "11": "government",
  "12": "public_service",
  "13": "social_organization",
  "51": "social_organization",
  "52": "social_organization",
  "53": "social_organization",
  "91": "enterprise",
  "92": "enterprise",
  "93": "enterprise",
};

export type CreditCodeFault = "credit_code_form" | "credit_code_region" | "credit_code_check";

/** Upper case without spaces, hyphens or full-width forms, as people copy codes from scans and forms. */
export function normalizeCreditCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{Cf}\p{Pd}]/gu, "")
    .toUpperCase();
}

/** The check character for the first 17 (GB 32100-2015): weights are powers of 3 modulo 31. */
export function creditCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  // The outer modulus matters: the printed formula asks for a 32nd character when the sum is divisible by 31.
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** What is wrong with a normalised code; undefined when it is valid. */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return "credit_code_form";
  if (!provinces.has(code.slice(2, 4))) return "credit_code_region";
  return creditCheckCharacter(code.slice(0, 17)) === code.charAt(17) ? undefined : "credit_code_check";
}

export const isCreditCode = (code: string): boolean => creditCodeFault(code) === undefined;

/** The type of organisation that its first two characters suggest; a person may correct it. */
export const kindOfCreditCode = (code: string): OrganizationKind => kinds[code.slice(0, 2)] ?? "other";

/**
 * The region codes that the digits suggest, most exact first: county, city, province. Those registered by the national
 * authority (`100000`) and outside the known regions leave the choice to the person.
 */
export function regionsOfCreditCode(code: string): string[] {
  const region = code.slice(2, 8);
  return [...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`])];
}
