import type { AskedText } from "#app/integrations/table-text.ts";
import { openRecords } from "#app/integrations/tables.server.ts";

/**
 * The records of a list as somebody else wrote it: CSV or TSV in UTF-8 or GB18030, XLSX or XLS. Throws `UnreadableTable`
 * with `empty_file`, `encoding_unknown`, or what the readers say.
 */
export async function* readRecords(bytes: Uint8Array, asked: AskedText = {}): AsyncGenerator<string[]> {
  const { records } = await openRecords(bytes, asked);
  yield* records;
}
