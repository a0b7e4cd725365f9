import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";

interface Props {
  contractId: string;
  text: { n: number; canonical: string; english: string; sha256: string };
  intact: boolean;
  /** Shown first: the rendering, for readers of English. */
  english: boolean;
  /** Unfolded from the start: while it is still to be read, agreed and signed. */
  open: boolean;
}

/** The text that is to be signed or in force, its digest, and whether both still agree. */
export function TextView({ contractId, text, intact, english, open }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Section
      title={t("page.text")}
      id="text"
      aside={
        <span className="flex flex-wrap gap-3">
          <ButtonLink look="secondary" small to={`/contracts/${contractId}/versions`}>
            {t("page.versions")}
          </ButtonLink>
          <ButtonLink look="secondary" small to={`/contracts/${contractId}/document.pdf`} reloadDocument>
            {t("page.pdf")}
          </ButtonLink>
        </span>
      }
    >
      {!intact && (
        <Notice kind="refusal" title={t("page.broken")}>
          <p>{t("page.brokenDetail")}</p>
        </Notice>
      )}
      <p className="pb-1 text-sm">
        {t("versions.version", { n: text.n })} · {t("page.hash")}{" "}
        <code className="break-all">{text.sha256}</code>
      </p>
      <p className="pb-3 text-sm text-muted">
        {intact ? t("page.intact") : null} {t("page.textNote")}
      </p>
      <Words
        title={t(english ? "page.english" : "page.chinese")}
        text={english ? text.english : text.canonical}
        lang={english ? "en" : "zh-CN"}
        open={open}
      />
      <Words
        title={t(english ? "page.chinese" : "page.english")}
        text={english ? text.canonical : text.english}
        lang={english ? "zh-CN" : "en"}
      />
    </Section>
  );
}

function Words({ title, text, lang, open }: { title: string; text: string; lang: string; open?: boolean }) {
  return (
    <details className="border-t border-hairline py-2" open={open}>
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div lang={lang} className="max-w-reading py-3 leading-7 break-words whitespace-pre-line">
        {text}
      </div>
    </details>
  );
}
