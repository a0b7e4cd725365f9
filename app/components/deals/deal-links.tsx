import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import type { DealsOfTechnology } from "#app/domain/deals/of-technology.server.ts";
import { liveBidding } from "#app/domain/deals/bidding/states.ts";
import { AuctionTag } from "./auction-words.tsx";

const live: readonly string[] = [...liveBidding, "ending"];

interface Props {
  id: string;
  deals: DealsOfTechnology;
}

const isLive = (bidding: string | null): boolean => bidding !== null && live.includes(bidding);

const mayEnquire = ({ negotiable, negotiation, bidding }: DealsOfTechnology): boolean =>
  negotiable && !negotiation && !isLive(bidding);

/** Whether there is such a way. */
export const hasDealStep = (deals: DealsOfTechnology): boolean =>
  deals.negotiation !== null || deals.licence || mayEnquire(deals);

/** The nearest way to a technology for the reader, at the top of its page; nothing where there is none. */
export function DealStep({ id, deals }: Props) {
  const { t } = useTranslation("deals");
  if (deals.negotiation)
    return <ButtonLink to={`/negotiations/${deals.negotiation}`}>{t("negotiation.view")}</ButtonLink>;
  if (deals.licence) return <ButtonLink to={`/technologies/${id}/licence`}>{t("licence.view")}</ButtonLink>;
  return mayEnquire(deals) ? (
    <ButtonLink to={`/technologies/${id}/enquire`}>{t("negotiation.enquireButton")}</ButtonLink>
  ) : null;
}

/** From a technology to how else it is dealt in. */
export function DealLinks({ id, deals }: Props) {
  const { t } = useTranslation("deals");
  const { bidding, licence, maySell, negotiation, notice } = deals;
  const announces = maySell && !isLive(bidding);
  const enquires = licence && mayEnquire(deals);
  const accepts = licence && negotiation !== null;
  if (!bidding && !announces && !enquires && !accepts && !notice) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 pt-4">
      {accepts && (
        <ButtonLink look="secondary" to={`/technologies/${id}/licence`}>
          {t("licence.view")}
        </ButtonLink>
      )}
      {enquires && (
        <ButtonLink look="secondary" to={`/technologies/${id}/enquire`}>
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
