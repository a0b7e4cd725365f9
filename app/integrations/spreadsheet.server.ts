import { utils, write } from "@e965/xlsx";

export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number)[])[];
}

/** An XLSX file of sheets whose cells are texts and numbers; a text is never run as a formula. */
export function writeSheets(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const book = utils.book_new();
  for (const { name, rows } of sheets) {
    const cells = rows.map((row) => row.map((v) => ({ t: typeof v === "number" ? "n" : "s", v })));
    utils.book_append_sheet(book, utils.aoa_to_sheet(cells, { dense: true }), name);
  }
  const bytes: unknown = write(book, { type: "buffer", bookType: "xlsx", compression: true });
  if (!(bytes instanceof Uint8Array)) throw new TypeError("the spreadsheet writer gave no bytes");
  return Uint8Array.from(bytes);
}

/** An XLSX file with one sheet of text cells. */
export const writeWorkbook = (name: string, rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> =>
  writeSheets([{ name, rows }]);
