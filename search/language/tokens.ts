/** A unit of the index: two neighbouring Chinese characters, the last one of a run alone, or a Latin word or number. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** A single Chinese character or a whole Latin word: what terms and queries are compared by. */
export interface Atom {
  text: string;
  start: number;
  end: number;
  han: boolean;
}

const cjk = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々〇";
const runs = new RegExp(`[${cjk}]+|(?:(?![${cjk}])[\\p{L}\\p{N}])+`, "gu");
const cjkStart = new RegExp(`^[${cjk}]`, "u");
const longestToken = 60;

export const isHan = (text: string): boolean => cjkStart.test(text);

/** The atoms of folded text, in order. */
export function atomsOf(folded: string): Atom[] {
  const atoms: Atom[] = [];
  for (const run of folded.matchAll(runs)) {
    const start = run.index;
    const [text] = run;
    if (!isHan(text)) {
      atoms.push({ text: text.slice(0, longestToken), start, end: start + text.length, han: false });
      continue;
    }
    let at = start;
    for (const character of text) {
      atoms.push({ text: character, start: at, end: at + character.length, han: true });
      at += character.length;
    }
  }
  return atoms;
}

/** The tokens of folded text in the order of their positions: every run of Chinese gives as many as characters. */
export function tokenize(folded: string): Token[] {
  const atoms = atomsOf(folded);
  return atoms.map((atom, i) => {
    const next = atoms[i + 1];
    const joined = atom.han && next?.han && next.start === atom.end;
    return joined
      ? { text: atom.text + next.text, start: atom.start, end: next.end }
      : { text: atom.text, start: atom.start, end: atom.end };
  });
}

/** A token to look for; with `prefix`, any token that begins so. */
export interface Lexeme {
  text: string;
  prefix: boolean;
}

/**
 * The tokens that a text must hold in a row to contain these atoms: as `tokenize`, but without the last character
 * of a run when it ends the sequence, since in a text more may follow it. A character alone is a prefix.
 */
export function phraseOf(atoms: readonly Atom[]): Lexeme[] {
  const tokens: Lexeme[] = [];
  for (const [i, atom] of atoms.entries()) {
    const next = atoms[i + 1];
    const before = atoms[i - 1];
    const opens = !(before?.han && atom.han && before.end === atom.start);
    if (atom.han && next?.han && next.start === atom.end)
      tokens.push({ text: atom.text + next.text, prefix: false });
    else if (!atom.han || next !== undefined) tokens.push({ text: atom.text, prefix: false });
    else if (opens) tokens.push({ text: atom.text, prefix: true });
  }
  return tokens;
}

/** `phraseOf` the atoms of folded text. */
export const phraseOfText = (folded: string): Lexeme[] => phraseOf(atomsOf(folded));
