import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Day, OrganizationName } from "#app/components/text.tsx";
import type { AskedOfUser } from "#app/domain/qualification/of-user.server.ts";
import { EvidenceFiles } from "./evidence-files.tsx";
import { Standing } from "./standing.tsx";

/** What the facility asks of its user, what that person holds of it and on what it rests, for who lets them in. */
export function QualificationsOfUser({ asked }: { asked: readonly AskedOfUser[] }) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  return (
    <ul className="grid gap-4">
      {asked.map((type) => (
        <li key={type.typeId} className="grid gap-2">
          <span className="font-medium">{nameOf(type)}</span>
          {type.held.length === 0 && <span className="text-muted">{t("ofUser.none")}</span>}
          {type.held.map((one) => (
            <div key={one.id} className="grid gap-1 border-s-2 border-hairline ps-4">
              <Standing standing={one.standing} end={one.end} />
              <span className="text-sm">
                {nameOf(one)} · <OrganizationName nameZh={one.issuerZh} nameEn={one.issuerEn} /> ·{" "}
                <Day at={one.grantedAt} />
              </span>
              <span className="text-sm">{t("ofUser.evidence", { evidence: one.evidence })}</span>
              <EvidenceFiles files={one.files} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
