import { z } from "zod";
import { importFormats } from "#db/schema/vocabulary.ts";
import { delimiters } from "#app/runtime/tables/delimiter.ts";
import { encodings } from "#app/runtime/tables/encoding.ts";

/** `auto` in forms is the same as nothing: find out. */
const orAuto = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("auto").transform(() => undefined), schema]).optional();

/** What a person may say about a file beside the file. */
export const askedInput = z.strictObject({
  format: orAuto(z.enum(importFormats)),
  encoding: orAuto(z.enum(encodings)),
  delimiter: orAuto(z.enum(delimiters)),
});

export const uploadInput = z.strictObject({
  ...askedInput.shape,
  file: z.instanceof(File, { error: "file_missing" }),
});

/** Another reading of the same file. `columns` names a field's key, or `-` for nothing, for each column in order. */
export const reviseInput = z.strictObject({
  ...askedInput.shape,
  columns: z.array(z.string().min(1).max(60)).max(300).optional(),
});

export const confirmInput = z.strictObject({ finish: z.enum(["draft", "submit"]).default("draft") });

export type Asked = z.output<typeof askedInput>;
export type ReviseInput = z.output<typeof reviseInput>;
