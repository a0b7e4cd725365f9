/** Encodings that Chinese spreadsheets and foreign equipment lists come in. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const;

export type Encoding = (typeof encodings)[number];

export const isEncoding = (value: unknown): value is Encoding => encodings.some((name) => name === value);

const chunkBytes = 64 * 1024;

/**
 * The encoding of a text file: by its byte order mark, else UTF-8 if every byte fits, else GB18030 if every byte fits,
 * else undefined. A file with NUL characters is no text in any of them.
 */
export function detectEncoding(bytes: Uint8Array): Encoding | undefined {
  const marked = byMark(bytes);
  if (marked) return fits(bytes, marked) ? marked : undefined;
  return (["utf-8", "gb18030"] as const).find((encoding) => fits(bytes, encoding));
}

function byMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  return undefined;
}

/** Whether all of `bytes` is text without NUL in `encoding`. */
export function fits(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    for (const text of decode(bytes, encoding)) if (text.includes("\0")) return false;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Decodes piece by piece, without the byte order mark. Throws a `TypeError` at the first byte that does not fit. */
export function* decode(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
  }
  yield decoder.decode();
}

/** The beginning of the text, enough to see its headers. */
export function beginning(bytes: Uint8Array, encoding: Encoding): string {
  const [first = ""] = decode(bytes, encoding);
  return first;
}
