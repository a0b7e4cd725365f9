const mebibyte = 1024 * 1024;

/** Bytes that a request without files may carry. */
export const ordinaryLimit = mebibyte;

/** 20 MiB of file, and room for the form around it. */
export const uploadLimit = 20 * mebibyte + 64 * 1024;

type Entries = Iterable<[string, FormDataEntryValue]>;

/** Whether a form is more than the server takes; with files in it (`multipart`) it may be larger. */
export const isTooLarge = (entries: Entries, multipart: boolean): boolean =>
  multipart ? multipartBytes(entries) > uploadLimit : encodedBytes(entries) > ordinaryLimit;

/** What the browser writes around every part of a form with files: its boundary and the names of its headers. */
const aroundPart = 200;

/** At least what a browser sends, at most some two hundred bytes more for each part. */
export function multipartBytes(entries: Entries): number {
  let sum = aroundPart;
  for (const [name, value] of entries) {
    sum += aroundPart + utf8(name);
    sum += typeof value === "string" ? utf8(value) : utf8(value.name) + value.type.length + value.size;
  }
  return sum;
}

/** In UTF-8, lines ending as forms send them and quotes in names escaped. */
const utf8 = (text: string): number =>
  new TextEncoder().encode(text.replace(/\r\n?|\n/g, "\r\n").replaceAll('"', "%22")).length;

const encodedBytes = (entries: Entries): number =>
  new URLSearchParams(
    [...entries].map(([name, value]) => [name, typeof value === "string" ? value : value.name]),
  ).toString().length;
