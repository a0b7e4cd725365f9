import { validate } from "uuid";

/** Where a page of a list sorted by an instant and an id ended. */
export interface Cursor {
  at: Date;
  id: string;
}

/** The cursor as it stands in an address. */
export const writeCursor = (cursor: Cursor | null): string | null =>
  cursor && `${cursor.at.getTime()}_${cursor.id}`;

/** Reads a cursor from an address; undefined when it is absent or not one, which means the first page. */
export function readCursor(text: string | null | undefined): Cursor | undefined {
  const [ms = "", id = ""] = (text ?? "").split("_", 2);
  if (!/^\d{1,15}$/.test(ms) || !validate(id)) return undefined;
  return { at: new Date(Number(ms)), id };
}
