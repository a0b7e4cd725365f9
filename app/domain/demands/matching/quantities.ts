/** A physical quantity that a text names, in the base unit of its dimension; a single value has `from` = `to`. */
export interface Quantity {
  dimension: Dimension;
  from: number;
  to: number;
  /** As it is written. */
  text: string;
}

export type Dimension = "temperature" | "pressure" | "force" | "frequency" | "voltage" | "current";

/** Units by dimension with their factor to the base unit. Lengths and masses are left out: every instrument names some. */
const units: Readonly<Record<string, readonly [Dimension, number]>> = {
  "℃": ["temperature", 1],
  "°c": ["temperature", 1],
  pa: ["pressure", 1],
  kpa: ["pressure", 1e3],
  mpa: ["pressure", 1e6],
  gpa: ["pressure", 1e9],
  n: ["force", 1],
  kn: ["force", 1e3],
  mn: ["force", 1e6],
  hz: ["frequency", 1],
  khz: ["frequency", 1e3],
  mhz: ["frequency", 1e6],
  ghz: ["frequency", 1e9],
  v: ["voltage", 1],
  mv: ["voltage", 1e-3],
  kv: ["voltage", 1e3],
  a: ["current", 1],
  ma: ["current", 1e-3],
};

const number = "[-−–]?\\d+(?:\\.\\d+)?";
const unit = "℃|°c|[kmg]?pa|[km]?n|[kmg]?hz|[km]?v|m?a";
const span = new RegExp(
  `(${number})\\s*(${unit})?\\s*(?:[–—~～至-]|to)\\s*[+]?(${number})\\s*(${unit})(?![\\p{Script=Latin}\\d/·])`,
  "giu",
);
const single = new RegExp(`(${number})\\s*(${unit})(?![\\p{Script=Latin}\\d/·])`, "giu");
/** `最大载荷 100 kN`, `≤1500 ℃`: a range from nothing up. */
const upTo = /(?:最大|最高|上限|可达|up to|max\w*|≤|<|不超过|<=)[^\d\n]{0,8}$/i;

const valueOf = (text: string): number => Number(text.replace(/[−–]/, "-"));

/** The quantities of a text: ranges as ranges, the rest as single values. */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = [];
  const rest = text.replace(span, (whole: string, low: string, _own: string, high: string, name: string) => {
    const [dimension, factor] = units[name.toLowerCase()] ?? [];
    const [from, to] = [valueOf(low), Math.abs(valueOf(high))];
    if (dimension && factor && from <= to)
      found.push({ dimension, from: from * factor, to: to * factor, text: whole.trim() });
    return " ".repeat(whole.length);
  });
  for (const match of rest.matchAll(single)) {
    const [whole, value = "", name = ""] = match;
    const [dimension, factor] = units[name.toLowerCase()] ?? [];
    if (!dimension || !factor) continue;
    const to = valueOf(value) * factor;
    const open = upTo.test(rest.slice(Math.max(0, match.index - 14), match.index));
    found.push({ dimension, from: open ? Math.min(0, to) : to, to, text: whole.trim() });
  }
  return found;
}

/** The first quantity that is wanted and lies within a real range of what is offered, with that range. */
export function within(
  wanted: readonly Quantity[],
  offered: readonly Quantity[],
): { wanted: Quantity; offered: Quantity } | undefined {
  for (const one of wanted)
    for (const range of offered)
      if (
        range.dimension === one.dimension &&
        range.from < range.to &&
        range.from <= one.from &&
        one.to <= range.to
      )
        return { wanted: one, offered: range };
  return undefined;
}
