import { simplifiedCharacters, traditionalCharacters } from "./data/traditional.ts";

const simplified = new Map<string, string>();
for (let i = 0; i < traditionalCharacters.length; i++) {
  simplified.set(traditionalCharacters.charAt(i), simplifiedCharacters.charAt(i));
}

/**
 * One code point as the index writes it: compatibility form, without accents, lower case, simplified Chinese.
 * Works a code point at a time so that a place in the result can be traced to the place it came from.
 */
function foldOne(character: string): string {
  const known = foldedCharacters.get(character);
  if (known !== undefined) return known;
  const folded = foldAnew(character);
  foldedCharacters.set(character, folded);
  return folded;
}

/** Every character met so far: Unicode has no more than will fit. */
const foldedCharacters = new Map<string, string>();

function foldAnew(character: string): string {
  const plain = character
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const only = simplified.get(plain);
  if (only !== undefined) return only;
  return plain.length > 1 ? [...plain].map((c) => simplified.get(c) ?? c).join("") : plain;
}

/** Text as the index writes it. */
export function fold(text: string): string {
  let folded = "";
  for (const character of text) folded += character < "\u0080" ? character.toLowerCase() : foldOne(character);
  return folded;
}

/** Folded text with, for each of its places and its end, the place in `text` it came from. */
export function foldWithMap(text: string): { folded: string; origin: number[] } {
  let folded = "";
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = character < "\u0080" ? character.toLowerCase() : foldOne(character);
    for (let i = 0; i < piece.length; i++) origin.push(at);
    folded += piece;
    at += character.length;
  }
  origin.push(text.length);
  return { folded, origin };
}
