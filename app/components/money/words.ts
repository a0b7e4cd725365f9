import { namedItem } from "#app/i18n/describe-charge-line.ts";
import type { TFunction } from "i18next";
import type { Tone } from "#app/components/state-tag.tsx";

/** The word of a purpose, also of a second difference (`difference2`). */
export const purposeWord = (t: TFunction<"charges">, purpose: string): string =>
  t(`purpose.${purpose.replace(/\d+$/, "")}`, { defaultValue: purpose });

interface LineOf {
  reason: string;
  text: string;
  params: Record<string, string | number>;
}

/** Why a line of a charge is charged. */
export function lineWords(
  t: TFunction<"charges">,
  className: (name: string) => string,
  { reason, text, params }: LineOf,
): string {
  const words = t(`reason.${reason}`, {
    ...namedItem(t, params),
    ...(typeof params.class === "string" ? { class: className(params.class) } : {}),
    defaultValue: reason,
  });
  return text === "" ? words : `${words} · ${text}`;
}

/** Where the cause of a charge is opened; undefined for kinds that have no page. */
export function causePath({
  causeType,
  causeId,
}: {
  causeType: string;
  causeId: string;
}): string | undefined {
  const paths: Record<string, string> = {
    booking: `/bookings/${causeId}`,
    sample_order: `/samples/${causeId}`,
    service_order: `/service-orders/${causeId}`,
    contract: `/contracts/${causeId}`,
    milestone: `/contracts/milestones/${causeId}`,
    royalty: `/contracts/royalties/${causeId}`,
  };
  return paths[causeType];
}

const tones: Record<string, Tone> = {
  open: "pending",
  partly_paid: "held",
  paid: "confirmed",
  partly_refunded: "warning",
  refunded: "neutral",
  cancelled: "neutral",
  expired: "neutral",
  proposed: "pending",
  approved: "held",
  settled: "done",
  failed: "refused",
  refused: "refused",
  reversed: "confirmed",
};

export const moneyTone = (state: string): Tone => tones[state] ?? "neutral";
