import { readCsv, UnreadableTable } from "#app/integrations/csv.server.ts";
import { isWorkbook, readWorkbook } from "#app/integrations/spreadsheet.server.ts";
import { detectDelimiter } from "#app/runtime/tables/delimiter.ts";
import { beginning, decode, detectEncoding } from "#app/runtime/tables/encoding.ts";

/**
 * The records of a list as somebody else wrote it: CSV or TSV in UTF-8 or GB18030, XLSX or XLS. Throws `UnreadableTable`
 * with `empty_file`, `encoding_unknown`, or what the readers say.
 */
export function readRecords(bytes: Uint8Array): AsyncGenerator<string[]> {
  if (bytes.length === 0) throw new UnreadableTable("empty_file");
  if (isWorkbook(bytes)) return readWorkbook(bytes);
  const encoding = detectEncoding(bytes);
  if (!encoding) throw new UnreadableTable("encoding_unknown");
  return readCsv(pieces(decode(bytes, encoding)), detectDelimiter(beginning(bytes, encoding)));
}

async function* pieces(decoded: Iterable<string>): AsyncGenerator<string> {
  yield* decoded;
}
