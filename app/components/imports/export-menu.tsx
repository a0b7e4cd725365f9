import { useTranslation } from "react-i18next";
import { Icon } from "#app/components/icons.tsx";

const files = [
  { format: "kexiang", file: "csv" },
  { format: "nrii", file: "xlsx" },
  { format: "uniquip", file: "csv" },
  { format: "uniquip", file: "tsv" },
  { format: "uniquip", file: "xlsx" },
] as const;

/** Every file the organisation's facilities can be taken home in; `batch`: only what one import created. */
export function ExportMenu({ batch }: { batch?: string }) {
  const { t } = useTranslation("imports");
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{batch ? t("export.batchLead") : t("export.lead")}</p>
      <ul className="grid gap-2">
        {files.map(({ format, file }) => (
          <li key={format + file}>
            <a className="link inline-flex items-start gap-2" href={exportPath(format, file, batch)} download>
              <Icon name="download" className="mt-1" />
              {t("export.as", { format: t(`export.${format}`), file: file.toUpperCase() })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const exportPath = (format: string, file: string, batch: string | undefined): string =>
  `/organization/imports/export?${new URLSearchParams({ format, file, ...(batch ? { batch } : {}) })}`;
