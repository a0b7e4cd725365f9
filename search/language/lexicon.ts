import { fold } from "./normalise.ts";
import { Sounds } from "./sounds.ts";
import { type Atom, atomsOf } from "./tokens.ts";
import type { Term } from "./term.ts";

interface Node {
  next: Map<string, Node>;
  term?: Term;
}

const mostAliases = 12;

/**
 * The words the market knows, compiled once: groups of terms that mean the same, found by longest match over atoms
 * (so Latin terms only at word boundaries, and hyphen, space and width do not matter), by sound and by initials.
 */
export class Lexicon {
  readonly #groups: Term[][] = [];
  readonly #terms = new Map<string, Term>();
  readonly #root: Node = { next: new Map() };
  /** Chinese terms by how they sound. */
  readonly sounds = new Sounds();
  readonly #places: ReadonlySet<string>;

  /** `places` are terms like others, but `isPlace` knows them. */
  constructor(groups: readonly (readonly string[])[], places: readonly (readonly string[])[] = []) {
    for (const words of [...groups, ...places]) this.#addGroup(words);
    this.#places = new Set(places.flat().map(fold));
    for (const term of this.#terms.values()) this.sounds.add(term);
  }

  /** The longest term that begins at `from`, and how many atoms it takes. */
  match(atoms: readonly Atom[], from: number): { term: Term; length: number } | undefined {
    let node: Node | undefined = this.#root;
    let found: { term: Term; length: number } | undefined;
    for (let i = from; i < atoms.length && node; i++) {
      node = node.next.get(atoms[i]?.text ?? "");
      if (node?.term) found = { term: node.term, length: i - from + 1 };
    }
    return found;
  }

  /** Other names of the same thing. */
  synonyms(term: Term): Term[] {
    const others = term.groups
      .flatMap((group) => this.#groups[group] ?? [])
      .filter((other) => other !== term);
    return [...new Set(others)];
  }

  /** Names that a text does not use for the things it names. */
  aliasesIn(folded: string): string[] {
    const atoms = atomsOf(folded);
    const used = new Set<Term>();
    for (let i = 0; i < atoms.length; ) {
      const found = this.match(atoms, i);
      if (found) used.add(found.term);
      i += found?.length ?? 1;
    }
    const aliases = [...used].flatMap((term) => this.synonyms(term)).filter((term) => !used.has(term));
    return [...new Set(aliases.map((term) => term.text))].slice(0, mostAliases);
  }

  isPlace(folded: string): boolean {
    return this.#places.has(folded);
  }

  /** Terms that begin with folded `prefix`, or whose pinyin or initials do, shortest first. */
  beginningWith(prefix: string, limit: number): Term[] {
    const letters = /^[a-z]+$/.test(prefix) ? prefix : undefined;
    const found = new Set<Term>();
    for (const term of this.#terms.values()) if (term.text.startsWith(prefix)) found.add(term);
    if (letters && letters.length >= 2)
      for (const term of this.sounds.beginningWith(letters)) found.add(term);
    return [...found]
      .sort((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
      .slice(0, limit);
  }

  #addGroup(words: readonly string[]): void {
    const group = this.#groups.length;
    const members: Term[] = [];
    for (const word of words) {
      const text = fold(word).trim();
      const atoms = atomsOf(text);
      if (atoms.length === 0) continue;
      const term = this.#terms.get(text) ?? { text, atoms, groups: [] };
      if (!term.groups.includes(group)) term.groups.push(group);
      this.#terms.set(text, term);
      this.#addPath(
        atoms.map((atom) => atom.text),
        term,
      );
      if (atoms.length > 1 && atoms.every((atom) => !atom.han)) {
        this.#addPath([atoms.map((atom) => atom.text).join("")], term);
      }
      members.push(term);
    }
    this.#groups.push(members);
  }

  #addPath(path: readonly string[], term: Term): void {
    let node = this.#root;
    for (const step of path) {
      let next = node.next.get(step);
      if (!next) {
        next = { next: new Map() };
        node.next.set(step, next);
      }
      node = next;
    }
    node.term ??= term;
  }
}
