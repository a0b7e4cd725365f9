import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { formatMoney } from "#app/components/format.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { MoneyInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import type { ShownRefund } from "./movements.tsx";
import { refundFailure } from "#app/i18n/refund-failure.ts";

interface Props {
  /** Fen that staff of the payee may pay back; 0: nothing. */
  refundable: number;
  /** Fen above which a second person approves. */
  limit: number;
  cancels: boolean;
  /** It was withdrawn, and can be asked for after all. */
  asks: boolean;
  /** Refunds that wait for a second person; `own`: the reader proposed it. */
  waiting: readonly (ShownRefund & { own: boolean })[];
  /** Approved refunds by transfer that nobody has said to be sent. */
  sending: readonly ShownRefund[];
  /** Refunds that the payment service did not send; `asked`: who has already asked for a transfer instead. */
  retrying: readonly (ShownRefund & {
    redirects: boolean;
    hopeless: boolean;
    asked: "own" | "other" | null;
  })[];
  reply: (FormReply & { intent: string; refundId?: string }) | undefined;
}

/** What staff of the payee can do about a charge. */
export function ChargeActs({ refundable, limit, cancels, asks, waiting, sending, retrying, reply }: Props) {
  const { t } = useTranslation("charges");
  const note = t("act.refundNote", { left: formatMoney(refundable), limit: formatMoney(limit) });
  return (
    <div className="grid gap-4">
      {waiting.map((refund) => (
        <Decision key={refund.id} refund={refund} reply={reply} />
      ))}
      {sending.map((refund) => (
        <Sending key={refund.id} refund={refund} reply={reply} />
      ))}
      {retrying.map((refund) => (
        <Retrying key={refund.id} refund={refund} limit={limit} />
      ))}
      <div className="flex flex-wrap items-start gap-3">
        {refundable > 0 && (
          <Confirm label={t("act.refund")} open={reply?.intent === "refund"}>
            <ActForm intent="refund" note={note} reply={reply} />
          </Confirm>
        )}
        {asks && (
          <Form method="post" className="grid gap-3">
            <p>{t("act.askNote")}</p>
            <div>
              <SubmitButton look="secondary" name="intent" value="ask">
                {t("act.ask")}
              </SubmitButton>
            </div>
          </Form>
        )}
        {cancels && (
          <Confirm label={t("act.cancel")} open={reply?.intent === "cancel"}>
            <ActForm intent="cancel" note={t("act.cancelNote")} reply={reply} />
          </Confirm>
        )}
      </div>
    </div>
  );
}

function ActForm({
  intent,
  note,
  reply,
  refundId,
}: {
  intent: "refund" | "cancel" | "refuse";
  note?: string;
  reply: Props["reply"];
  refundId?: string;
}) {
  const { t } = useTranslation("charges");
  const mine = reply?.intent === intent ? reply : undefined;
  const { fields, props } = usePostedForm<Record<string, string>>(
    `charge-${intent}-${refundId ?? ""}`,
    mine,
    {},
  );
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  return (
    <Form method="post" className="grid w-full gap-4" {...props}>
      <input type="hidden" name="intent" value={intent} />
      {refundId && <input type="hidden" name="refundId" value={refundId} />}
      {note && <p>{note}</p>}
      {intent === "refund" && <MoneyInput meta={meta("amount")} label={t("act.amount")} />}
      <TextArea meta={meta("reason")} label={t("act.reason")} max={500} rows={2} />
      <div>
        <SubmitButton look={intent === "refund" ? "primary" : "danger"}>{t(`act.${intent}`)}</SubmitButton>
      </div>
    </Form>
  );
}

function Decision({ refund, reply }: { refund: Props["waiting"][number]; reply: Props["reply"] }) {
  const { t } = useTranslation("charges");
  return (
    <div className="panel grid gap-3 p-4">
      <p>{t("act.waiting", { amount: formatMoney(refund.amount), reason: refund.reason })}</p>
      {refund.own && <p className="text-sm text-muted">{t("act.own")}</p>}
      <div className="flex flex-wrap items-start gap-3">
        {!refund.own && (
          <Form method="post">
            <input type="hidden" name="refundId" value={refund.id} />
            <SubmitButton name="intent" value="approve">
              {t("act.approve")}
            </SubmitButton>
          </Form>
        )}
        <Confirm label={t("act.refuse")} open={reply?.intent === "refuse"}>
          <ActForm intent="refuse" reply={reply} refundId={refund.id} />
        </Confirm>
      </div>
    </div>
  );
}

/** The payee has paid back by its bank and says so. */
function Sending({ refund, reply }: { refund: ShownRefund; reply: Props["reply"] }) {
  const { t } = useTranslation("charges");
  const mine = reply?.intent === "sent" && reply.refundId === refund.id ? reply : undefined;
  const { form, fields, props } = usePostedForm<Record<string, string>>(`charge-sent-${refund.id}`, mine, {});
  return (
    <div className="panel grid gap-3 p-4">
      <p>{t("act.sending", { amount: formatMoney(refund.amount) })}</p>
      <Confirm label={t("act.sent")} look="primary" open={mine !== undefined}>
        <Form method="post" className="grid w-full gap-4" {...props}>
          <ErrorSummary form={form} labels={() => t("act.bankReference")} />
          <input type="hidden" name="intent" value="sent" />
          <input type="hidden" name="refundId" value={refund.id} />
          <p>{t("act.sentNote")}</p>
          <TextInput
            meta={fields.bankReference ?? plainField("bankReference")}
            label={t("act.bankReference")}
            help={t("act.bankReferenceHelp")}
            width="medium"
            autoComplete="off"
          />
          <div>
            <SubmitButton>{t("act.sent")}</SubmitButton>
          </div>
        </Form>
      </Confirm>
    </div>
  );
}

/** Why the payment service did not send it: another attempt, or another way. */
function Retrying({ refund, limit }: { refund: Props["retrying"][number]; limit: number }) {
  const { t } = useTranslation("charges");
  const { id, amount, failure, redirects, hopeless, asked } = refund;
  const last = amount <= limit || asked === "other";
  const otherWay = redirects && (hopeless || asked === "other");
  return (
    <div className="panel grid gap-3 p-4">
      <p>{t("act.failed", { amount: formatMoney(amount), why: refundFailure(t, failure) })}</p>
      {asked && <p>{t(`act.transferAsked.${asked}`)}</p>}
      <div className="flex flex-wrap items-start gap-3">
        <Form method="post">
          <input type="hidden" name="refundId" value={id} />
          <SubmitButton look={otherWay ? "secondary" : "primary"} name="intent" value="retry">
            {t("act.retry")}
          </SubmitButton>
        </Form>
        {redirects && asked !== "own" && (
          <Confirm
            label={t(asked ? "act.transferAgree" : "act.transfer")}
            look={otherWay ? "primary" : "secondary"}
          >
            <Form method="post" className="grid w-full gap-4">
              <input type="hidden" name="refundId" value={id} />
              <p>{t("act.transferNote")}</p>
              {!last && <p>{t("act.transferSecond", { limit: formatMoney(limit) })}</p>}
              <div>
                <SubmitButton name="intent" value="transfer">
                  {t(asked ? "act.transferAgree" : "act.transfer")}
                </SubmitButton>
              </div>
            </Form>
          </Confirm>
        )}
      </div>
    </div>
  );
}
