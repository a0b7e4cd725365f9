import { useTranslation } from "react-i18next";
import { type Moment, formatDate, localeOf } from "#app/components/format.ts";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import type { HoldingState } from "#app/domain/qualification/policy.ts";
import { seatStates, trainingStates } from "#db/schema/vocabulary.ts";

const tones: Record<HoldingState, Tone> = {
  in_force: "confirmed",
  expired: "neutral",
  unused: "neutral",
  revoked: "refused",
};

/** How a qualification stands, and until when. */
export function Standing({ standing, end }: { standing: HoldingState; end: Moment | null }) {
  const { t, i18n } = useTranslation("qualification");
  const day = end && formatDate(end, localeOf(i18n.language));
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateTag tone={tones[standing]}>{t(`standing.${standing}`)}</StateTag>
      {standing === "in_force" && <span>{day ? t("until", { day }) : t("never")}</span>}
    </span>
  );
}

const trainingTones: Record<(typeof trainingStates)[number], Tone> = {
  planned: "free",
  held: "done",
  cancelled: "neutral",
};

/** Where a training stands; once it has begun nobody books it any more, and who came is to be recorded. */
export function TrainingTag({ state, begun }: { state: string; begun: boolean }) {
  const { t } = useTranslation("qualification");
  const known = trainingStates.find((name) => name === state) ?? "planned";
  if (known === "planned" && begun) return <StateTag tone="pending">{t("training.begun")}</StateTag>;
  return <StateTag tone={trainingTones[known]}>{t(`training.${known}`)}</StateTag>;
}

const seatTones: Record<(typeof seatStates)[number], Tone> = {
  booked: "pending",
  attended: "done",
  absent: "restricted",
  cancelled: "neutral",
};

export function SeatTag({ state }: { state: string }) {
  const { t } = useTranslation("qualification");
  const known = seatStates.find((name) => name === state) ?? "booked";
  return <StateTag tone={seatTones[known]}>{t(`seat.${known}`)}</StateTag>;
}

/** How long a type's qualifications last. */
export function useValidity(): (type: { validDays: number | null; unusedDays: number | null }) => string[] {
  const { t } = useTranslation("qualification");
  return ({ validDays, unusedDays }) =>
    [
      validDays === null ? t("never") : t("validFor", { count: validDays }),
      unusedDays !== null && t("unusedFor", { count: unusedDays }),
    ].filter((line) => line !== false);
}
