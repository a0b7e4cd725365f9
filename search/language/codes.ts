/**
 * Codes are the compact forms of model, patent and class numbers. They live in the index under a mark of their own,
 * so that `JEM-2100F`, `jem 2100f` and `JEM2100F` are one thing and never meet ordinary words.
 */
export const codeMark = "#";

/** Letters and digits only. Expects folded text. */
export const compact = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, "");

const unitWords: Record<string, string> = {
  兆赫兹: "mhz",
  兆赫: "mhz",
  兆: "mhz",
  吉赫: "ghz",
  千赫: "khz",
  千伏: "kv",
  千瓦: "kw",
  纳米: "nm",
  微米: "um",
  毫米: "mm",
  特斯拉: "t",
  太赫兹: "thz",
  毫升: "ml",
};
const unit = new RegExp(
  `(?<![\\p{L}\\p{N}.])(\\d+(?:\\.\\d+)?)\\s?(${Object.keys(unitWords).join("|")}|[kmgt]hz|kv|kw|nm|[uμ]m|mm|ml|m)(?![a-z0-9])`,
  "gu",
);

/** Quantities in folded text in one spelling each: `600 MHz`, `600兆` and `600M` are all `600mhz`. */
export function quantitiesIn(folded: string): { code: string; start: number; end: number }[] {
  return [...folded.matchAll(unit)].map(([whole, amount = "", name = ""], i, all) => ({
    code: amount.replace(".", "_") + (name === "m" ? "mhz" : (unitWords[name] ?? name.replace("μ", "u"))),
    start: all[i]?.index ?? 0,
    end: (all[i]?.index ?? 0) + whole.length,
  }));
}

/** The ways a patent or application number is written: with and without country, `ZL`, kind letter and check digit. */
export function numberForms(folded: string): string[] {
  const whole = compact(folded);
  const application = /^(?:zl|cn)?(\d{12}|\d{8})([\dx])?$/.exec(whole);
  if (application) {
    const [, digits = "", check = ""] = application;
    return unique([whole, digits + check, digits]);
  }
  const publication = /^(cn)?(\d{6,9})([a-z]\d?)?$/.exec(whole);
  if (publication) {
    const [, , digits = "", kind = ""] = publication;
    return unique([whole, `cn${digits}${kind}`, `cn${digits}`, digits]);
  }
  return [whole];
}

/** Whether folded text is a patent or application number and nothing else. */
export const isPatentNumber = (folded: string): boolean =>
  /^\s*(?:zl\s?\d{8,13}(?:\.[\dx])?|\d{12}\.?[\dx]?|cn\s?\d{6,13}(?:\.[\dx])?[a-z]?\d?)\s*$/.test(folded);

const words = /[\p{L}\p{N}]+/gu;

/** Codes in running text: every group of Latin words joined by hyphens, and quantities. */
export function codesInText(folded: string): string[] {
  const groups = folded.match(/[a-z0-9]+(?:[-/][a-z0-9]+)+/g) ?? [];
  return unique([
    ...groups.map(compact).filter((code) => code.length <= 30),
    ...quantitiesIn(folded).map((q) => q.code),
  ]);
}

/** Codes in a title: besides, every two or three neighbouring Latin words that hold a digit. */
export function codesInTitle(folded: string): string[] {
  const codes = codesInText(folded);
  for (const stretch of folded.match(/[a-z0-9]+(?:[-_./ ]?[a-z0-9]+)*/g) ?? []) {
    const parts = stretch.match(words) ?? [];
    for (let from = 0; from < parts.length; from++) {
      for (let to = from + 1; to <= Math.min(from + 3, parts.length); to++) {
        const code = parts.slice(from, to).join("");
        if (/\d/.test(code) && /[a-z]/.test(code) && code.length >= 3) codes.push(code);
      }
    }
  }
  return unique(codes);
}

/** Codes of a model as its maker writes it: the whole, and every tail that begins at a word. */
export function codesOfModel(folded: string): string[] {
  const parts = folded.match(words) ?? [];
  const tails = parts.map((_, from) => parts.slice(from).join("")).filter((code) => code.length >= 3);
  return unique([...tails, ...codesInTitle(folded)]);
}

/** Every leading part of an IPC symbol: `H01M 10/0525` gives `h`, `h0`, `h01`, `h01m`, … `h01m100525`. */
export function ipcPrefixes(symbol: string): string[] {
  const code = symbol.toLowerCase().replace(/[^a-z0-9]/g, "");
  return Array.from({ length: Math.min(code.length, 14) }, (_, i) => code.slice(0, i + 1));
}

export const looksLikeIpc = (folded: string): boolean =>
  /^\s*[a-h]\d{2}[a-z](?:\s?\d{1,4}(?:\/\d{0,6})?)?\s*$/.test(folded);

const unique = (list: string[]): string[] => [...new Set(list)];
