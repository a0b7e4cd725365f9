import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { formatShare, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { LastDay, Money } from "#app/components/text.tsx";
import type { ContractPage } from "#app/domain/contracts/contract-page.server.ts";
import { registrationStates } from "#db/schema/vocabulary.ts";
import type { PartProps } from "./act-form.tsx";
import { Acts } from "./milestones-view.tsx";

/** 技术合同认定登记, and the reward of those who made the result. */
export function Registration({
  page,
  world,
  reply,
  least,
}: PartProps & { least: { percent: number; days: number } }) {
  const { t } = useTranslation("contracts");
  if (page.row.amount === null || page.side === undefined) return null;
  const found = page.registration;
  const seller = page.side === "developer";
  const state = registrationStates.find((one) => one === found?.row.state) ?? "not_applied";
  return (
    <Section
      title={t("page.registration")}
      id="registration"
      aside={
        found && (
          <ButtonLink look="secondary" small to={`/contracts/${page.row.id}/registration.csv`} reloadDocument>
            {t("page.export")}
          </ButtonLink>
        )
      }
    >
      <p className="max-w-reading pb-3 text-sm text-muted">{t("page.registrationNote")}</p>
      <p className="pb-3">
        <StateTag tone={state === "registered" ? "confirmed" : state === "applied" ? "pending" : "neutral"}>
          {t(`registrationState.${state}`)}
        </StateTag>
      </p>
      {found && <RegistrationFacts row={found.row} />}
      <div className="pt-3">
        <Acts
          names={found?.acts ?? (seller ? ["apply-registration"] : [])}
          scope="registration"
          world={world}
          reply={reply}
        />
      </div>
      {seller && <Rewards page={page} world={world} reply={reply} least={least} />}
    </Section>
  );
}

function RegistrationFacts({ row }: { row: NonNullable<ContractPage["registration"]>["row"] }) {
  const { t } = useTranslation("contracts");
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("page.office"), value: row.office },
        { term: t("page.registrationNumber"), value: row.number },
        { term: t("page.totalAmount"), value: <Money fen={row.totalAmount} /> },
        { term: t("page.technologyAmount"), value: <Money fen={row.technologyAmount} /> },
        { term: t("page.technicalIncome"), value: <Money fen={row.technicalIncome} /> },
        { term: t("page.declaredKind"), value: t(`kind.${row.declaredKind}`) },
        { term: t("page.determinedKind"), value: row.determinedKind && t(`kind.${row.determinedKind}`) },
        { term: t("page.decideBy"), value: row.deadline && <LastDay at={row.deadline} /> },
        { term: t("page.remark"), value: row.remark },
      ]}
    />
  );
}

function Rewards({ page, world, reply, least }: PartProps & { least: { percent: number; days: number } }) {
  const { t, i18n } = useTranslation("contracts");
  const locale = localeOf(i18n.language);
  return (
    <div className="grid gap-3 pt-6">
      <h3 className="text-lg">{t("page.reward")}</h3>
      <p className="max-w-reading text-sm text-muted">{t("page.rewardNote", least)}</p>
      {page.rewards.map((reward) => (
        <div key={reward.id} className="panel grid gap-2 p-4">
          <DescriptionList
            columns={2}
            facts={[
              {
                term: t("page.net"),
                value: <Money fen={Math.max(0, reward.income - reward.cost - reward.tax)} />,
              },
              {
                term: t("page.pool"),
                value: <Money fen={reward.pool} />,
                note: formatShare(reward.percent / 100, locale),
              },
              {
                term: t("page.notice"),
                value: (
                  <>
                    <LastDay at={reward.noticeFrom} /> – <LastDay at={reward.noticeUntil} />
                  </>
                ),
              },
            ]}
          />
          <DataTable
            caption={t("page.reward")}
            captionHidden
            rows={reward.shares}
            rowKey={({ name }) => name}
            columns={[
              { key: "name", head: t("page.person"), rowHeader: true, cell: ({ name }) => name },
              {
                key: "amount",
                head: t("page.share"),
                numeric: true,
                cell: ({ amount }) => <Money fen={amount} />,
              },
            ]}
          />
        </div>
      ))}
      <Acts names={["announce-reward"]} scope="registration" world={world} reply={reply} />
    </div>
  );
}
