/** A formula over figures, read. */
export type Formula =
  | { kind: "number"; value: number }
  | { kind: "figure"; name: string }
  | { kind: "call"; name: "min" | "max"; of: Formula[] }
  | { kind: "operation"; sign: "+" | "-" | "*" | "/"; left: Formula; right: Formula };

export type Read = { ok: true; formula: Formula; names: string[] } | { ok: false; at: number };

/** Long enough for any rule that a person can check by hand. */
export const longestFormula = 300;

/**
 * Reads `external_hours / usage_hours`, `min(2, 0.1 * samples)`: numbers, names of figures, + - * / with their usual
 * precedence, parentheses, `min` and `max`. Nothing else, so that a formula can be data. Says where it cannot be read.
 */
export function readFormula(text: string): Read {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0 || text.length > longestFormula) return { ok: false, at: 0 };
  const state: State = { tokens, next: 0, names: new Set() };
  const formula = sum(state);
  const left = tokens[state.next];
  if (!formula || left) return { ok: false, at: left?.at ?? text.length };
  return { ok: true, formula, names: [...state.names] };
}

interface Token {
  text: string;
  at: number;
}

interface State {
  tokens: readonly Token[];
  next: number;
  names: Set<string>;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  const one = /\s*(\d+(?:\.\d+)?|[a-z][a-z0-9_]*|[-+*/(),])\s*/y;
  while (one.lastIndex < text.length) {
    const found = one.exec(text);
    if (!found?.[1]) return null;
    tokens.push({ text: found[1], at: found.index });
  }
  return tokens;
}

function take(state: State, ...accepted: readonly string[]): string | undefined {
  const token = state.tokens[state.next];
  if (!token || !accepted.includes(token.text)) return undefined;
  state.next += 1;
  return token.text;
}

const sum = (state: State): Formula | null => chain(state, ["+", "-"], product);
const product = (state: State): Formula | null => chain(state, ["*", "/"], factor);

function chain(
  state: State,
  signs: readonly ("+" | "-" | "*" | "/")[],
  part: (state: State) => Formula | null,
): Formula | null {
  let left = part(state);
  while (left) {
    const taken = take(state, ...signs);
    const sign = signs.find((known) => known === taken);
    if (!sign) return left;
    const right = part(state);
    left = right && { kind: "operation", sign, left, right };
  }
  return null;
}

function factor(state: State): Formula | null {
  if (take(state, "(")) {
    const inner = sum(state);
    return inner && take(state, ")") ? inner : null;
  }
  const token = state.tokens[state.next];
  if (!token) return null;
  state.next += 1;
  if (/^\d/.test(token.text)) return { kind: "number", value: Number(token.text) };
  if (token.text === "min" || token.text === "max") return call(state, token.text);
  if (!/^[a-z]/.test(token.text)) return null;
  state.names.add(token.text);
  return { kind: "figure", name: token.text };
}

function call(state: State, name: "min" | "max"): Formula | null {
  if (!take(state, "(")) return null;
  const of: Formula[] = [];
  do {
    const one = sum(state);
    if (!one) return null;
    of.push(one);
  } while (take(state, ","));
  return take(state, ")") ? { kind: "call", name, of } : null;
}

/** What a formula comes to; null where a figure is missing or nothing can be divided by. */
export function evaluate(formula: Formula, figures: ReadonlyMap<string, number | null>): number | null {
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "figure":
      return figures.get(formula.name) ?? null;
    case "call": {
      const values = formula.of.map((one) => evaluate(one, figures)).filter((value) => value !== null);
      return values.length === formula.of.length ? Math[formula.name](...values) : null;
    }
    case "operation": {
      const left = evaluate(formula.left, figures);
      const right = evaluate(formula.right, figures);
      if (left === null || right === null) return null;
      const value = operations[formula.sign](left, right);
      return Number.isFinite(value) ? value : null;
    }
  }
}

const operations = {
  "+": (left: number, right: number) => left + right,
  "-": (left: number, right: number) => left - right,
  "*": (left: number, right: number) => left * right,
  "/": (left: number, right: number) => left / right,
};
