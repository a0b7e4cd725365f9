import { blur, isShortFor, syllablesOf, waysToRead } from "./pinyin.ts";
import type { Term } from "./term.ts";

const fewestMeant = 2;
/** Letters beside the initials, without which nearly every word is short for something. */
const moreThanInitials = 2;

/** Terms by how they are spelt in pinyin and how they sound. */
export class Sounds {
  readonly #bySpelling = new Map<string, Term>();
  readonly #byBlurred = new Map<string, Term>();
  readonly #byInitials = new Map<string, Term>();
  readonly #bySound = new Map<string, Term[]>();
  readonly #byFirst = new Map<string, { term: Term; syllables: readonly string[] }[]>();

  add(term: Term): void {
    if (!term.atoms.every((atom) => atom.han)) return;
    for (const syllables of waysToRead(term.text)) {
      const letters = syllables.join("");
      remember(this.#bySpelling, letters, term);
      remember(this.#byBlurred, blur(letters), term);
      remember(this.#byInitials, syllables.map((syllable) => syllable.charAt(0)).join(""), term);
      push(this.#bySound, syllables.map(blur).join(" "), term);
      push(this.#byFirst, letters.charAt(0), { term, syllables });
    }
  }

  /** The term spelt so without spaces, or almost so. */
  spelt(letters: string): Term | undefined {
    return this.#bySpelling.get(letters) ?? this.#byBlurred.get(blur(letters));
  }

  /** The term whose syllables begin with these letters. */
  withInitials(letters: string): Term | undefined {
    return this.#byInitials.get(letters);
  }

  /** The shortest term whose syllables were cut short to these letters, none left out. */
  shortFor(letters: string): Term | undefined {
    return (this.#byFirst.get(letters.charAt(0)) ?? [])
      .filter(
        ({ syllables }) =>
          letters.length >= syllables.length + moreThanInitials && isShortFor(letters, syllables),
      )
      .sort((a, b) => a.syllables.length - b.syllables.length)[0]?.term;
  }

  /** What is meant so far, where all terms agree whose spelling begins so: 扫描电 for `saomiaod`. Two characters at least. */
  begunWith(letters: string): string | undefined {
    const found = (this.#byFirst.get(letters.charAt(0)) ?? [])
      .filter(({ syllables }) => syllables.join("").startsWith(letters))
      .map(({ term, syllables }) =>
        [...term.text].slice(0, countReaching(letters.length, syllables)).join(""),
      );
    const [first = ""] = found;
    return first.length >= fewestMeant && found.every((other) => other === first) ? first : undefined;
  }

  /** Terms of as many characters that sound like `word`. */
  soundingLike(word: string): readonly Term[] {
    const syllables = syllablesOf(word);
    return syllables ? (this.#bySound.get(syllables.map(blur).join(" ")) ?? []) : [];
  }

  /** Terms whose pinyin or initials begin so. */
  *beginningWith(letters: string): Generator<Term> {
    for (const [spelling, term] of this.#bySpelling) if (spelling.startsWith(letters)) yield term;
    for (const [initials, term] of this.#byInitials) if (initials.startsWith(letters)) yield term;
  }
}

/** How many syllables it takes to have so many letters. */
function countReaching(letters: number, syllables: readonly string[]): number {
  let sum = 0;
  return syllables.findIndex((syllable) => (sum += syllable.length) >= letters) + 1;
}

function remember<T>(index: Map<string, T>, key: string, value: T): void {
  if (!index.has(key)) index.set(key, value);
}

function push<T>(index: Map<string, T[]>, key: string, value: T): void {
  const known = index.get(key);
  if (known) known.push(value);
  else index.set(key, [value]);
}
