import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { OrganizationName } from "#app/components/text.tsx";
import { auditedEntities } from "#app/domain/identity/audited.ts";

interface Acting {
  via: string;
  actorName: string;
  organization: { nameZh: string; nameEn: string } | null;
}

/** Who acted, and for whom. */
export function Who({ row }: { row: Acting }) {
  const { t } = useTranslation("oversight");
  const name = row.via === "system" ? t("audit.system") : row.actorName;
  return (
    <>
      {name}
      {row.organization && (
        <span className="block text-xs font-normal text-muted">
          <OrganizationName {...row.organization} />
        </span>
      )}
    </>
  );
}

/** The kind of thing in words; its name where there are none. */
export function entityName(t: TFunction<"oversight">, name: string): string {
  const entity = auditedEntities.find((known) => known === name);
  return entity ? t(`entity.${entity}`) : name;
}

/** From which state to which. */
export function Change({ fromState, toState }: { fromState: string | null; toState: string | null }) {
  const { t } = useTranslation("lifecycles");
  if (!toState) return null;
  const from = fromState && fromState !== toState ? `${t(`state.${fromState}`)} → ` : "";
  return `${from}${t(`state.${toState}`)}`;
}

/** The seal that holds something, or that none does yet. */
export function Seal({ number }: { number: number | null }) {
  const { t } = useTranslation("oversight");
  return number === null ? (
    <span className="text-muted">{t("audit.unsealed")}</span>
  ) : (
    <span className="tnum">{t("audit.sealedBy", { seal: number })}</span>
  );
}
