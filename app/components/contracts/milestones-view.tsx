import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PayByCard } from "#app/components/cards/pay-by-card.tsx";
import { formatMoney } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Day, Deadline, Money } from "#app/components/text.tsx";
import type { ContractPage } from "#app/domain/contracts/contract-page.server.ts";
import { isAct } from "./act-fields.ts";
import { type ActReply, ActStep } from "./act-form.tsx";
import type { ActWorld } from "./act-world.ts";
import { milestoneState, milestoneTone, sideKey } from "./words.ts";

type Milestone = ContractPage["milestones"][number];

interface Props {
  page: Pick<ContractPage, "row" | "files" | "milestones" | "side" | "seesCharges">;
  rounds: number;
  world: ActWorld;
  reply?: ActReply;
}

/** The milestones one below the other: what, when, how much, where it stands, and what the reader can do. */
export function MilestonesView({ page, rounds, world, reply }: Props) {
  const { t } = useTranslation("contracts");
  if (page.milestones.length === 0) return null;
  return (
    <Section title={t("page.milestones")} id="milestones">
      <ol className="grid gap-6">
        {page.milestones.map((one) => (
          <li key={one.milestone.id} id={`milestone-${one.milestone.n}`} className="panel grid gap-3 p-4">
            <Head one={one} />
            <Facts one={one} rounds={rounds} linked={page.seesCharges} />
            <Pay one={one} page={page} />
            <Deliveries one={one} page={page} />
            <Disputes one={one} page={page} world={world} reply={reply} />
            <Acts names={one.acts} scope={`milestone.${one.milestone.n}`} world={world} reply={reply} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Head({ one: { milestone, owner } }: { one: Milestone }) {
  const { t } = useTranslation(["contracts", "lifecycles"]);
  const state = milestoneState(milestone.state);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <h3 className="text-lg">
        <span className="text-muted">{t("page.milestone", { n: milestone.n })}</span> {milestone.title}
      </h3>
      <span className="flex flex-wrap items-center gap-3 text-sm">
        <StateTag tone={milestoneTone[state]}>{t(`milestoneState.${state}`)}</StateTag>
        {owner && <span>{t("next.turn", { owner: t(`lifecycles:party.${owner}`) })}</span>}
        {milestone.deadline && (
          <span>
            {t("next.by")} <Deadline at={milestone.deadline} weekday={false} />
          </span>
        )}
      </span>
    </div>
  );
}

function Facts({
  one: { milestone, charge },
  rounds,
  linked,
}: {
  one: Milestone;
  rounds: number;
  linked: boolean;
}) {
  const { t } = useTranslation("contracts");
  return (
    <DescriptionList
      columns={2}
      facts={[
        { term: t("page.deliverable"), value: milestone.deliverable },
        {
          term: t("page.due"),
          value: <Day at={`${milestone.dueOn}T12:00:00+08:00`} />,
          note: [
            ...(milestone.paidLateDays > 0 ? [t("page.moved", { days: milestone.paidLateDays })] : []),
            ...(milestone.lateDays > 0 ? [t("page.late", { days: milestone.lateDays })] : []),
          ].join(t("page.notesJoin")),
        },
        { term: t("page.standard"), value: milestone.standard },
        { term: t("page.method"), value: milestone.method },
        { term: t("page.amount"), value: <Money fen={milestone.amount} /> },
        {
          term: t("page.money"),
          value: <MoneyWords milestone={milestone} />,
          note: linked && charge && (
            <Link className="link" to={`/organization/charges/${charge.id}`}>
              {t("page.charge")}
            </Link>
          ),
        },
        {
          term: t("page.rounds"),
          value: milestone.rounds > 0 && t("page.roundsOf", { rounds: milestone.rounds, most: rounds }),
        },
        { term: "", value: milestone.bySilence && t("page.bySilence") },
      ]}
    />
  );
}

/** How the client pays what it has asked to pay. */
function Pay({ one, page }: { one: Milestone; page: Props["page"] }) {
  const { t } = useTranslation("contracts");
  if (one.milestone.state !== "awaiting_payment" || !one.charge) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span>
        {t("page.payReference")} <code>{one.charge.reference}</code>
      </span>
      {page.side === "client" && <PayByCard chargeId={one.charge.id} look="primary" />}
    </div>
  );
}

function MoneyWords({ milestone }: { milestone: Milestone["milestone"] }) {
  const { t } = useTranslation("contracts");
  const { funded, released, returned, damages, lateDays } = milestone;
  if (funded === 0) return t("page.notFunded");
  const amountOf = (fen: number) => ({ amount: formatMoney(fen) });
  return (
    <span className="grid gap-0.5">
      {released + returned === 0 && <span>{t("page.held", amountOf(funded))}</span>}
      {released > 0 && <span>{t("page.released", amountOf(released))}</span>}
      {returned > 0 && <span>{t("page.returned", amountOf(returned))}</span>}
      {damages > 0 && (
        <span className="text-sm text-muted">
          {t("page.damages", { ...amountOf(damages), days: lateDays })}
        </span>
      )}
    </span>
  );
}

function Deliveries({ one, page }: { one: Milestone; page: Props["page"] }) {
  const { t } = useTranslation("contracts");
  return one.deliveries.map((delivery) => (
    <div key={delivery.id} className="border-s-4 border-hairline ps-3 text-sm">
      <p className="font-medium">
        {t("page.delivery", { round: delivery.round })} · <DateTime at={delivery.at} weekday={false} />
      </p>
      <p className="whitespace-pre-line">{delivery.note}</p>
      <ul>
        {page.files
          .filter(({ id }) => delivery.files.includes(id))
          .map((file) => (
            <FileLine key={file.id} contractId={page.row.id} file={file} />
          ))}
      </ul>
    </div>
  ));
}

/** A file with its digest, which says that it is still what was handed in. */
export function FileLine({ contractId, file }: { contractId: string; file: ContractPage["files"][number] }) {
  return (
    <li className="min-w-0 py-1">
      <Link className="link" to={`/contracts/${contractId}/files/${file.id}`} reloadDocument>
        {file.name}
      </Link>{" "}
      <code className="text-xs break-all text-muted">SHA-256 {file.sha256}</code>
    </li>
  );
}

function Disputes({
  one,
  page: {
    row: { kind },
  },
  world,
  reply,
}: {
  one: Milestone;
  page: Props["page"];
  world: ActWorld;
  reply?: ActReply;
}) {
  const { t } = useTranslation("contracts");
  return one.disputes.map(({ dispute, acts }) => (
    <div key={dispute.id} className="grid gap-2 border-s-4 border-warning ps-3">
      <p className="font-medium">
        {t("page.dispute")} · {t(`disputeState.${disputeState(dispute.state)}`)}
      </p>
      <DescriptionList
        facts={[
          {
            term: t("page.raisedBy"),
            value: t(sideKey(kind, dispute.raiserId === one.milestone.clientId ? "client" : "developer")),
          },
          { term: t("page.grounds"), value: dispute.grounds },
          { term: t("page.wanted"), value: t(`outcome.${dispute.wanted}`) },
          { term: t("page.answer"), value: dispute.answer },
          {
            term: t("page.mediationBy"),
            value: dispute.deadline && <Deadline at={dispute.deadline} weekday={false} />,
          },
          { term: t("page.outcome"), value: dispute.outcome && t(`outcome.${dispute.outcome}`) },
          {
            term: t("page.toDeveloper"),
            value: dispute.toDeveloper !== null && <Money fen={dispute.toDeveloper} />,
          },
          {
            term: t("page.breach"),
            value:
              dispute.breachById &&
              t(sideKey(kind, dispute.breachById === one.milestone.clientId ? "client" : "developer")),
          },
          { term: t("page.reasons"), value: dispute.reasons },
        ]}
      />
      <Acts names={acts} scope={`milestone.${one.milestone.n}`} world={world} reply={reply} />
    </div>
  ));
}

const disputeState = (state: string) => (state === "resolved" || state === "withdrawn" ? state : "raised");

/** The steps that the reader may take, each unfolding to its form. */
export function Acts({
  names,
  scope,
  world,
  reply,
}: {
  names: readonly string[];
  scope: string;
  world: ActWorld;
  reply?: ActReply;
}) {
  const acts = names.filter(isAct);
  if (acts.length === 0) return null;
  return (
    <div className="grid justify-items-start gap-3 sm:flex sm:flex-wrap sm:items-start [&>details[open]]:w-full">
      {acts.map((act) => (
        <ActStep key={act} act={act} scope={scope} world={world} reply={reply} />
      ))}
    </div>
  );
}
