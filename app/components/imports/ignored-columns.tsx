import { useTranslation } from "react-i18next";
import { Notice } from "#app/components/notice.tsx";
import { columnsId } from "./mapping-editor.tsx";

/** Named one by one at most; the table of columns has them all. */
const namedAtMost = 12;

/** Which of the file's columns stay out, and where a person says what they are. */
export function IgnoredColumns({ columns }: { columns: readonly string[] }) {
  const { t } = useTranslation("imports");
  const more = columns.length - namedAtMost;
  return (
    <div className="pt-4">
      <Notice kind="warning" title={t("preview.ignored", { count: columns.length })}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {columns.slice(0, namedAtMost).map((column) => (
            <li key={column} className="min-w-0 break-words font-semibold">
              {column}
            </li>
          ))}
          {more > 0 && <li>{t("preview.ignoredMore", { count: more })}</li>}
        </ul>
        <p>
          {t("preview.ignoredDetail")}{" "}
          <a className="link" href={`#${columnsId}`}>
            {t("preview.ignoredMap")}
          </a>
        </p>
      </Notice>
    </div>
  );
}
