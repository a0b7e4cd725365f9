const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const patentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** The 18th character of a unified social credit code from its first 17 (GB 32100-2015). */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const char of first17) {
    sum += creditAlphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  // The outer modulus matters: without it a sum divisible by 31 would ask for a 32nd character.
  return creditAlphabet.charAt((31 - (sum % 31)) % 31);
}

/** The ninth character of an organisation code from its first eight (GB 11714). */
export function organizationCodeCheck(first8: string): string {
  const sum = [...first8].reduce(
    (total, char, i) => total + Number.parseInt(char, 36) * (organizationWeights[i] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 11) return "0";
  return check === 10 ? "X" : String(check);
}

/** A whole credit code: authority and kind (two characters), region, and the eight characters of the body. */
export function creditCode(authority: string, region: string, body8: string): string {
  const first17 = `${authority}${region}${body8}${organizationCodeCheck(body8)}`;
  return first17 + creditCodeCheck(first17);
}

/** A normalised application number with its check digit (ZC 0006): year, type digit, seven-digit serial. */
export function applicationNumber(year: number, type: 1 | 2 | 3, serial: number): string {
  const digits = `${year}${type}${String(serial).padStart(7, "0")}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (patentWeights[i] ?? 0), 0);
  const check = sum % 11;
  return `${digits}.${check === 10 ? "X" : check}`;
}
