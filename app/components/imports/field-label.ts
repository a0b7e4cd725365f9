import type { ImportView } from "#app/domain/catalog/imports/queries.server.ts";

/** In Chinese the field's Chinese name, else the official one; without the notes that forms put behind it. */
export function fieldLabel([first, second]: readonly string[], chinese: boolean): string {
  const name = chinese && second && /\p{Script=Han}/u.test(second) ? second : (first ?? "");
  return name.replace(/[（(](?!元[）)]$).*$/su, "");
}

/** What every row must have and no column of the file is. */
export const missingFields = (view: Pick<ImportView, "fields">) =>
  view.fields.filter(({ missing }) => missing);
