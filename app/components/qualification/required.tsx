import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import type { Moment } from "#app/components/format.ts";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateRange } from "#app/components/text.tsx";

export interface RequiredType {
  id: string;
  nameZh: string;
  nameEn: string;
  issuerZh: string;
  issuerEn: string;
  /** Whether the reader holds it now; null for visitors. */
  held: boolean | null;
  next: { startsAt: Moment; endsAt: Moment; timezone: string } | null;
}

/** What a facility asks of those who operate it, whether the reader has it, and when the next training is. */
export function RequiredTypes({ types }: { types: readonly RequiredType[] }) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const issuer = ({ issuerZh, issuerEn }: RequiredType) => nameOf({ nameZh: issuerZh, nameEn: issuerEn });
  return (
    <ul className="grid max-w-reading">
      {types.map((type) => (
        <li key={type.id} className="grid gap-1 border-b border-hairline py-3">
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Link className="link font-semibold" to={`/qualifications/${type.id}`}>
              {nameOf(type)}
            </Link>
            {type.held !== null && (
              <StateTag tone={type.held ? "confirmed" : "warning"}>
                {t(type.held ? "required.held" : "required.missing")}
              </StateTag>
            )}
          </span>
          <span className="text-sm text-muted">{t("required.from", { issuer: issuer(type) })}</span>
          {!type.held && (
            <span className="text-sm">
              {type.next ? (
                <>
                  {t("required.next")}{" "}
                  <DateRange starts={type.next.startsAt} ends={type.next.endsAt} zone={type.next.timezone} />
                </>
              ) : (
                t("required.noNext")
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
