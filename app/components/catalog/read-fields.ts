import type { FieldSpec } from "./form-steps.ts";

/** What a form field was filled with, as it came: a text, or the texts of a group. */
export type Filled = string | string[];

/** Reads the fields of a step from a posted form into the shape that the schemas take; clears what was emptied. */
export function readFields(form: FormData, fields: readonly FieldSpec[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const spec of fields) {
    const value = readField(form, spec);
    if (value === undefined) continue;
    const [first = "", second] = spec.path.split(".");
    if (second === undefined) input[first] = value;
    else input[first] = { ...objectAt(input, first), [second]: value };
  }
  return input;
}

/** The posted texts by field, to show again what was written. */
export const filledFields = (form: FormData, fields: readonly FieldSpec[]): Record<string, Filled> =>
  Object.fromEntries(
    fields.map(({ path, widget }) => [
      path,
      widget === "choices" || widget === "disciplines" ? texts(form, path) : text(form, path),
    ]),
  );

/** What the fields show of a saved listing. */
export const shownFields = (saved: object, fields: readonly FieldSpec[]): Record<string, Filled> =>
  Object.fromEntries(fields.map((spec) => [spec.path, shown(valueAt(saved, spec.path), spec)]));

/** The value at a path of one or two names. */
export function valueAt(holder: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
      holder,
    );
}

function shown(value: unknown, { widget }: FieldSpec): Filled {
  if (Array.isArray(value)) {
    const list = value.map(String);
    return widget === "list" ? list.join("\n") : list;
  }
  if (widget === "flag") return value === true ? "on" : "";
  if (widget === "wan" && typeof value === "number") return String(value / fenPerWan);
  return value === null || value === undefined ? "" : String(value);
}

function readField(form: FormData, { path, widget }: FieldSpec): unknown {
  const written = text(form, path);
  switch (widget) {
    case "choices":
    case "disciplines":
      return texts(form, path);
    case "flag":
      return written === "on";
    case "list":
      return written
        .split(/[\n;；、]+/)
        .map((item) => item.trim())
        .filter((item) => item !== "");
    case "date":
      return written === "" ? null : written;
    case "integer":
    case "decimal":
      return written === "" ? null : readNumber(written);
    case "wan":
      return written === "" ? null : readWan(written);
    case "choice":
    case "region":
      return written === "" ? undefined : written;
    default:
      return written;
  }
}

export const fenPerWan = 1_000_000;

/** A number as people type it, with full-width digits and thousands marks; the text itself when it is none. */
export function readNumber(written: string): number | string {
  const plain = written.normalize("NFKC").replace(/[,\s]/g, "");
  return /^-?\d{1,15}(\.\d{1,12})?$/.test(plain) ? Number(plain) : written;
}

/** `120.5` of 10,000 yuan as fen; the text itself when it is no amount. */
export function readWan(written: string): number | string {
  const found = readNumber(written.replace(/万元?$/, ""));
  return typeof found === "number" && found >= 0 ? Math.round(found * fenPerWan) : written;
}

/** `1,200.50` yuan as fen; the text itself when it is no amount. */
export function readYuan(written: string): number | string {
  const found = readNumber(written.replace(/^[¥￥]|元$/g, ""));
  return typeof found === "number" && found >= 0 ? Math.round(found * 100) : written;
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

const texts = (form: FormData, name: string): string[] =>
  form
    .getAll(name)
    .filter((item) => typeof item === "string" && item !== "")
    .map(String);

function objectAt(holder: Record<string, unknown>, name: string): object {
  const value = holder[name];
  return typeof value === "object" && value !== null ? value : {};
}
