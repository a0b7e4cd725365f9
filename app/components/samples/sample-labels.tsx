import { useTranslation } from "react-i18next";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { OrganizationName } from "#app/components/text.tsx";
import type { SampleLine } from "./sample-table.tsx";

export interface OrderNames {
  titleZh: string;
  titleEn: string;
  organizationZh: string;
  organizationEn: string;
  providerZh: string;
  providerEn: string;
  userName: string;
}

/** One label a sample, to be cut out: its code in large type, what it is, whose it is, what is dangerous about it. */
export function SampleLabels({ names, rows }: { names: OrderNames; rows: readonly SampleLine[] }) {
  const { t } = useTranslation("samples");
  const titleOf = useTitleOf();
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-3">
      {rows.map(({ number, code, label, material, hazard }) => (
        <li
          key={number}
          className="grid break-inside-avoid content-start gap-1 border border-dashed border-edge p-3 text-sm"
        >
          <p className="tnum font-mono text-lg font-semibold">{code}</p>
          <p className="font-semibold">{label}</p>
          {material && <p>{material}</p>}
          {hazard && (
            <p className="border-2 border-warning px-1 font-semibold text-warning">
              {t("labels.hazard", { hazard })}
            </p>
          )}
          <p className="text-xs text-muted">
            {t("labels.to")} {titleOf(names)}
          </p>
          <p className="text-xs text-muted">
            {t("labels.from")}{" "}
            <OrganizationName nameZh={names.organizationZh} nameEn={names.organizationEn} /> {names.userName}
          </p>
        </li>
      ))}
    </ul>
  );
}
