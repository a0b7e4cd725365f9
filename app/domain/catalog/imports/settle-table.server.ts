import type { Tx } from "#db/client.ts";
import type { ImportOptions } from "#db/schema/imports.ts";
import { isDelimiter } from "#app/runtime/tables/delimiter.ts";
import { isEncoding } from "#app/runtime/tables/encoding.ts";
import { formats } from "./formats/index.ts";
import { mapHeaders } from "./headers.ts";
import { recallMapping, validMapping } from "./mappings.server.ts";
import { openTable, type Table } from "./open-table.server.ts";

/**
 * Opens a file as the person asked for it, else as the organisation read such a file the last time, else as its
 * headers say. `recognised` is false when nothing told what the columns are. Throws `UnreadableTable`.
 */
export async function settleTable(
  db: Tx,
  organizationId: string,
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<Table> {
  const table = await openTable(bytes, {
    format: options.format,
    encoding: isEncoding(options.encoding) ? options.encoding : undefined,
    delimiter: isDelimiter(options.delimiter) ? options.delimiter : undefined,
  });
  if (options.mapping) {
    const format = formats[options.format ?? table.format.name];
    return {
      ...table,
      format,
      mapping: validMapping(options.mapping, table.headers, format),
      recognised: true,
    };
  }
  const remembered = await recallMapping(db, organizationId, table.headers, options.format);
  if (!remembered) return table;
  const format = formats[remembered.format];
  const mapping = {
    ...(table.format === format ? {} : mapHeaders(table.headers, format)),
    ...remembered.mapping,
  };
  return { ...table, format, mapping: validMapping(mapping, table.headers, format), recognised: true };
}
