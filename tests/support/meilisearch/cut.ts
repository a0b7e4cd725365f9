const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

const runsOf = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;

/**
 * Words of a text as Meilisearch's tokenizer (charabia) cuts it. Latin runs stay as they are, but digits belong to the script
 * before them: after Chinese text `600mhz` is two words. Chinese is cut by a dictionary, here that of ICU, and longer words
 * greedily into words of two characters, else three, else single characters: a long word is not kept whole.
 */
export function wordsOf(text: string): string[] {
  let afterHan = false;
  return (text.normalize("NFKD").toLowerCase().match(runsOf) ?? []).flatMap((run) => {
    if (isHan(run)) {
      afterHan = true;
      return segmented(run).flatMap(cutLong);
    }
    const digits = afterHan ? (/^\p{N}+(?=\p{L})/u.exec(run)?.[0] ?? "") : "";
    afterHan = afterHan && /^\p{N}+$/u.test(run);
    return digits === "" ? [run] : [digits, run.slice(digits.length)];
  });
}

export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

const segmented = (run: string): string[] => [...segmenter.segment(run)].map(({ segment }) => segment);

function cutLong(word: string): string[] {
  const characters = [...word];
  if (characters.length <= 2) return [word];
  const parts: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const length = [2, 3].find((n) => isWord(characters.slice(at, at + n), n)) ?? 1;
    parts.push(characters.slice(at, at + length).join(""));
    at += length;
  }
  return parts;
}

const isWord = (characters: readonly string[], length: number): boolean =>
  characters.length === length && segmented(characters.join("")).length === 1;
