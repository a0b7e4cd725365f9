import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { localeOf } from "#app/components/format.ts";
import { Chips } from "#app/components/lists.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
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
  const { t, i18n } = useTranslation(["booking", "catalog"]);
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const locale = localeOf(i18n.language);
  const [first] = next;
  const summary = (locale === "en" && listing.summaryEn) || listing.summaryZh;
  return (
    <PageHead
      kicker={[t("facility.kicker"), nameOf(owner), nameOf(region)].filter(Boolean).join(" · ")}
      title={titleOf(listing)}
      lead={summary}
      state={
        <>
          {listing.state !== "published" && (
            <StateTag tone={toneOf(listing.state)}>{t(`catalog:state.${stateKey(listing.state)}`)}</StateTag>
          )}
          <span>{t(`catalog:option.runStates.${facts.runState}`)}</span>
          <span>{[facts.maker, facts.model].filter(Boolean).join(" ")}</span>
          <Chips>
            {fields.map((field) => (
              <span key={field.code} className="chip">
                {nameOf(field)}
              </span>
            ))}
          </Chips>
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

const stateKeys = [
  "draft",
  "submitted",
  "returned",
  "public_notice",
  "published",
  "suspended",
  "withdrawn",
] as const;
const stateKey = (state: string) => stateKeys.find((known) => known === state) ?? "draft";
