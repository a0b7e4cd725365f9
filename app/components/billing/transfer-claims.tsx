import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { Notice } from "#app/components/notice.tsx";
import { StateTag, type Tone } from "#app/components/state-tag.tsx";
import type { TransferPage } from "#app/domain/money/transfer/page.server.ts";
import { MissForm, type TransferReply } from "./transfer-acts.tsx";

const tones: Record<string, Tone> = {
  declared: "pending",
  arrived: "done",
  not_found: "warning",
  recalled: "neutral",
};

interface Props {
  claims: readonly Pick<
    TransferPage["claims"][number],
    "id" | "state" | "amount" | "sentOn" | "bankReference" | "note" | "reason" | "allowed" | "proof"
  >[];
  reply: TransferReply | undefined;
}

/** What the payer says of transfers, what became of each, and what either side may say of it now. */
export function Claims({ claims, reply }: Props) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  if (claims.length === 0) return <p className="text-muted">{t("claim.none")}</p>;
  return (
    <ul className="grid">
      {claims.map((claim) => (
        <li key={claim.id} className="grid gap-2 border-b border-hairline py-3">
          <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <StateTag tone={tones[claim.state] ?? "neutral"}>
              {t(`claim.state.${claimState(claim.state)}`)}
            </StateTag>
            <span>
              {t("claim.sent", {
                day: formatDate(`${claim.sentOn}T12:00:00+08:00`, locale),
                amount: formatMoney(claim.amount),
              })}
            </span>
            {claim.bankReference && (
              <span className="tnum text-sm text-muted">
                {t("claim.bankReference", { number: claim.bankReference })}
              </span>
            )}
            {claim.proof && (
              <Link className="link text-sm" reloadDocument to={`/files/${claim.proof.id}`}>
                {t("claim.proof", { name: claim.proof.name })}
              </Link>
            )}
          </div>
          {claim.note && <p className="text-sm">{claim.note}</p>}
          {claim.reason && (
            <Notice kind="warning">
              <p>{t("claim.why", { reason: claim.reason })}</p>
            </Notice>
          )}
          <div className="flex flex-wrap gap-3 print:hidden">
            {claim.allowed.includes("miss-transfer") && <MissForm claim={claim.id} reply={reply} />}
            {claim.allowed.includes("recall-transfer") && (
              <Form method="post">
                <input type="hidden" name="claim" value={claim.id} />
                <SubmitButton small look="secondary" name="intent" value="recall">
                  {t("act.recall")}
                </SubmitButton>
              </Form>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

const claimState = (state: string) =>
  (["declared", "arrived", "not_found", "recalled"] as const).find((known) => known === state) ?? "declared";
