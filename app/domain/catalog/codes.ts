/** NRII instrument class, six digits in pairs of major, middle and minor class; 990000 is "other". */
export const isClassCode = (code: string): boolean =>
  /^(?!0{6})\d{6}$/.test(code) && !/^\d\d00(?!00)\d\d$/.test(code);

/** Twelve digits: year, issuing body, field, sector, serial. Sources disagree on the rest, so no more is asked. */
const cma = /^(?:CMA\s*)?(\d{12})$/;
const cnas = /^CNAS\s*(L|IB|PT|RM|TL)\s*(\d{4,6})$/;

/**
 * A laboratory accreditation number in normal form (`CMA 231100340567`, `CNAS L1234`); other bodies' certificates
 * stay as written. Undefined when it names CMA or CNAS and has not their form.
 */
export function readAccreditation(written: string): string | undefined {
  const plain = written.normalize("NFKC").trim().replace(/\s+/g, " ");
  const upper = plain.toUpperCase();
  const foundCma = cma.exec(upper);
  if (foundCma) return `CMA ${foundCma[1]}`;
  const foundCnas = cnas.exec(upper);
  if (foundCnas) return `CNAS ${foundCnas[1]}${foundCnas[2]}`;
  return /^(CMA|CNAS)\b/.test(upper) && /\d/.test(upper) ? undefined : plain;
}
