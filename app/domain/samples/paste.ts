import type { SampleInput } from "./inputs.ts";

/**
 * Samples from rows copied out of a spreadsheet: label, material and hazard, separated by tabs, or, where people type,
 * by commas. Empty lines are left out, a heading that names the columns too.
 */
export function samplesFromText(text: string): SampleInput[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => cellsOf(line))
    .filter(([label = ""]) => label !== "")
    .filter((cells, index) => index > 0 || !isHeading(cells))
    .map(([label = "", material = "", hazard = ""]) => ({ label, material, hazard }));
}

const cellsOf = (line: string): string[] =>
  line.split(line.includes("\t") ? "\t" : /[,，]/).map((cell) => cell.trim());

const headings = /^(样品(名称|编号|标签)?|编号|名称|标签|label|sample( (label|name|id))?|name|id)$/i;

const isHeading = ([first = ""]: string[]): boolean => headings.test(first);

/** The rows as the field shows them: one sample a line, tabs between, without what is empty at the end. */
export const textFromSamples = (samples: readonly SampleInput[]): string =>
  samples
    .map(({ label, material, hazard }) => [label, material, hazard].join("\t").replace(/\t+$/, ""))
    .join("\n");
