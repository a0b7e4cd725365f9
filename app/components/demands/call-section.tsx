import type { Deadline as EndOfPeriod } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { formatDate, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Deadline } from "#app/components/text.tsx";
import { useCriterionName } from "./criterion-name.ts";

export interface ShownCall {
  state: string;
  dueAt: EndOfPeriod | null;
  deadline: EndOfPeriod | null;
  criteria: readonly { name: string; weight: number }[];
  outcome: string | null;
  outcomeNote: string;
  award: { winnerZh: string; winnerEn: string; reasons: string; finalAt: Date | null } | null;
  ownProposal: { id: string } | null;
}

/** The contract that follows a final award, or the page that begins it; null for who is no side of it. */
export type ContractStep = { path: string; begun: boolean } | null;

interface CallProps {
  call: ShownCall;
  contract: ContractStep;
}

/** Until when proposals are taken, by what they are judged, to whom the demand went; and the contract after it. */
export function CallSection({ call, contract }: CallProps) {
  const { t } = useTranslation("demands");
  const criterionName = useCriterionName();
  const { state, award } = call;
  const until = state === "awarded" ? call.deadline : call.dueAt;
  return (
    <Section id="proposals" title={t("call.title")}>
      <div className="grid max-w-reading gap-4">
        {award && <AwardNotice award={award} />}
        {call.outcome && (
          <Notice kind="info" title={t("call.closedWith", { outcome: t(`outcome.${call.outcome}`) })}>
            <p>{call.outcomeNote}</p>
          </Notice>
        )}
        <DescriptionList
          facts={[
            { term: t("call.now"), value: t(`call.state.${state}`) },
            {
              term: state === "awarded" ? t("call.standstill") : t("call.until"),
              value: until && <Deadline at={until} />,
            },
            {
              term: t("call.criteria"),
              value: (
                <ul>
                  {call.criteria.map(({ name, weight }) => (
                    <li key={name}>
                      {criterionName(name)} <span className="text-muted">{t("call.weight", { weight })}</span>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        {state === "receiving" && <p className="text-sm text-muted">{t("call.sealedNote")}</p>}
        {contract && (
          <ButtonLink className="justify-self-start" to={contract.path}>
            {t(contract.begun ? "call.contract" : "call.beginContract")}
          </ButtonLink>
        )}
      </div>
    </Section>
  );
}

function AwardNotice({ award }: { award: NonNullable<ShownCall["award"]> }) {
  const { t, i18n } = useTranslation("demands");
  const nameOf = useNameOf();
  const name = nameOf({ nameZh: award.winnerZh, nameEn: award.winnerEn });
  return (
    <Notice kind="success" title={t("call.awardedTo", { name })}>
      <p>{t("call.awardedFor", { reasons: award.reasons })}</p>
      <p className="text-sm">
        {award.finalAt
          ? t("call.finalAt", { date: formatDate(award.finalAt, localeOf(i18n.language)) })
          : t("call.objectHint")}
      </p>
    </Notice>
  );
}
