import { limits } from "../../catalog/limits.ts";

/** The texts of a demand that a list's one column of content is laid out into. */
export interface LaidOut {
  problem: string;
  keyTechnology: string;
  target: string;
  tried: string;
}

type Part = keyof LaidOut;

/** Headings as companies write them in demand lists, by the part they begin. */
const headings: readonly [Part, RegExp][] = [
  [
    "target",
    /^(?:预期目标|研究目标|阶段目标|达到目标|达到目的|主要目标|目标|质量要求|技术指标|主要指标|要求)$/u,
  ],
  ["tried", /^(?:现有工作基础|现有基础|工作基础|前期基础|目前研究进展|研究基础|基础条件)$/u],
  ["keyTechnology", /^(?:技术关键|关键技术|技术难题|技术难点|难点)$/u],
  ["problem", /^(?:需求内容|研究内容|项目内容|主要内容|需求|内容|现状|背景|主要问题)$/u],
];

const numbering = /^(?:[（(]?[一二三四五六七八九\d]{1,2}[)）]?[、.．]?\s*)/u;

/** The part that a line begins, with what follows its heading on the same line. */
function headingOf(line: string): { part: Part; rest: string } | undefined {
  const bare = line.trim().replace(numbering, "");
  const match = /^([^：:]{2,10})[：:](.*)$/u.exec(bare);
  const name = (match?.[1] ?? bare).trim();
  const found = headings.find(([, form]) => form.test(name));
  return found && { part: found[0], rest: match?.[2] ?? "" };
}

const order: readonly Part[] = ["problem", "keyTechnology", "target", "tried"];

/**
 * Lays out a text by its headings; without any it is all problem. What is too long for its part flows at the ends of
 * sentences into the key technology. Undefined when the text does not fit: nothing is ever cut off.
 */
export function layOut(content: string): LaidOut | undefined {
  const parts: LaidOut = { problem: "", keyTechnology: "", target: "", tried: "" };
  let current: Part = "problem";
  for (const line of content.split(/\r\n|\r|\n/)) {
    const heading = headingOf(line);
    if (heading) current = heading.part;
    const text = (heading ? heading.rest : line).trim();
    if (text) parts[current] += `${parts[current] ? "\n" : ""}${text}`;
  }
  const [kept, rest] = fitting(parts.problem);
  if (rest && parts.keyTechnology) return undefined;
  const laid = { ...parts, problem: kept, keyTechnology: rest || parts.keyTechnology };
  return order.every((part) => laid[part].length <= limits.demandProse) ? laid : undefined;
}

/** As many whole sentences as fit, and the rest. */
function fitting(text: string): [string, string] {
  if (text.length <= limits.demandProse) return [text, ""];
  const sentences = text.match(/[^。；;！？\n]+[。；;！？\n]*/gu) ?? [text];
  let kept = "";
  for (const sentence of sentences) {
    if (kept.length + sentence.length > limits.demandProse) break;
    kept += sentence;
  }
  return [kept.trim(), text.slice(kept.length).trim()];
}
