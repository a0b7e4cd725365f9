import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { formatDateTime, formatMoney, localeOf } from "#app/components/format.ts";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { auctionStates } from "#db/schema/vocabulary.ts";

const shownStates = [...auctionStates, "ending"] as const;

/** A state as the words know it; null for none of ours. */
export const auctionState = (name: string) => shownStates.find((state) => state === name) ?? null;

/** Where a bidding stands, in shape, word and colour. */
export function AuctionTag({ state }: { state: string }) {
  const { t } = useTranslation("deals");
  const known = auctionState(state);
  return known && <StateTag tone={toneOf(known)}>{t(`bidding.state.${known}`)}</StateTag>;
}

interface Timed {
  startsAt: Date;
  endsAt: Date;
  deadline: Deadline | null;
  price: number | null;
  extendWithin: number;
  extendBy: number;
}

/** What happens next with a bidding, and by when. */
export function useNextAuctionWords(): (row: Timed, standing: string) => string {
  const { t, i18n } = useTranslation("deals");
  const time = (at: Date | null) => (at ? formatDateTime(at, localeOf(i18n.language)) : "");
  return (row, standing) => {
    const state = auctionState(standing);
    return state === null
      ? ""
      : t(`bidding.next.${state}`, {
          starts: time(row.startsAt),
          ends: time(row.endsAt),
          until: time(row.deadline),
          price: row.price === null ? "" : formatMoney(row.price),
          within: row.extendWithin,
          by: row.extendBy,
        });
  };
}
