import { useTranslation } from "react-i18next";
import { formatDate, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { Day, Money } from "#app/components/text.tsx";
import type { ListingDetail } from "#app/domain/catalog/detail-queries.server.ts";

type Technology = NonNullable<ListingDetail["technology"]>;

/** How it is offered: ripeness, ways of transfer, price. */
export function DealFacts({ technology }: { technology: Technology }) {
  const { t, i18n } = useTranslation("catalog");
  const { trl, transferModes, priceForm, askingPrice, insiderDeal } = technology;
  const list = (items: string[]) => items.join(localeOf(i18n.language) === "en" ? ", " : "、");
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("path.technology.transferModes"),
          value: list(transferModes.map((mode) => t(`option.transferModes.${mode}`))),
        },
        { term: t("path.technology.priceForm"), value: t(`option.priceForms.${priceForm}`) },
        {
          term: t("path.technology.askingPrice"),
          value: askingPrice === null ? t("detail.negotiable") : <Money fen={askingPrice} large />,
        },
        {
          term: t("path.technology.trl"),
          value: trl === null ? null : t("technology.trlOf", { trl }),
          note: trl === null ? null : t(`technology.trl.${trl}`),
        },
        { term: t("path.technology.insiderDeal"), value: insiderDeal ? t("history.yes") : null },
      ]}
    />
  );
}

/** The right behind it: kind, numbers, legal status and when that was checked. */
export function RightsFacts({ technology }: { technology: Technology }) {
  const { t, i18n } = useTranslation("catalog");
  const { ipType, applicationNo, zlMarked, publicationNo, ipc, legalStatus, legalStatusCheckedOn } =
    technology;
  const { filedOn, grantedOn, inventors } = technology;
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("path.technology.ipType"), value: t(`option.ipTypes.${ipType}`) },
        {
          term: t("path.technology.legalStatus"),
          value: legalStatus !== "not_applicable" && (
            <StateTag tone={toneOfStatus(legalStatus)}>{t(`option.legalStatuses.${legalStatus}`)}</StateTag>
          ),
          note: legalStatusCheckedOn
            ? t("technology.checkedOn", {
                date: formatDate(legalStatusCheckedOn, localeOf(i18n.language)),
              })
            : t("technology.notChecked"),
        },
        {
          term: t("path.technology.applicationNo"),
          value: applicationNo && <span className="tnum">{applicationNo}</span>,
          note: zlMarked && t("technology.zl", { number: `ZL ${applicationNo}` }),
        },
        {
          term: t("path.technology.publicationNo"),
          value: publicationNo && <span className="tnum">{publicationNo}</span>,
        },
        {
          term: t("path.technology.ipc"),
          value: ipc.length > 0 && <span className="tnum">{ipc.join("; ")}</span>,
        },
        { term: t("path.technology.filedOn"), value: filedOn && <Day at={filedOn} /> },
        { term: t("path.technology.grantedOn"), value: grantedOn && <Day at={grantedOn} /> },
        { term: t("path.technology.inventors"), value: inventors },
      ].map((fact) => ({ ...fact, value: fact.value || null }))}
    />
  );
}

const yearMs = 365 * 86_400_000;

/** Whether the legal status was last checked more than a year ago: fees may have lapsed since. */
export const statusIsOld = ({ legalStatus, legalStatusCheckedOn }: Technology, now: Date): boolean =>
  legalStatus !== "not_applicable" &&
  legalStatusCheckedOn !== null &&
  now.getTime() - new Date(legalStatusCheckedOn).getTime() > yearMs;

function toneOfStatus(status: string): Tone {
  if (["granted", "restored"].includes(status)) return "confirmed";
  if (["published", "examination"].includes(status)) return "pending";
  return status === "partly_invalid" || status === "fee_lapsed" ? "warning" : "refused";
}
