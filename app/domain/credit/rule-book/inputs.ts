import { z } from "zod";
import { day } from "#app/domain/values.ts";
import {
  type MeasureKind,
  measureKinds,
  misconductClasses,
  offenceCategories,
  type RunningRule,
  untimedMeasures,
} from "#db/schema/vocabulary.ts";

const words = (most: number) => z.string().trim().min(1).max(most);
/** At most ten years. */
const days = z.coerce.number().int().min(0).max(3660);
const lasting = z.coerce.number().int().min(1).max(3660);
/** Blank: none. */
const maybeDays = z.union([z.literal("").transform(() => null), z.null(), lasting]);

const ordered = ({ minDays, maxDays }: { minDays: number | null; maxDays: number | null }): boolean =>
  (minDays === null) === (maxDays === null) && (minDays ?? 0) <= (maxDays ?? 0);

const untimed = (kind: MeasureKind): boolean => untimedMeasures.some((one) => one === kind);

const above = { message: "min_above_max", path: ["minDays"] };

const term = z
  .strictObject({ kind: z.enum(measureKinds), minDays: maybeDays, maxDays: maybeDays })
  .refine(ordered, above)
  .refine(({ kind, minDays }) => untimed(kind) === (minDays === null), {
    message: "term_needed",
    path: ["minDays"],
  });

/** An offence with the measures that may answer it. */
export const offenceInput = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z]{2}[0-9]{2}$/),
  category: z.enum(offenceCategories),
  gravest: z.enum(misconductClasses),
  nameZh: words(100),
  nameEn: words(200),
  descriptionZh: words(1000),
  descriptionEn: words(2000),
  basisZh: words(500),
  basisEn: words(500),
  measures: z.array(term).min(1).max(measureKinds.length),
});

/** What becomes of what runs, as far as the platform carries it out. */
export const runningChoices = ["go_on", "future_stopped"] as const satisfies readonly RunningRule[];

/** What a measure does belongs to its kind, since that is what the platform enforces; the rest is for the book to say. */
export const measureRuleInput = z.strictObject({
  running: z.enum(runningChoices),
  hearing: z.boolean(),
  repairAfterDays: maybeDays,
  rectifyDays: maybeDays,
  decidedBy: z.coerce.number().pipe(z.union([z.literal(2), z.literal(4), z.literal(6)])),
});

export const publicationRuleInput = z
  .strictObject({ published: z.boolean(), minDays: days, maxDays: days, recordDays: lasting })
  .refine(ordered, above);

export const limitInput = z.strictObject({
  days: lasting,
  working: z.boolean(),
  basisZh: words(500),
  basisEn: words(500),
});

/** What is new in a version, for everybody. */
export const noteInput = z.strictObject({ noteZh: words(1000), noteEn: words(1000) });

/** The day from which it holds; blank: as soon as the notice allows. */
export const publishBookInput = z.strictObject({
  effectiveOn: z.union([z.literal("").transform(() => undefined), day]).optional(),
});

export type OffenceInput = z.output<typeof offenceInput>;
