import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useHydrated } from "#app/components/keys.ts";

interface Paper {
  text: string;
  sha256: string;
  /** Where whoever holds it checks it, and the same as a picture to scan. */
  address: string;
  picture: string;
}

/** A certificate of standing as it is printed, or kept as a PDF by the browser's print dialogue. */
export function CertificatePaper({ text, sha256, address, picture }: Paper) {
  const { t } = useTranslation("certificates");
  const hydrated = useHydrated();
  return (
    <>
      <article className="panel my-4 grid max-w-reading gap-6 p-6 sm:p-10">
        <pre className="font-sans text-sm leading-relaxed whitespace-pre-wrap">{text}</pre>
        <div className="grid gap-4 border-t border-hairline pt-4 text-xs sm:grid-cols-[auto_minmax(0,1fr)]">
          <img alt="" src={picture} width={112} height={112} />
          <div className="grid content-start gap-2">
            <p>
              {t("verifyAt")} <span className="break-all">{address}</span>
            </p>
            <p>
              {t("hash")} <code className="font-mono break-all">{sha256}</code>
            </p>
            <p className="text-muted">{t("hashNote")}</p>
          </div>
        </div>
      </article>
      {hydrated && (
        <div className="print:hidden">
          <Button look="secondary" onClick={() => window.print()}>
            {t("print")}
          </Button>
        </div>
      )}
    </>
  );
}
