/** A Chinese application number in its one normal form, and whether it was written with the mark of a granted patent. */
export interface PatentNumber {
  /** `201710601862.3`, or `95115608.X` for numbers of before October 2003. */
  applicationNo: string;
  zlMarked: boolean;
}

/** 1 invention, 2 utility model, 3 design, 8 and 9 international applications. */
const newForm = /^(?:19|20)\d{2}[12389]\d{7}[\dX]$/;
const oldForm = /^\d{2}[12389]\d{5}[\dX]$/;

/**
 * Reads an application number as people write it: with `ZL` or `CN` before it, full-width digits, spaces, a missing
 * point. Undefined when it is not one or its check digit is wrong (standard ZC 0006).
 */
export function readPatentNumber(written: string): PatentNumber | undefined {
  const plain = written
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u200b-]/g, "");
  const match = /^(ZL|CN)?(\d{8}|\d{12})\.?([\dX])$/.exec(plain);
  if (!match?.[2] || !match[3]) return undefined;
  const compact = match[2] + match[3];
  if (!(newForm.test(compact) || oldForm.test(compact)) || checkDigit(match[2]) !== match[3])
    return undefined;
  return { applicationNo: `${match[2]}.${match[3]}`, zlMarked: match[1] === "ZL" };
}

/** What the type digit says; undefined for a number that is not in normal form. */
export function patentKind(applicationNo: string): "invention" | "utility_model" | "design" | undefined {
  const digit = applicationNo.charAt(applicationNo.length === 14 ? 4 : 2);
  if (digit === "1" || digit === "8") return "invention";
  if (digit === "2" || digit === "9") return "utility_model";
  return digit === "3" ? "design" : undefined;
}

const publicationForm = /^CN\d{7,9}[ABCUYSD]\d?$/;

/** Reads a publication number such as `CN119090851A`; undefined when it is not one. */
export function readPublicationNumber(written: string): string | undefined {
  const plain = written
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u200b-]/g, "");
  return publicationForm.test(plain) ? plain : undefined;
}

/** Weights 2–9, then again from 2; the remainder by eleven, ten written `X`. */
function checkDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * ((i % 8) + 2), 0);
  const rest = sum % 11;
  return rest === 10 ? "X" : String(rest);
}
