import { afterEach, beforeEach, expect } from "vitest";

/** Words on the console are complaints that nobody reads later: each fails the test it was said in. */
const said: string[] = [];

const listened = ["warn", "error"] as const;

beforeEach(() => {
  said.length = 0;
});

for (const method of listened) {
  const original = console[method].bind(console);
  console[method] = (...words: unknown[]) => {
    said.push(words.map(String).join(" "));
    original(...words);
  };
}

afterEach(() => {
  expect(said, "console.warn or console.error was called").toEqual([]);
});

/** For a test that is about a complaint: returns what was said, and forgets it. */
export function takeComplaints(): string[] {
  return said.splice(0);
}
