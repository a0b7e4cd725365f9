import { Refusal } from "./errors.ts";
import { unescaped } from "./escapes.ts";

export type StoredDocument = Record<string, unknown>;
type Test = (document: StoredDocument) => boolean;
interface Token {
  text: string;
  quoted: boolean;
}

/** Reads Meilisearch's filter language: the same precedence, quoting and treatment of what is missing. */
export function parseFilter(filter: unknown, filterable: readonly string[]): Test {
  if (filter === undefined || filter === null) return () => true;
  if (typeof filter === "string")
    return filter.trim() === "" ? () => true : new Parser(filter, filterable).parse();
  if (Array.isArray(filter)) {
    const all = filter.map((part) => {
      if (!Array.isArray(part)) return parseFilter(part, filterable);
      const any = part.map((one) => parseFilter(one, filterable));
      return (document: StoredDocument) => any.some((test) => test(document));
    });
    return (document) => all.every((test) => test(document));
  }
  throw refuse("Invalid value type for parameter `filter`");
}

const refuse = (message: string) => new Refusal(400, "invalid_search_filter", message);
const reserved = [
  "AND",
  "OR",
  "NOT",
  "IN",
  "IS",
  "NULL",
  "EMPTY",
  "EXISTS",
  "TO",
  "CONTAINS",
  "STARTS",
  "WITH",
  "_geoRadius",
  "_geoBoundingBox",
];

/** How many of its grammar's rules may be inside each other; a pair of brackets is four. */
const deepest = 200;

class Parser {
  readonly #tokens: Token[];
  readonly #filterable: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(text: string, filterable: readonly string[]) {
    this.#tokens = tokensOf(text);
    this.#filterable = filterable;
  }

  parse(): Test {
    const test = this.#either();
    if (this.#at < this.#tokens.length)
      throw refuse(
        `Found unexpected characters at the end of the filter: \`${this.#tokens[this.#at]?.text}\``,
      );
    return test;
  }

  #either(): Test {
    const parts = [this.#inside(() => this.#all())];
    while (this.#take("OR")) parts.push(this.#inside(() => this.#all()));
    return (document) => parts.some((test) => test(document));
  }

  #all(): Test {
    const parts = [this.#inside(() => this.#negated())];
    while (this.#take("AND")) parts.push(this.#inside(() => this.#negated()));
    return (document) => parts.every((test) => test(document));
  }

  #negated(): Test {
    if (!this.#take("NOT")) return this.#inside(() => this.#primary());
    const test = this.#inside(() => this.#negated());
    return (document) => !test(document);
  }

  #primary(): Test {
    if (!this.#take("(")) return this.#condition();
    const test = this.#inside(() => this.#either());
    this.#require(")");
    return test;
  }

  #inside(read: () => Test): Test {
    if (++this.#depth > deepest) throw refuse("The filter exceeded the maximum depth limit.");
    const test = read();
    this.#depth--;
    return test;
  }

  #condition(): Test {
    const field = this.#value();
    if (!this.#filterable.includes(field))
      throw refuse(
        `Attribute \`${field}\` is not filterable. Available filterable attributes: \`${this.#filterable.join(", ")}\`.`,
      );
    if (this.#take("IN")) return this.#isIn(field);
    if (this.#take("EXISTS")) return (document) => field in document;
    if (this.#take("STARTS")) {
      this.#require("WITH");
      return begins(field, this.#value());
    }
    if (this.#take("IS")) {
      const not = this.#take("NOT");
      const wantsNull = this.#take("NULL");
      if (!wantsNull) this.#require("EMPTY");
      const test: Test = (d) => (wantsNull ? d[field] === null : isEmpty(d[field]));
      return (document) => test(document) !== not;
    }
    if (this.#take("NOT")) {
      if (this.#take("EXISTS")) return (document) => !(field in document);
      this.#require("IN");
      const test = this.#isIn(field);
      return (document) => !test(document);
    }
    return this.#compared(field);
  }

  #compared(field: string): Test {
    for (const [operator, compare] of comparisons) {
      if (!this.#take(operator)) continue;
      const wanted = Number(this.#value());
      if (Number.isNaN(wanted)) throw refuse("Expected a number");
      return (document) => numbersOf(document[field]).some((number) => compare(number, wanted));
    }
    if (this.#take("=")) return equals(field, this.#value());
    if (this.#take("!=")) {
      const test = equals(field, this.#value());
      return (document) => !test(document);
    }
    const from = Number(this.#value());
    this.#require("TO");
    const to = Number(this.#value());
    return (document) => numbersOf(document[field]).some((number) => number >= from && number <= to);
  }

  #isIn(field: string): Test {
    this.#require("[");
    const tests: Test[] = [];
    while (!this.#take("]")) {
      tests.push(equals(field, this.#value()));
      if (!this.#take(",")) {
        this.#require("]");
        break;
      }
    }
    return (document) => tests.some((test) => test(document));
  }

  #value(): string {
    const token = this.#tokens[this.#at++];
    if (
      !token ||
      (!token.quoted && (reserved.includes(token.text) || !/^[\p{L}\p{N}_.-]+$/u.test(token.text)))
    )
      throw refuse(`Was expecting a value but instead got \`${token?.text ?? "nothing"}\``);
    if (Buffer.byteLength(token.text) > 468) throw refuse("A value is longer than 468 bytes");
    return token.text;
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (!token || token.quoted || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #require(text: string): void {
    if (!this.#take(text))
      throw refuse(`Expected \`${text}\` but got \`${this.#tokens[this.#at]?.text ?? "nothing"}\``);
  }
}

const comparisons: [string, (a: number, b: number) => boolean][] = [
  [">=", (a, b) => a >= b],
  ["<=", (a, b) => a <= b],
  [">", (a, b) => a > b],
  ["<", (a, b) => a < b],
];

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s*(?:"((?:\\[\s\S]|[^"\\])*)"|'((?:\\[\s\S]|[^'\\])*)'|(>=|<=|!=|[=<>()[\],])|([^\s"'=<>!()[\],]+))/gy;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found) throw refuse(`Expression \`${text.slice(at, at + 20)}\` is not understood`);
    const quoted = found[1] ?? found[2];
    tokens.push(
      quoted === undefined
        ? { text: found[3] ?? found[4] ?? "", quoted: false }
        : { text: unescaped(quoted, found[1] === undefined ? "'" : '"'), quoted: true },
    );
  }
  return tokens;
}

/** Compares as facets are kept: trimmed, decomposed, in lower case; an empty text is not kept. */
const normal = (value: unknown): string => String(value).trim().normalize("NFKD").toLowerCase();

const equals =
  (field: string, wanted: string): Test =>
  (document) => {
    const values = [document[field]].flat();
    return values.some(
      (value) =>
        value !== null &&
        value !== undefined &&
        value !== "" &&
        (normal(value) === normal(wanted) || value === numeric(wanted)),
    );
  };

const begins =
  (field: string, wanted: string): Test =>
  (document) =>
    [document[field]]
      .flat()
      .some((value) => typeof value === "string" && normal(value).startsWith(normal(wanted)));

const numeric = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));

const numbersOf = (value: unknown): number[] =>
  [value].flat().filter((one): one is number => typeof one === "number");

const isEmpty = (value: unknown): boolean =>
  value === "" ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);
