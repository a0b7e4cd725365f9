import type { Problem } from "./problem.ts";

/** What a form may cost before anything looks at its meaning: libraries that read forms are slower than linear. */
const maxFields = 2_000;
const maxRepeats = 200;
const maxNameLength = 200;
const maxNameParts = 10;
const maxIndex = 999;

const tooMany: Problem = {
  code: "too_many_fields",
  status: 413,
  params: { fields: maxFields, repeats: maxRepeats },
};
const malformed: Problem = { code: "bad_request", status: 400 };

/**
 * Why the raw body of a form is not worth reading: it has more fields or parts than any form of ours. Counts separators in
 * the bytes, which is linear; undefined for a form within the budget.
 */
export function refusalOfBody(body: Uint8Array, contentType: string): Problem | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (/^multipart\/form-data\b/i.test(contentType)) {
    if (!boundary) return malformed;
    return occurs(bytes, Buffer.from(`--${boundary}`), maxFields + 2) ? tooMany : undefined;
  }
  return occurs(bytes, Buffer.from("&"), maxFields) ? tooMany : undefined;
}

/** Whether `part` occurs at least `times` times; stops counting there. */
function occurs(bytes: Buffer, part: Buffer, times: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(part); at !== -1 && count < times; at = bytes.indexOf(part, at + part.length))
    count++;
  return count >= times;
}

/**
 * Why the entries of a form must not reach the library that reads their names as paths: too many, one name too often, a
 * path that is deep, sparse (`a[99999999]`) or meant for the prototype of an object. Linear.
 */
export function refusalOfEntries(entries: Iterable<readonly [string, unknown]>): Problem | undefined {
  const repeats = new Map<string, number>();
  let fields = 0;
  for (const [name] of entries) {
    const times = (repeats.get(name) ?? 0) + 1;
    repeats.set(name, times);
    if (++fields > maxFields || times > maxRepeats) return tooMany;
    if (times === 1 && !isPlainName(name)) return malformed;
  }
  return undefined;
}

function isPlainName(name: string): boolean {
  if (name.length > maxNameLength) return false;
  const parts = name.split(/[.[\]]+/).filter((part) => part !== "");
  return (
    parts.length <= maxNameParts &&
    parts.every((part) => !/^(?:__proto__|constructor|prototype)$/.test(part)) &&
    [...name.matchAll(/\[(\d+)\]/g)].every(([, index]) => Number(index) <= maxIndex)
  );
}
