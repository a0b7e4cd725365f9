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
  const known = row.via === "system" || row.via === "visitor" ? t(`audit.${row.via}`) : row.actorName;
  return (
    <>
      {known}
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

interface Changed {
  entity: string;
  fromState: string | null;
  toState: string | null;
}

/** From which state to which, in the words of its own process: several have a state or a step of the same name. */
export function Change({ entity, fromState, toState }: Changed) {
  const { t } = useTranslation("lifecycles");
  if (!toState) return null;
  const word = (state: string) => t(`state.${state}`, { context: entity });
  return fromState && fromState !== toState ? `${word(fromState)} → ${word(toState)}` : word(toState);
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
