import type { ImportFormat } from "#db/schema/vocabulary.ts";
import type { Format } from "../format.ts";
import { kexiang } from "./kexiang.ts";
import { nrii } from "./nrii.ts";
import { uniquip } from "./uniquip.ts";

/** In the order in which a file is tried; the best fit wins, so the order decides only between equals. */
export const formats: Readonly<Record<ImportFormat, Format>> = { uniquip, nrii, kexiang };
