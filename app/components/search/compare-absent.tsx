import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Notice } from "#app/components/notice.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import type { Absent } from "#app/domain/search/compare.server.ts";
import { mostCompared } from "#app/domain/search/options.ts";

/** Why some of what was chosen is not compared. */
export function Absentees({ absent }: { absent: readonly Absent[] }) {
  const { t } = useTranslation("compare");
  if (absent.length === 0) return null;
  const beyond = absent.filter(({ why }) => why === "beyond").length;
  return (
    <div className="pb-6">
      <Notice kind="warning" title={t("absent.heading")}>
        <ul className="grid gap-1">
          {absent.map((one) => (
            <Reason key={one.id} absent={one} />
          ))}
          {beyond > 0 && <li>{t("absent.beyond", { count: beyond, most: mostCompared })}</li>}
        </ul>
      </Notice>
    </div>
  );
}

const longestShown = 40;

function Reason({ absent }: { absent: Absent }) {
  const { t } = useTranslation("compare");
  const titleOf = useTitleOf();
  if (absent.why === "beyond") return null;
  if (absent.why === "other_kind") {
    return (
      <li>
        <Link className="link" to={listingPath(absent.kind, absent.id)}>
          {t("absent.other_kind", { title: titleOf(absent) })}
        </Link>
      </li>
    );
  }
  return <li className="break-all">{t(`absent.${absent.why}`, { id: absent.id.slice(0, longestShown) })}</li>;
}
