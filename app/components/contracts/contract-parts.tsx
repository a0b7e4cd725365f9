import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime, Day, Money, OrganizationName } from "#app/components/text.tsx";
import type { DealOrigin } from "#app/domain/contracts/deal-origin.server.ts";
import type { ContractPage } from "#app/domain/contracts/contract-page.server.ts";
import {
  contractSides,
  type AmendmentState,
  amendmentStates,
  registrationStates,
} from "#db/schema/vocabulary.ts";
import { type ActReply, ActStep, type ActWorld } from "./act-form.tsx";
import { Acts, FileLine } from "./milestones-view.tsx";
import { sideKey } from "./words.ts";

interface Props {
  page: ContractPage;
  world: ActWorld;
  reply?: ActReply;
}

/** Who the two sides are, and who has signed what when. */
export function Signatures({
  page,
  demand,
  deal,
}: Pick<Props, "page"> & { demand: ContractDemand | null; deal: DealOrigin | null }) {
  const { t } = useTranslation("contracts");
  const titleOf = useTitleOf();
  return (
    <Section title={t("page.parties")} id="signatures">
      <DescriptionList
        columns={2}
        facts={contractSides.map((side) => {
          const signed = page.signatures.find((one) => one.side === side && one.textId === page.text?.id);
          const client = side === "client";
          return {
            term: t(sideKey(page.row.kind, side)),
            value: (
              <Link
                className="link"
                to={`/organizations/${client ? page.row.clientId : page.row.developerId}`}
              >
                <OrganizationName
                  nameZh={client ? page.clientZh : page.developerZh}
                  nameEn={client ? page.clientEn : page.developerEn}
                />
              </Link>
            ),
            note: signed
              ? t("page.signedBy", { name: signed.signerName, at: signed.at })
              : t("page.unsigned"),
          };
        })}
      />
      {demand && (
        <p className="pt-3 text-sm">
          {t("page.fromDemand")}
          <Link className="link" to={`/demands/${demand.id}`}>
            {titleOf(demand)}
          </Link>
        </p>
      )}
      {deal && page.side && (
        <p className="pt-3 text-sm">
          {t("page.fromDeal")}
          <Link className="link" to={deal.path}>
            {titleOf(deal)}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** The demand whose award the contract came from, where the reader may read it. */
export interface ContractDemand {
  id: string;
  titleZh: string;
  titleEn: string;
}

/** Annexes, results and certificates, each with its digest; who belongs to the contract may add more. */
export function Files({ page, world, reply }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Section title={t("page.files")} id="files">
      <p className="pb-2 text-sm text-muted">{t("page.filesNote")}</p>
      {page.files.length === 0 && <p>{t("page.noFiles")}</p>}
      <ul className="pb-3">
        {page.files.map((file) => (
          <FileLine key={file.id} contractId={page.row.id} file={file} />
        ))}
      </ul>
      {page.side && <ActStep act="upload" scope="whole" world={world} reply={reply} />}
    </Section>
  );
}

/** What was proposed to change a contract in force. */
export function Amendments({ page, world, reply }: Props) {
  const { t } = useTranslation("contracts");
  if (page.amendments.length === 0) return null;
  return (
    <Section title={t("page.amendments")} id="amendments">
      <ol className="grid gap-4">
        {page.amendments.map(({ amendment, text, acts }) => (
          <li key={amendment.id} className="panel grid gap-2 p-4">
            <p className="flex flex-wrap items-center gap-3">
              <span className="font-medium">{t("page.amendment", { n: amendment.n })}</span>
              <StateTag tone={toneOf(amendment.state === "agreed" ? "confirmed" : amendment.state)}>
                {t(`amendmentState.${amendmentState(amendment.state)}`)}
              </StateTag>
              {amendment.deadline && (
                <span className="text-sm">
                  {t("page.answerBy")} <DateTime at={amendment.deadline} weekday={false} />
                </span>
              )}
            </p>
            <p className="whitespace-pre-line">{amendment.reason}</p>
            {amendment.answer && <p className="text-sm text-muted">{amendment.answer}</p>}
            {text && (
              <ButtonLink
                look="secondary"
                small
                className="justify-self-start"
                to={`/contracts/${page.row.id}/versions?from=${page.text?.n ?? 1}&to=${text.n}`}
              >
                {t("page.compare")}
              </ButtonLink>
            )}
            <Acts
              names={acts}
              scope={`amendment.${amendment.n}`}
              world={{ ...world, sha256: text?.sha256 }}
              reply={reply}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}

const amendmentState = (state: string): AmendmentState =>
  amendmentStates.find((one) => one === state) ?? "proposed";

/** 技术合同认定登记, and the reward of those who made the result. */
export function Registration({
  page,
  world,
  reply,
  least,
}: Props & { least: { percent: number; days: number } }) {
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
        { term: t("page.decideBy"), value: row.deadline && <Day at={row.deadline} /> },
        { term: t("page.remark"), value: row.remark },
      ]}
    />
  );
}

function Rewards({ page, world, reply, least }: Props & { least: { percent: number; days: number } }) {
  const { t } = useTranslation("contracts");
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
              { term: t("page.pool"), value: <Money fen={reward.pool} />, note: `${reward.percent} %` },
              {
                term: t("page.notice"),
                value: (
                  <>
                    <Day at={reward.noticeFrom} /> – <Day at={reward.noticeUntil} />
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

/** What both say of each other, once it is published. */
export function Evaluations({ page, world, reply }: Props) {
  const { t } = useTranslation("contracts");
  if (!page.row.closedAt || page.row.inForceAt === null || page.side === undefined) return null;
  const mine = page.side === "client" ? page.row.clientId : page.row.developerId;
  const given = page.evaluations.some(({ byOrganizationId }) => byOrganizationId === mine);
  const toReply =
    page.published &&
    page.evaluations.some(({ aboutId, repliedAt }) => aboutId === mine && repliedAt === null);
  return (
    <Section title={t("page.evaluations")} id="evaluations">
      <p className="max-w-reading pb-3 text-sm text-muted">{t("page.evaluationsNote")}</p>
      {page.evaluations.map((one) => (
        <div key={one.id} className="panel mb-3 grid gap-2 p-4">
          <p className="font-medium">
            {t(sideKey(page.row.kind, one.byOrganizationId === page.row.clientId ? "client" : "developer"))} ·{" "}
            <DateTime at={one.at} weekday={false} />
          </p>
          <p className="text-sm">
            {(["quality", "timeliness", "cooperation"] as const)
              .map((name) => `${t(`page.${name}`)} ${t("page.score", { score: one[name] })}`)
              .join(" · ")}
          </p>
          <p className="whitespace-pre-line">{one.text}</p>
          {one.reply && (
            <p className="border-s-4 border-hairline ps-3 text-sm">
              {t("page.reply")}: {one.reply}
            </p>
          )}
        </div>
      ))}
      {given && !page.published && <p className="pb-3">{t("page.notYet")}</p>}
      <Acts
        names={[
          ...(given ? [] : page.acts.filter((act) => act === "evaluate")),
          ...(toReply ? ["reply-evaluation"] : []),
        ]}
        scope="whole"
        world={world}
        reply={reply}
      />
    </Section>
  );
}

/** Steps whose word means something else where other things take them. */
const ownWords = new Map([
  ["contract_milestone accept", "accept_contract_milestone"],
  ["contract propose", "propose_contract_text"],
]);

/** Everything that happened to the contract and its milestones, one line of time for both sides. */
export function History({ page }: Pick<Props, "page">) {
  const { t } = useTranslation(["contracts", "lifecycles"]);
  return (
    <Section title={t("page.history")} id="history">
      <DataTable
        caption={t("page.history")}
        captionHidden
        rows={page.history}
        rowKey={({ seq }) => String(seq)}
        columns={[
          {
            key: "act",
            head: t("page.act"),
            rowHeader: true,
            cell: ({ entityId, transition, entity }) => {
              const n = page.milestones.find(({ milestone }) => milestone.id === entityId)?.milestone.n;
              const named = `${entity} ${transition}`;
              const step = t(`lifecycles:step.${ownWords.get(named) ?? transition}`);
              return n === undefined ? step : `${t("page.milestone", { n })} · ${step}`;
            },
          },
          {
            key: "who",
            head: t("page.who"),
            cell: ({ actorName, via }) => (via === "system" ? t("page.system") : actorName),
          },
          { key: "at", head: t("page.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "reason", head: t("page.reason"), cell: ({ reason }) => reason },
        ]}
      />
    </Section>
  );
}
