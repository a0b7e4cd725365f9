import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DescriptionList } from "#app/components/lists.tsx";
import { DateTime, LastDay, OrganizationName } from "#app/components/text.tsx";
import type { ChargePage } from "#app/domain/money/charges/charge-page.server.ts";
import { causePath } from "./words.ts";

/** Between whom a charge is, and by what it can be told again. */
export function ChargeSides({ charge, payer, payee }: ChargePage) {
  const { t } = useTranslation("charges");
  const path = causePath(charge);
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("field.payer"), value: <OrganizationName {...payer} /> },
        { term: t("field.payee"), value: <OrganizationName {...payee} /> },
        {
          term: t("field.cause"),
          value: path && (
            <Link className="link" to={path}>
              {t(`cause.${charge.causeType}`, { defaultValue: charge.causeType })}
            </Link>
          ),
        },
        { term: t("field.reference"), value: <span className="tnum">{charge.reference}</span> },
        { term: t("field.created"), value: <DateTime at={charge.createdAt} weekday={false} /> },
        { term: t("field.due"), value: charge.dueAt && <LastDay at={charge.dueAt} /> },
      ]}
    />
  );
}
