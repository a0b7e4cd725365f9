import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";
import type { Parties, Terms } from "../terms.ts";
import { chinese } from "./chinese.ts";
import { english } from "./english.ts";
import type { Wording } from "./wording.ts";

/**
 * The contract word for word, as it is hashed and signed: the same terms and parties always give the same characters. No
 * date of the day, no setting of the machine, no order of keys comes into it.
 */
export const canonicalText = (terms: Terms, parties: Parties): string => write(chinese, terms, parties);

/** Its rendering in English. What the parties wrote stands as they wrote it; the Chinese text binds. */
export const englishText = (terms: Terms, parties: Parties): string => write(english, terms, parties);

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex: what is signed. */
export const hashOf = (text: string): string => encodeHexLowerCase(sha256(new TextEncoder().encode(text)));

function write(wording: Wording, terms: Terms, parties: Parties): string {
  const articles = wording
    .clauses(terms)
    .flatMap(({ heading, lines }, index) => [
      "",
      wording.numbered(index + 1, heading),
      ...lines.filter((line) => line !== ""),
    ]);
  const text = [
    wording.title(terms),
    "",
    ...wording.preamble(terms, parties),
    ...articles,
    "",
    ...wording.closing,
  ].join("\n");
  return `${text}\n`;
}
