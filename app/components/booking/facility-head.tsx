import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { FieldChips, useListingHead } from "#app/components/catalog/listing-head.tsx";
import { ListingState } from "#app/components/catalog/listing-state.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateRange } from "#app/components/text.tsx";
import type { bookingSide } from "#app/domain/booking/facility-page.server.ts";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { bookingPath } from "./slot-links.ts";

type Side = NonNullable<Awaited<ReturnType<typeof bookingSide>>>;

interface HeadProps
  extends Pick<Side, "open" | "next" | "bookable" | "manages">,
    Pick<ListingDetail, "listing" | "owner" | "region" | "fields"> {
  facts: NonNullable<ListingDetail["facility"]>;
}

/** What it is and whose, how it stands, when it is next free, and the ways on from here. */
export function FacilityHead({
  listing,
  owner,
  region,
  facts,
  fields,
  open,
  next,
  bookable,
  manages,
}: HeadProps) {
  const { t } = useTranslation(["booking", "catalog"]);
  const head = useListingHead(t("facility.kicker"), { listing, owner, region });
  const [first] = next;
  return (
    <PageHead
      {...head}
      state={
        <>
          {listing.state !== "published" && <ListingState state={listing.state} />}
          <span>{t(`catalog:option.runStates.${facts.runState}`)}</span>
          <span>{[facts.maker, facts.model].filter(Boolean).join(" ")}</span>
          <FieldChips fields={fields} />
        </>
      }
      actions={
        <>
          {open && first && <ButtonLink to={bookingPath(listing.id, first)}>{t("facility.book")}</ButtonLink>}
          {open && bookable.ways.includes("commissioned") && (
            <ButtonLink look={first ? "secondary" : "primary"} to={`/facilities/${listing.id}/samples`}>
              {t("facility.sendSamples")}
            </ButtonLink>
          )}
          {manages && (
            <>
              <ButtonLink look="secondary" to={`/organization/listings/${listing.id}`}>
                {t("facility.edit")}
              </ButtonLink>
              <ButtonLink look="secondary" to={`/organization/facilities/${listing.id}/booking-rules`}>
                {t("facility.bookingRules")}
              </ButtonLink>
              <ButtonLink look="secondary" to={`/organization/facilities/${listing.id}/waitlist`}>
                {t("facility.waitlist")}
              </ButtonLink>
            </>
          )}
        </>
      }
      next={
        open && (
          <p>
            {first ? (
              <>
                {t("facility.nextFree")}{" "}
                <DateRange starts={first.start} ends={first.end} zone={bookable.zone} />
              </>
            ) : (
              t("facility.noneFree")
            )}
            {" · "}
            {t(bookable.rules.instant ? "facility.instant" : "facility.approval")}
          </p>
        )
      }
    />
  );
}
