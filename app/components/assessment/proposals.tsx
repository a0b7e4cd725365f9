import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { formatMoney } from "#app/components/format.ts";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { OrganizationName, LastDay } from "#app/components/text.tsx";
import type { ProposalRow } from "#app/domain/assessment/queries.server.ts";
import { type ProposalKind, proposalStates } from "#db/schema/vocabulary.ts";
import { Because, type IndicatorNames } from "./because.tsx";
import { type ActReply, ReasonField } from "./cycle-acts.tsx";

interface Props {
  rows: readonly ProposalRow[];
  names: IndicatorNames;
  /** Whether the reader may decide: a reviewer who did not score. */
  decides: boolean;
  reply: ActReply | undefined;
}

const kinds: readonly ProposalKind[] = [
  "praise",
  "yellow_card",
  "delisting",
  "promotion",
  "reward",
  "subsidy",
];

/** What a result calls for, kind by kind, each with why and what was decided. */
export function Proposals(props: Props & { budgets: Readonly<Partial<Record<ProposalKind, number>>> }) {
  const { t } = useTranslation("assessment");
  return (
    <div className="grid gap-8">
      {kinds.map((kind) => {
        const rows = props.rows.filter((row) => row.kind === kind);
        const sum = rows.reduce((total, { amount }) => total + (amount ?? 0), 0);
        const budget = props.budgets[kind];
        return (
          rows.length > 0 && (
            <section key={kind} className="grid gap-2">
              <h3 className="font-semibold">{t(`kind.${kind}`)}</h3>
              {budget !== undefined && (
                <p className="tnum text-sm text-muted">
                  {t("desk.budget", { budget: formatMoney(budget), sum: formatMoney(sum) })}
                </p>
              )}
              <KindTable {...props} kind={kind} rows={rows} />
            </section>
          )
        );
      })}
    </div>
  );
}

function KindTable({ kind, rows, names, decides, reply }: Props & { kind: ProposalKind }) {
  const { t } = useTranslation("assessment");
  const paid = kind === "reward" || kind === "subsidy";
  return (
    <DataTable
      caption={t(`kind.${kind}`)}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "rank", head: t("rank"), numeric: true, cell: ({ rank }) => rank ?? "—" },
        {
          key: "organization",
          head: t("organization"),
          rowHeader: true,
          cell: (row) => <OrganizationName {...row} />,
        },
        {
          key: "why",
          head: t("desk.why"),
          cell: ({ reasons }) => <Because reasons={reasons} names={names} />,
        },
        ...(paid
          ? [
              {
                key: "amount",
                head: t("desk.amount"),
                numeric: true,
                cell: ({ amount }: ProposalRow) => (amount === null ? "—" : formatMoney(amount)),
              },
            ]
          : []),
        {
          key: "decision",
          head: t("decision"),
          cell: (row) =>
            row.state === "proposed" && decides ? (
              <DecideForms row={row} reply={reply} />
            ) : (
              <Decided row={row} />
            ),
        },
      ]}
    />
  );
}

function Decided({ row: { state, reason, decidedBy, rectifyBy } }: { row: ProposalRow }) {
  const { t } = useTranslation(["assessment", "lifecycles"]);
  const known = proposalStates.find((one) => one === state) ?? "proposed";
  return (
    <span className="grid justify-items-start gap-0.5">
      <StateTag tone={toneOf(known)}>{t(`lifecycles:state.${known}`)}</StateTag>
      {rectifyBy && (
        <span className="text-xs">
          {t("public.rectifyBy")} <LastDay at={rectifyBy} />
        </span>
      )}
      {decidedBy && (
        <span className="text-xs text-muted">
          {decidedBy}: {reason}
        </span>
      )}
    </span>
  );
}

function DecideForms({ row, reply }: { row: ProposalRow; reply: ActReply | undefined }) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  return (
    <span className="flex flex-wrap gap-2">
      {(["adopt", "decline"] as const).map((intent) => {
        const mine = reply?.id === row.id && reply.intent === intent ? reply : undefined;
        const label = (
          <>
            {t(`desk.${intent}`)}
            <span className="sr-only">
              {" "}
              {t(`kind.${row.kind}`)}, {nameOf(row)}
            </span>
          </>
        );
        return (
          <Confirm key={intent} label={label} small open={mine !== undefined}>
            <p>{intent === "adopt" ? t(`desk.adoptNote.${row.kind}`) : t("desk.declineNote")}</p>
            <Form method="post" className="grid w-full gap-3">
              <input type="hidden" name="id" value={row.id} />
              <ReasonField id={`${intent}-${row.id}`} errors={mine?.errors.reason} />
              <div>
                <SubmitButton small name="intent" value={intent}>
                  {t(`desk.${intent}`)}
                </SubmitButton>
              </div>
            </Form>
          </Confirm>
        );
      })}
    </span>
  );
}
