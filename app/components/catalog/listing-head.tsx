import { useTranslation } from "react-i18next";
import { localeOf } from "#app/components/format.ts";
import { Chips } from "#app/components/lists.tsx";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { useNameOf, useTitleOf } from "./labels.ts";

type Head = Pick<ListingDetail, "listing" | "owner" | "region">;

/** What stands at the top of every listing: what it is and whose, its title, and a sentence on it. */
export function useListingHead(kind: string, { listing, owner, region }: Head) {
  const { i18n } = useTranslation();
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  return {
    kicker: [kind, nameOf(owner), nameOf(region)].filter(Boolean).join(" · "),
    title: titleOf(listing),
    lead: (localeOf(i18n.language) === "en" && listing.summaryEn) || listing.summaryZh,
  };
}

/** The disciplines of a listing. */
export function FieldChips({ fields }: Pick<ListingDetail, "fields">) {
  const nameOf = useNameOf();
  return (
    <Chips>
      {fields.map((field) => (
        <span key={field.code} className="chip">
          {nameOf(field)}
        </span>
      ))}
    </Chips>
  );
}
