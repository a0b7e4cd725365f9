import { z } from "zod";
import { measureKinds, misconductClasses, serviceWaysOfDocuments } from "#db/schema/vocabulary.ts";

export const noInput = z.strictObject({});

const words = (least: number, most: number) => z.string().trim().min(least).max(most);

export const reasonInput = z.strictObject({ reason: words(5, 2000) });

export const textInput = z.strictObject({ text: words(5, 20_000) });

export const assignInput = z.strictObject({ officerId: z.uuid(), reason: words(2, 500).optional() });

/** A measure and its term in calendar days; null for those without one. */
export const termInput = z.strictObject({
  kind: z.enum(measureKinds),
  days: z.int().positive().max(3660).nullable(),
});

/** The notice before a decision. */
export const notifyInput = z.strictObject({
  facts: words(20, 20_000),
  offenceCode: words(2, 20),
  class: z.enum(misconductClasses),
  measures: z.array(termInput).min(1).max(9),
  how: z.enum(serviceWaysOfDocuments),
});

/** When and where it is heard, and who chairs. */
export const scheduleInput = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  place: words(2, 200),
  chairId: z.uuid(),
});

/** What the investigator asks to be decided: measures within the notice, or none. */
export const submitInput = z.strictObject({ proposal: words(20, 20_000) });

export const decideInput = z.strictObject({
  facts: words(20, 20_000),
  reasons: words(20, 20_000),
  class: z.enum(misconductClasses),
  measures: z.array(termInput).min(1).max(9),
});

export const dismissInput = z.strictObject({ facts: words(20, 20_000), reasons: words(20, 20_000) });

export const serveInput = z.strictObject({ how: z.enum(serviceWaysOfDocuments) });

export const reviewInput = z.strictObject({ grounds: words(20, 20_000), stay: z.boolean().optional() });

export const answerInput = z.strictObject({ answer: words(5, 5000) });
