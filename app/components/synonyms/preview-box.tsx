import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Notice } from "#app/components/notice.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { SynonymPreview } from "#app/domain/search/synonyms/judge.server.ts";
import { ReasonList } from "./reason-list.tsx";

/** What saving would change: the words, how many listings, a few of them, and what speaks against it. */
export function PreviewBox({ preview }: { preview: SynonymPreview }) {
  const { t } = useTranslation("synonyms");
  const titleOf = useTitleOf();
  const { added, removed, listings, sample, objections } = preview;
  return (
    <Notice live title={t("previewTitle")}>
      {added.length > 0 && <p>{t("added", { terms: added.join(" · ") })}</p>}
      {removed.length > 0 && <p>{t("removed", { terms: removed.join(" · ") })}</p>}
      {added.length + removed.length === 0 && <p>{t("unchanged")}</p>}
      <p>{listings === 0 ? t("affectedNone") : t("affected", { count: listings })}</p>
      {sample.length > 0 && (
        <>
          <p className="text-sm text-muted">{t("sample")}</p>
          <ul className="grid list-disc gap-0.5 ps-5">
            {sample.map(({ id, kind, ...titles }) => (
              <li key={id}>
                <Link className="link" to={listingPath(kind, id)}>
                  {titleOf(titles)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {objections.length > 0 && (
        <>
          <p className="font-medium">{t("doubts")}</p>
          <ReasonList reasons={objections} />
        </>
      )}
    </Notice>
  );
}
