import type { TFunction } from "i18next";

/** What our inputs need to know of a field; Conform's field metadata fits, and so does an object written by hand. */
export interface FieldMeta {
  key?: string;
  id: string;
  name: string;
  formId?: string;
  errorId: string;
  descriptionId: string;
  errors?: string[];
  required?: boolean;
  multiple?: boolean;
  initialValue?: unknown;
}

/** A field without Conform, for filters and single-field forms. */
export const plainField = (
  name: string,
  initialValue?: string | readonly string[],
  errors?: string[],
): FieldMeta => ({
  id: name,
  name,
  errorId: `${name}-error`,
  descriptionId: `${name}-help`,
  errors,
  initialValue,
});

/**
 * The field with something to start with. Conform's metadata has no properties of its own that a spread would copy: they are
 * read one by one.
 */
export const startingWith = (
  { key, id, name, formId, errorId, descriptionId, errors, required }: FieldMeta,
  initialValue: unknown,
): FieldMeta => ({ key, id, name, formId, errorId, descriptionId, errors, required, initialValue });

/** The text a field starts with. */
export function textOf(meta: FieldMeta): string | undefined {
  const value = meta.initialValue;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** The options a group starts with. */
export function listOf(meta: FieldMeta): string[] {
  const value = meta.initialValue;
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string");
  return typeof value === "string" && value !== "" ? [value] : [];
}

export interface ControlProps {
  id: string;
  name: string;
  form?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
  "aria-describedby"?: string;
}

/**
 * The attributes that tie a native control to its label, help and error. `aria-required` instead of `required`: the
 * server answers in the reader's language, the browser's bubble does not.
 */
export function fieldProps(meta: FieldMeta, described: { help?: boolean; also?: string } = {}): ControlProps {
  const invalid = Boolean(meta.errors?.length);
  const ids = [described.help && meta.descriptionId, invalid && meta.errorId, described.also].filter(Boolean);
  return {
    id: meta.id,
    name: meta.name,
    form: meta.formId,
    "aria-invalid": invalid || undefined,
    "aria-required": meta.required || undefined,
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
  };
}

/**
 * The words for one error of a field. Schemas give a code, with parameters as a query: `too_long?max=200` reads
 * `problems:field.too_long` with `{{max}}`. Anything that is not a code is already words.
 */
export function errorText(t: TFunction, error: string): string {
  const [code = "", query = ""] = error.split("?", 2);
  if (!/^[a-z][a-z0-9_]*$/.test(code)) return error;
  return t(`problems:field.${code}`, Object.fromEntries(new URLSearchParams(query)));
}
