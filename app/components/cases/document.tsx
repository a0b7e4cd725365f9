import { useTranslation } from "react-i18next";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";

/** A decision word for word as it was signed, to be read and printed, with the hash that proves it. */
export function DecisionDocument({
  documentNo,
  text,
  sha256,
  back,
}: {
  documentNo: string;
  text: string;
  sha256: string;
  back: string;
}) {
  const { t } = useTranslation("cases");
  const [head = "", ...rest] = text.split("\n");
  const [title = "", ...body] = rest.join("\n").trim().split("\n");
  return (
    <>
      <div className="print:hidden">
        <Breadcrumb steps={[{ to: back, label: t("back") }]} />
      </div>
      <article lang="zh-CN" className="mx-auto grid max-w-reading gap-6 py-4">
        <div className="grid gap-2 text-center">
          <h1 className="text-2xl">{head}</h1>
          <p className="text-lg font-semibold">{title}</p>
        </div>
        <p className="text-base leading-loose break-words whitespace-pre-line">{body.join("\n").trim()}</p>
        <footer className="grid gap-1 border-t border-hairline pt-3 text-xs text-muted">
          <p className="tnum">{documentNo}</p>
          <p>
            {t("hash")} <code className="font-mono break-all">{sha256}</code>
          </p>
        </footer>
      </article>
    </>
  );
}
