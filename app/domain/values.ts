import { z } from "zod";
import { isPlausible } from "./plausible.ts";
import { visibleText } from "#app/runtime/visible-text.ts";

/** Largest sum in fen that a field takes: ten thousand million yuan. */
export const maxFen = 1_000_000_000_000;

/** No control characters but tab and line ends. */
export const noControls = (text: string): boolean =>
  !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);

/** One text of at most `max` characters, trimmed and without invisible characters; control characters other than tab and line ends are refused. */
export const text = (max: number) =>
  z.string().overwrite(visibleText).trim().max(max).refine(noControls, "control_characters");

/** A text that must say something. */
export const someText = (max: number) =>
  z.string().overwrite(visibleText).trim().min(1).max(max).refine(noControls, "control_characters");

const sums = new WeakSet<z.core.$ZodType>();

/** Money of at least `least` fen. Programs give and get it with its currency: the API knows such fields by `isFen`. */
export function fenFrom(least: number) {
  const schema = z.int().min(least).max(maxFen);
  sums.add(schema);
  return schema;
}

export const isFen = (schema: z.core.$ZodType): boolean => sums.has(schema);

export const fen = fenFrom(0);

/** A calendar day between 1900 and 2200, `2026-12-01`. */
export const day = z.iso
  .date()
  .refine((value) => value >= "1900-01-01" && value < "2200-01-01", "day_out_of_range");

/** An RFC 3339 instant with its offset, in the years 1900 to 2199, as a date. */
export const moment = z.iso
  // `abort`: what compares two instants must not be asked about texts.
  .datetime({ offset: true, abort: true })
  .refine((text) => !Number.isNaN(Date.parse(text)), { error: "wrong_format", abort: true })
  .transform((text) => new Date(text))
  .refine(isPlausible, { error: "day_out_of_range", abort: true });

/** The same instant as text, for what hands it on. */
export const momentText = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => moment.safeParse(text).success, "day_out_of_range");

export const count = (max: number) => z.int().min(0).max(max);

/** Several different values. */
export const distinct = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((list) => new Set(list).size === list.length, "repeated");

/** A web address of a page people may open. */
export const webAddress = z.union([
  z.literal(""),
  z.string().trim().max(500).refine(isWebAddress, "web_address"),
]);

export const mailbox = z.union([z.literal(""), z.email().max(200)]);

/** Most fields of science a thing may belong to: what the national instrument register takes. */
export const mostFieldCodes = 4;

/** Fields of science by the three digits of GB/T 13745, first level. */
export const fieldCodes = distinct(z.string().regex(/^[1-9]\d{2}$/, "field_code"), mostFieldCodes);

function isWebAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && ["http:", "https:"].includes(url.protocol) && noControls(value);
}
