import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "#app/components/notice.tsx";
import { DateTime, type TimeProps } from "#app/components/text.tsx";

interface Props {
  run: { at: TimeProps["at"]; faults: number; through: number } | undefined;
  /** Where the reader may see what was found. */
  to?: string;
}

/** What the last verification of the log found; nothing while there was none. */
export function VerificationNotice({ run, to }: Props) {
  const { t } = useTranslation("oversight");
  if (!run) return null;
  const title =
    run.faults > 0
      ? t("integrity.broken", { count: run.faults })
      : t("integrity.sound", { seal: run.through });
  return (
    <div className="pb-6">
      <Notice kind={run.faults > 0 ? "refusal" : "success"} title={title}>
        <p>
          {t("integrity.verifiedAt")} <DateTime at={run.at} />
          {to && run.faults > 0 && (
            <>
              {" "}
              <Link className="link" to={to}>
                {t("integrity.see")}
              </Link>
            </>
          )}
        </p>
      </Notice>
    </div>
  );
}
