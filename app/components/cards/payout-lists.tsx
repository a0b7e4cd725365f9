import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import { DateTime, Day, Money } from "#app/components/text.tsx";
import type { BankPayoutState, PayoutState } from "#db/schema/vocabulary.ts";
import { say } from "#app/i18n/describe-problem.ts";

interface PayoutItem {
  id: string;
  createdAt: Date;
  amount: number;
  state: string;
  failure: string;
}

const tones: Record<PayoutState, Tone> = {
  waiting: "pending",
  sent: "confirmed",
  failed: "refused",
  cancelled: "neutral",
};

const bankTones: Record<BankPayoutState, Tone> = { pending: "pending", paid: "confirmed", failed: "refused" };

const toneOf = (state: string): Tone =>
  Object.entries(tones).find(([name]) => name === state)?.[1] ?? "neutral";

/** What went from the platform to the provider's account at Stripe. */
export function Payouts({ rows }: { rows: readonly PayoutItem[] }) {
  const { t } = useTranslation("cards");
  return (
    <DataTable<PayoutItem>
      caption={t("payouts.list")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("payouts.none")}>{t("payouts.noneDetail")}</EmptyState>}
      columns={[
        {
          key: "at",
          head: t("payouts.at"),
          rowHeader: true,
          cell: ({ createdAt }) => <DateTime at={createdAt} />,
        },
        {
          key: "amount",
          head: t("payouts.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
        {
          key: "state",
          head: t("payouts.state_"),
          cell: ({ state, failure }) => (
            <>
              <StateTag tone={toneOf(state)}>{say(t, `cards:payouts.state.${state}`)}</StateTag>
              {failure !== "" && state === "failed" && (
                <p className="text-sm">{t("payouts.why", { code: failure })}</p>
              )}
            </>
          ),
        },
        {
          key: "act",
          head: t("payouts.act"),
          cell: ({ id, state }) => state === "failed" && <Again id={id} />,
        },
      ]}
    />
  );
}

function Again({ id }: { id: string }) {
  const { t } = useTranslation("cards");
  return (
    <Form method="post" action="." className="flex flex-wrap gap-2">
      <input type="hidden" name="payout" value={id} />
      <SubmitButton look="secondary" small name="do" value="retry-payout">
        {t("payouts.retry")}
      </SubmitButton>
      <SubmitButton look="quiet" small name="do" value="cancel-payout">
        {t("payouts.cancel")}
      </SubmitButton>
    </Form>
  );
}

interface BankItem {
  id: string;
  amount: number;
  state: BankPayoutState;
  arrivesAt: Date;
  failure: string;
}

/** What Stripe sent from there to the provider's bank. */
export function BankPayouts({ rows }: { rows: readonly BankItem[] }) {
  const { t } = useTranslation("cards");
  return (
    <DataTable<BankItem>
      caption={t("payouts.bank")}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("payouts.bankNone")}>{t("payouts.bankNoneDetail")}</EmptyState>}
      columns={[
        {
          key: "at",
          head: t("payouts.arrives"),
          rowHeader: true,
          cell: ({ arrivesAt }) => <Day at={arrivesAt} />,
        },
        {
          key: "amount",
          head: t("payouts.amount"),
          numeric: true,
          cell: ({ amount }) => <Money fen={amount} />,
        },
        {
          key: "state",
          head: t("payouts.state_"),
          cell: ({ state, failure }) => (
            <>
              <StateTag tone={bankTones[state]}>{t(`payouts.bankState.${state}`)}</StateTag>
              {failure !== "" && <p className="text-sm">{t("payouts.why", { code: failure })}</p>}
            </>
          ),
        },
      ]}
    />
  );
}
