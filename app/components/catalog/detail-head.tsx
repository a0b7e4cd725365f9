import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Day } from "#app/components/text.tsx";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";
import { FieldChips, useListingHead } from "./listing-head.tsx";
import { ListingState } from "./listing-state.tsx";

type Props = Pick<ListingDetail, "listing" | "owner" | "region" | "fields" | "editable" | "moderated"> & {
  /** The page's one act for readers. */
  action?: React.ReactNode;
  next?: React.ReactNode;
  more?: React.ReactNode;
};

/** The top of a technology, service or demand: what it is, whose, where, how fresh, and what the reader can do. */
export function DetailHead({
  listing,
  owner,
  region,
  fields,
  editable,
  moderated,
  action,
  next,
  more,
}: Props) {
  const { t } = useTranslation("catalog");
  const { kind, id, state } = listing;
  const head = useListingHead(t(`common:kind.${kind}`), { listing, owner, region });
  const isPublic = state === "published" || state === "public_notice";
  return (
    <>
      <Breadcrumb steps={[{ to: `/?kind=${kind}`, label: t(`common:kind.${kind}`) }]} />
      {!isPublic && (
        <div className="pb-4">
          <Notice kind="warning">{t("detail.preview")}</Notice>
        </div>
      )}
      <PageHead
        {...head}
        state={
          <>
            {state !== "published" && <ListingState state={state} />}
            {more}
            <span>
              {t("detail.confirmed")} <Day at={listing.confirmedAt} />
            </span>
            <FieldChips fields={fields} />
          </>
        }
        actions={
          <>
            {action}
            {editable && (
              <ButtonLink look="secondary" to={`/organization/listings/${id}`}>
                {t("detail.manage")}
              </ButtonLink>
            )}
            {moderated && (
              <ButtonLink look="secondary" to={`/oversight/listings/${id}`}>
                {t("detail.review")}
              </ButtonLink>
            )}
          </>
        }
        next={next}
      />
    </>
  );
}

/** Longer texts under short headings; those that say nothing are left out. */
export function Prose({ texts }: { texts: readonly { title: string; text: string }[] }) {
  const given = texts.filter(({ text }) => text !== "");
  return (
    <div className="grid max-w-reading gap-5">
      {given.map(({ title, text }) => (
        <section key={title}>
          <h3 className="font-semibold">{title}</h3>
          <p className="whitespace-pre-line">{text}</p>
        </section>
      ))}
    </div>
  );
}
