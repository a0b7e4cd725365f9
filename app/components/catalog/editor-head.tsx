import { useTranslation } from "react-i18next";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import type { ListingKind } from "#db/schema/vocabulary.ts";
import { allSteps } from "./form-steps.ts";
import { useTitleOf } from "./labels.ts";
import { ListingState } from "./listing-state.tsx";
import { StepNav } from "./step-nav.tsx";

export interface Edited {
  id: string;
  kind: ListingKind;
  state: string;
  titleZh: string;
  titleEn: string;
}

/** The top of every page of the editor: which listing, which step, and what saving does in this state. */
export function EditorHead({
  listing,
  step,
  editable,
}: {
  listing: Edited;
  step: string;
  editable: boolean;
}) {
  const { t } = useTranslation(["catalog", "editor"]);
  const titleOf = useTitleOf();
  const steps = allSteps(listing.kind);
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("editor:own.title") },
          { to: `/organization/listings/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        kicker={t(`common:kind.${listing.kind}`)}
        title={t(`step.${step}`)}
        state={
          <>
            <ListingState state={listing.state} />
            <span>{t("editor:edit.position", { n: steps.indexOf(step) + 1, total: steps.length })}</span>
          </>
        }
      />
      <StepNav id={listing.id} kind={listing.kind} />
      {!editable && (
        <div className="pb-6">
          <Notice kind="warning">{t("editor:edit.locked", { state: t(`state.${listing.state}`) })}</Notice>
        </div>
      )}
      {listing.state === "published" && (
        <div className="pb-6">
          <Notice>{t("editor:edit.published")}</Notice>
        </div>
      )}
    </>
  );
}
