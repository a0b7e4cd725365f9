import { z } from "zod";
import { someText, text } from "../values.ts";

export const severities = ["minor", "stops_work"] as const;

/** What somebody in front of an instrument reports. */
export const reportInput = z.strictObject({
  description: someText(500),
  severity: z.enum(severities),
});

export const acknowledgeInput = z.strictObject({ answer: text(500).default("") });

/** What was done about it; its reporter reads it. */
export const resolveInput = z.strictObject({ answer: someText(500) });

export type ReportInput = z.output<typeof reportInput>;

/** Problems that something is still to be done about, and those that are done with. */
export const problemViews = ["open", "resolved"] as const;

export type ProblemView = (typeof problemViews)[number];
