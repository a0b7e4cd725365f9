import { useTranslation } from "react-i18next";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import type { SmeSize, ServiceWay, VoucherKind } from "#db/schema/vocabulary.ts";
import { useDay } from "./words.ts";

/** A version of a programme's conditions, as every page shows it. Money in fen. */
export interface RulesShown {
  applyFrom: string;
  applyUntil: string;
  useUntil: string;
  validDays: number;
  sizes: readonly SmeSize[];
  technologyOnly: boolean;
  kinds: readonly VoucherKind[];
  ways: readonly ServiceWay[];
  classes: readonly string[];
  providers: readonly string[];
  sharePercent: number;
  fullPayUpTo: number;
  applicationCap: number;
  yearlyCap: number;
  automaticUpTo: number;
  excludeRelated: boolean;
  excludeFunded: boolean;
  settlementMonths: number;
}

/** Who, for what, how much and until when, in words. */
export function RulesFacts({ rules }: { rules: RulesShown }) {
  const { t } = useTranslation("vouchers");
  const dayOf = useDay();
  return (
    <DescriptionList
      facts={[
        { term: t("rules.who"), value: <Who rules={rules} /> },
        { term: t("rules.what"), value: <What rules={rules} /> },
        {
          term: t("rules.howMuch"),
          value: t("rules.share", { percent: rules.sharePercent }),
          note: rules.fullPayUpTo > 0 && t("rules.full", { sum: formatMoney(rules.fullPayUpTo) }),
        },
        {
          term: t("rules.caps"),
          value: t("rules.capsText", {
            one: formatMoney(rules.applicationCap),
            year: formatMoney(rules.yearlyCap),
          }),
          note:
            rules.automaticUpTo > 0
              ? t("rules.automatic", { sum: formatMoney(rules.automaticUpTo) })
              : t("rules.reviewed"),
        },
        {
          term: t("rules.apply"),
          value: `${dayOf(rules.applyFrom)} – ${dayOf(rules.applyUntil)}`,
        },
        {
          term: t("rules.use"),
          value: t("rules.useText", { days: rules.validDays, until: dayOf(rules.useUntil) }),
        },
        { term: t("rules.excluded"), value: <Excluded rules={rules} /> },
        { term: t("rules.settled"), value: t("rules.settledText", { months: rules.settlementMonths }) },
      ]}
    />
  );
}

function Who({ rules: { sizes, technologyOnly } }: { rules: RulesShown }) {
  const { t } = useTranslation(["vouchers", "identity"]);
  const names = sizes.map((size) => t(`size.${size}`)).join(t("listSeparator"));
  return (
    <>
      {sizes.length > 0 ? t("rules.sizes", { names }) : t("rules.anySize")}
      {technologyOnly && <span className="block">{t("rules.technologyOnly")}</span>}
    </>
  );
}

function What({ rules: { kinds, ways, classes, providers } }: { rules: RulesShown }) {
  const { t } = useTranslation(["vouchers", "catalog"]);
  const joined = (words: string[]) => words.join(t("listSeparator"));
  return (
    <>
      {joined(kinds.map((kind) => t(`kind.${kind}`)))}
      {ways.length > 0 && (
        <span className="block">
          {t("rules.ways", { names: joined(ways.map((way) => t(`catalog:option.serviceWays.${way}`))) })}
        </span>
      )}
      {classes.length > 0 && (
        <span className="block">{t("rules.classes", { codes: joined([...classes]) })}</span>
      )}
      <span className="block text-muted">
        {providers.length > 0 ? t("rules.listed", { count: providers.length }) : t("rules.anyProvider")}
      </span>
    </>
  );
}

function Excluded({ rules: { excludeRelated, excludeFunded } }: { rules: RulesShown }) {
  const { t } = useTranslation("vouchers");
  return (
    <ul className="grid list-disc gap-0.5 ps-5">
      <li>{t("rules.ownFacilities")}</li>
      {excludeRelated && <li>{t("rules.related")}</li>}
      {excludeFunded && <li>{t("rules.funded")}</li>}
    </ul>
  );
}
