import { readFileSync, writeFileSync } from "node:fs";

const preload = new URL("./follow-clock-file.ts", import.meta.url).href;

/** What makes a server live by an offset in a file, in milliseconds, that a test moves while it runs. */
export const clockEnvironment = (path: string): Record<string, string> => ({
  CLOCK_FILE: path,
  NODE_OPTIONS: `--import ${preload}`,
});

export const setOffset = (path: string, ms: number): void => writeFileSync(path, String(ms));

export const offsetIn = (path: string): number => Number(readFileSync(path, "utf8"));
