import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import type { DealsOfTechnology } from "#app/domain/deals/of-technology.server.ts";
import { AuctionTag } from "./auction-words.tsx";

const live: readonly string[] = ["bidding_announced", "bidding_open", "ending", "sold"];

/** From a technology to how it is dealt in. */
export function DealLinks({ id, deals }: { id: string; deals: DealsOfTechnology }) {
  const { t } = useTranslation("deals");
  const { bidding, licence, maySell, negotiable, negotiation, notice } = deals;
  const bid = bidding !== null && live.includes(bidding);
  const announces = maySell && !bid;
  const enquires = negotiable && !negotiation && !bid;
  if (!bidding && !licence && !announces && !enquires && !negotiation && !notice) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 pt-4">
      {licence && <ButtonLink to={`/technologies/${id}/licence`}>{t("licence.view")}</ButtonLink>}
      {negotiation && <ButtonLink to={`/negotiations/${negotiation}`}>{t("negotiation.view")}</ButtonLink>}
      {enquires && (
        <ButtonLink look={licence ? "secondary" : "primary"} to={`/technologies/${id}/enquire`}>
          {t("negotiation.enquireButton")}
        </ButtonLink>
      )}
      {notice && (
        <ButtonLink look="secondary" to={`/deal-notices/${notice}`}>
          {t("negotiation.toNotice")}
        </ButtonLink>
      )}
      {bidding && (
        <>
          <ButtonLink look="secondary" to={`/technologies/${id}/bidding`}>
            {t("bidding.view")}
          </ButtonLink>
          <AuctionTag state={bidding} />
        </>
      )}
      {announces && (
        <ButtonLink look="quiet" to={`/organization/listings/${id}/bidding`}>
          {t("bidding.offer")}
        </ButtonLink>
      )}
      {announces && !licence && (
        <ButtonLink look="quiet" to={`/organization/listings/${id}/licence`}>
          {t("licence.offer")}
        </ButtonLink>
      )}
    </div>
  );
}
