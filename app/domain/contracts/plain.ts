import { z } from "zod";
import { day as anyDay } from "#app/domain/values.ts";

/**
 * Text as contracts carry it: one form for every character (NFC), line ends as \n, nothing invisible that would make the
 * same words hash differently or read as other words (bidirectional marks, zero-width characters).
 */
export const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // Tabs, no-break and other odd spaces are spaces.
    .replace(/[\t\u00A0\u2000-\u200A\u202F\u205F]/g, " ")
    .replace(/[^\P{C}\n]/gu, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** Such text of at most `most` characters; empty when it is left out. */
export const words = (most: number) => z.string().max(most).default("").transform(plain);
/** A day, or nothing yet. */
export const day = z.union([anyDay, z.literal("")]).default("");
