/** GB18030 bytes of a text within its two-byte part (all common Chinese). Throws for any other character. */
export function encodeGb18030(text: string): Uint8Array {
  const table = twoByteTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const pair = code < 0x80 ? [code] : table.get(character);
    if (!pair) throw new RangeError(`no two-byte code for ${character}`);
    bytes.push(...pair);
  }
  return Uint8Array.from(bytes);
}

let table: Map<string, readonly number[]> | undefined;

/** The platform only decodes this encoding; decoding every pair gives the way back. */
function twoByteTable(): Map<string, readonly number[]> {
  if (table) return table;
  const decoder = new TextDecoder("gb18030");
  const made = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== "\uFFFD" && !made.has(character))
        made.set(character, [lead, trail]);
    }
  }
  table = made;
  return made;
}
