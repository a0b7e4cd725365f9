import { useTranslation } from "react-i18next";
import { formatDate, localeOf } from "#app/components/format.ts";
import { noon } from "#app/components/samples/order-table.tsx";
import type { Tone } from "#app/components/state-tag.tsx";
import {
  holdStates,
  programStates,
  settlementStates,
  subsidyStates,
  voucherFindings,
  voucherStates,
} from "#db/schema/vocabulary.ts";

const toneBy: Readonly<Record<string, Tone>> = {
  draft: "neutral",
  open: "running",
  closed: "done",
  discarded: "neutral",
  applied: "pending",
  granted: "confirmed",
  declined: "refused",
  withdrawn: "neutral",
  given_back: "neutral",
  expired: "neutral",
  reserved: "held",
  captured: "done",
  released: "neutral",
  submitted: "pending",
  prepared: "pending",
  paid: "confirmed",
  returned: "warning",
  stopped: "neutral",
};

export const voucherTone = (state: string): Tone => toneBy[state] ?? "neutral";

/** The states as the words know them. */
export const programState = (state: string) => programStates.find((known) => known === state) ?? "draft";
export const voucherState = (state: string) => voucherStates.find((known) => known === state) ?? "applied";
export const holdState = (state: string) => holdStates.find((known) => known === state) ?? "reserved";
export const settlementState = (state: string) =>
  settlementStates.find((known) => known === state) ?? "submitted";
export const subsidyState = (state: string) => subsidyStates.find((known) => known === state) ?? "prepared";
export const findingOf = (name: string) => voucherFindings.find((known) => known === name) ?? "related_party";

/** A day in the reader's language, from `2026-01-01`. */
export function useDay(): (day: string) => string {
  const locale = localeOf(useTranslation().i18n.language);
  return (day) => formatDate(noon(day), locale);
}
