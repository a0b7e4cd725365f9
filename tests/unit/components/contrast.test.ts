import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** WCAG 2.2 contrast of the design tokens, read from the style sheet itself, in both themes. */
const css = readFileSync(new URL("../../../app/styles.css", import.meta.url), "utf8");

const tokens = new Map(
  [...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light: light ?? "", dark: dark ?? "" }],
  ),
);

type Theme = "light" | "dark";

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token ${name}`);
  return token[theme];
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, back: string, theme: Theme): number {
  const [a, b] = [luminance(colour(front, theme)), luminance(colour(back, theme))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["paper", "raised", "sunk"];
const states = [
  "free",
  "held",
  "pending",
  "confirmed",
  "running",
  "refused",
  "restricted",
  "warning",
  "neutral",
];

const texts: [front: string, back: string][] = [
  ...["ink", "muted", "accent", "accent-hover", "refused"].flatMap((front) =>
    grounds.map((back): [string, string] => [front, back]),
  ),
  ...states.flatMap((state): [string, string][] => [
    [state, `${state}-soft`],
    [state, "paper"],
    [state, "raised"],
    ["ink", `${state}-soft`],
    ["muted", `${state}-soft`],
    ["accent", `${state}-soft`],
  ]),
  ["accent", "accent-soft"],
  ["ink", "accent-soft"],
  ["muted", "accent-soft"],
  ["on-accent", "accent-fill"],
  ["on-accent", "accent-fill-hover"],
  ["on-danger", "danger-fill"],
  ["on-danger", "danger-fill-hover"],
  ["ink", "mark"],
  ["accent", "mark"],
];

const edges: [front: string, back: string][] = [
  ...["line", "focus"].flatMap((front) => grounds.map((back): [string, string] => [front, back])),
];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(texts)("text %s on %s is at least 4.5:1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)("edge %s on %s is at least 3:1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});

test("the measure itself: black on white is 21:1", () => {
  expect((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05)).toBeCloseTo(21);
});
