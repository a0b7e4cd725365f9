import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Reason } from "#app/runtime/problem.ts";

/** What speaks against a group; a group that already holds a word with a link to it. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const { t } = useTranslation(["synonyms", "problems"]);
  return (
    <ul className="grid list-disc gap-0.5 ps-5">
      {reasons.map(({ rule, params = {} }) => (
        <li key={`${rule} ${params.term}`}>
          {t(`problems:rule.${rule}`, params)}
          {rule === "synonym_elsewhere" && (
            <>
              {" "}
              <Link className="link" to={`/oversight/synonyms/${params.group}`}>
                {t("elsewhereLink", { group: params.group })}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
