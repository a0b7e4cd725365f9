import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink, type ButtonLook } from "#app/components/button.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { Documents } from "./documents.tsx";
import { useTitleOf } from "./labels.ts";

/** The pictures of a listing, the first wide. */
export function Pictures({ listing, images }: Pick<ListingDetail, "listing" | "images">) {
  const { t } = useTranslation("catalog");
  const titleOf = useTitleOf();
  if (images.length === 0) return null;
  return (
    <div className="grid gap-3 pb-6 sm:grid-cols-3">
      {images.map(({ id }, i) => (
        <a key={id} href={`/files/${id}`}>
          <img
            src={`/files/${id}`}
            alt={t("files.alt", { title: titleOf(listing), n: i + 1 })}
            loading={i === 0 ? "eager" : "lazy"}
            className="aspect-4/3 w-full border border-hairline object-cover"
          />
        </a>
      ))}
    </div>
  );
}

/** Documents to take away, who offers it and how to reach them, and how fresh the page is. */
export function DetailEnd({
  listing,
  owner,
  documents,
}: Pick<ListingDetail, "listing" | "owner" | "documents">) {
  const { t } = useTranslation("catalog");
  return (
    <>
      <Documents title={t("detail.documents")} documents={documents} />
      <Section id="contact" title={t("detail.contact")}>
        <Contact listing={listing} owner={owner} />
      </Section>
    </>
  );
}

function Contact({ listing, owner }: Pick<ListingDetail, "listing" | "owner">) {
  const { t } = useTranslation("catalog");
  const titleOf = useTitleOf();
  const reachable = owner.contactEmail !== "" || owner.contactPhone !== "";
  const subject = encodeURIComponent(t("detail.subject", { title: titleOf(listing) }));
  return (
    <div className="grid max-w-reading gap-4">
      <DescriptionList
        facts={[
          {
            term: t("detail.owner"),
            value: (
              <span className="inline-flex flex-wrap items-center gap-2">
                <Link className="link" to={`/organizations/${owner.id}`}>
                  <OrganizationName nameZh={owner.nameZh} nameEn={owner.nameEn} />
                </Link>
                {owner.verifiedAt && <StateTag tone="confirmed">{t("detail.verified")}</StateTag>}
              </span>
            ),
          },
          {
            term: t("path.facility.contactEmail"),
            value: owner.contactEmail && (
              <a className="link" href={`mailto:${owner.contactEmail}?subject=${subject}`}>
                {owner.contactEmail}
              </a>
            ),
          },
          {
            term: t("path.facility.contactPhone"),
            value: owner.contactPhone && (
              <a className="link tnum" href={`tel:${owner.contactPhone}`}>
                {owner.contactPhone}
              </a>
            ),
          },
          {
            term: t("detail.website"),
            value: owner.website && (
              <a className="link" href={owner.website} rel="noopener nofollow">
                {owner.website}
              </a>
            ),
          },
          { term: t("detail.updated"), value: <Day at={listing.updatedAt} /> },
          { term: t("detail.publishedOn"), value: listing.publishedAt && <Day at={listing.publishedAt} /> },
        ]}
      />
      <p className="text-sm text-muted">{t(reachable ? "detail.contactNote" : "detail.noContact")}</p>
    </div>
  );
}

/** The readers' act of pages without one of their own: go to the contact. */
export function ContactLink({ look }: { look?: ButtonLook }) {
  const { t } = useTranslation("catalog");
  return (
    <ButtonLink look={look} to="#contact">
      {t("detail.contact")}
    </ButtonLink>
  );
}
