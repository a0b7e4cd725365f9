import { useTranslation } from "react-i18next";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { DateTime, Money, OrganizationName } from "#app/components/text.tsx";
import type { LicenceView } from "#app/domain/contracts/licence/queries.server.ts";

/** Price, term and scope of a standing offer, and who signed it. */
export function LicenceFacts({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation("deals");
  const { row, seller, termMonths, territory, manner, intact, open } = licence;
  return (
    <>
      {!intact && (
        <Notice kind="refusal" title={t("licence.broken")}>
          <p>{t("licence.brokenDetail")}</p>
        </Notice>
      )}
      <DescriptionList
        facts={[
          { term: t("licence.field.mode"), value: t(`mode.${row.mode}`) },
          { term: t("licence.field.price"), value: <Money fen={row.price} /> },
          {
            term: t("licence.field.termMonths"),
            value: termMonths === null ? t("licence.lasting") : t("licence.months", { count: termMonths }),
          },
          { term: t("licence.field.territory"), value: territory },
          { term: t("licence.field.manner"), value: manner },
          { term: t("licence.deliver"), value: t("licence.days", { count: row.deliverDays }) },
          { term: t("licence.seller"), value: <OrganizationName {...seller} /> },
          {
            term: t("licence.signedBy"),
            value: (
              <>
                {row.signerName} · <DateTime at={row.createdAt} />
              </>
            ),
          },
          {
            term: t("licence.opensAt"),
            value: !open && <DateTime at={row.opensAt} />,
            note: t("licence.objections", { contact: seller.contactEmail }),
          },
        ]}
      />
    </>
  );
}

interface TextProps {
  text: { canonical: string; english: string; sha256: string };
}

/** The standing offer word for word, in the language of the reader first, with the digest that was signed. */
export function LicenceText({ text }: TextProps) {
  const { t, i18n } = useTranslation("deals");
  const english = i18n.language === "en";
  const versions = [
    { lang: "zh-CN", words: text.canonical, title: t("licence.chinese") },
    { lang: "en", words: text.english, title: t("licence.english") },
  ];
  return (
    <Section title={t("licence.text")} id="text">
      <p className="pb-3 text-sm">
        SHA-256 <code className="break-all">{text.sha256}</code>
      </p>
      {(english ? versions.toReversed() : versions).map(({ lang, words, title }, index) => (
        <details key={lang} className="border-t border-hairline py-2" open={index === 0}>
          <summary className="cursor-pointer font-medium">{title}</summary>
          <div lang={lang} className="max-w-reading py-3 leading-7 break-words whitespace-pre-line">
            {words}
          </div>
        </details>
      ))}
    </Section>
  );
}
