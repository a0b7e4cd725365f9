import { z } from "zod";
import { day } from "#app/domain/values.ts";
import { measureKinds, misconductClasses } from "#db/schema/vocabulary.ts";
import { registerStates } from "./states.ts";

/** Deeper pages are reached by `cursor`. */
const deepestPage = 400;

export const registerPageSize = 25;

/** What the public register is asked for. Blank fields of a form count as not given. */
export const registerInput = z.strictObject({
  q: z.string().trim().max(100).default(""),
  state: blankOr(z.enum(registerStates)),
  measure: blankOr(z.enum(measureKinds)),
  class: blankOr(z.enum(misconductClasses)),
  /** GB/T 2260: province, city or county. */
  region: blankOr(z.string().regex(/^[0-9]{2}(?:[0-9]{2}){0,2}$/)),
  /** Day of publication, from and until, inclusive. */
  from: blankOr(day),
  until: blankOr(day),
  page: z.coerce.number().int().min(1).max(deepestPage).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(registerPageSize),
  cursor: blankOr(z.string().regex(/^[0-9]{1,16}_[0-9a-f-]{36}$/)),
});

/** What its table may be asked for: whole, without pages. */
export const registerTableInput = registerInput.omit({ page: true, limit: true, cursor: true });

export type RegisterTableInput = z.output<typeof registerTableInput>;

export type RegisterInput = z.output<typeof registerInput>;

function blankOr<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

/** The same from the address of the page: what cannot be read is left out. */
export function readRegisterQuery(params: URLSearchParams): RegisterInput {
  const raw: Record<string, string> = {};
  for (const name of Object.keys(registerInput.shape)) {
    const value = params.get(name);
    if (value !== null) raw[name] = value;
  }
  const after = params.get("after");
  if (after !== null) raw.cursor = after;
  for (;;) {
    const parsed = registerInput.safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const { path } of parsed.error.issues) delete raw[String(path[0])];
  }
}

/** Codes in a list as people paste them: separated by anything, lower case, each once. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[^0-9A-Z]+/)
      .filter((code) => code !== ""),
  ),
];
