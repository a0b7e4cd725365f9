import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { formatDate, formatMoney, localeOf } from "#app/components/format.ts";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { noon } from "#app/components/samples/order-table.tsx";
import type { OrderIntent } from "#app/domain/service-orders/order-form.ts";
import { changeWorkingDays, reminderWorkingDays, silenceDays } from "#app/domain/service-orders/policy.ts";

export interface ActOrder {
  price: number;
  wishedOn: string | null;
  /** Working days; null where the listing does not say. */
  turnaroundDays: number | null;
}

export interface OrderReply extends FormReply {
  intent: string;
}

interface ActProps {
  intent: OrderIntent;
  order: ActOrder;
  reply: OrderReply | undefined;
}

const primary: readonly OrderIntent[] = ["take-order", "deliver", "accept-delivery"];
const dangerous: readonly OrderIntent[] = ["decline", "call-off", "cancel", "end-overdue"];

/** One act: a button that unfolds what will happen and asks what is needed. */
export function OrderAct({ intent, order, reply }: ActProps) {
  const { t } = useTranslation("serviceOrders");
  const mine = reply?.intent === intent ? reply : undefined;
  const { fields, props } = usePostedForm<Record<string, string>>(`order-${intent}`, mine, {});
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  const note = useNote(intent, order);
  return (
    <Confirm
      label={t(`act.${intent}`)}
      look={primary.includes(intent) ? "primary" : "secondary"}
      open={mine !== undefined}
    >
      <Form method="post" className="grid w-full gap-4" {...props}>
        <input type="hidden" name="intent" value={intent} />
        <p>{note}</p>
        <ActFields intent={intent} order={order} meta={meta} />
        <div>
          <SubmitButton look={dangerous.includes(intent) ? "danger" : "primary"}>
            {t(`act.${intent}`)}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

/** What will happen, to whom, and what it costs. */
function useNote(intent: OrderIntent, { price, turnaroundDays }: ActOrder): string {
  const { t } = useTranslation("serviceOrders");
  const notes: Record<OrderIntent, string> = {
    "take-order":
      turnaroundDays === null ? t("act.takeNoteNoDays") : t("act.takeNote", { days: turnaroundDays }),
    deliver: t("act.deliverNote", { days: silenceDays }),
    "accept-delivery": t("act.acceptNote", { amount: formatMoney(price) }),
    "request-changes": t("act.changesNote", { days: changeWorkingDays }),
    decline: t("act.declineNote"),
    "call-off": t("act.callOffNote"),
    cancel: t("act.cancelNote"),
    "remind-delivery": t("act.remindNote", { days: reminderWorkingDays }),
    "end-overdue": t("act.endNote"),
  };
  return notes[intent];
}

interface FieldsProps {
  intent: OrderIntent;
  order: ActOrder;
  meta: (name: string) => FieldMeta;
}

const remarked: readonly OrderIntent[] = [
  "take-order",
  "accept-delivery",
  "cancel",
  "remind-delivery",
  "end-overdue",
];

function ActFields({ intent, order: { wishedOn, turnaroundDays }, meta }: FieldsProps) {
  const { t, i18n } = useTranslation("serviceOrders");
  const wished = wishedOn && formatDate(noon(wishedOn), localeOf(i18n.language));
  if (intent === "deliver")
    return (
      <TextArea meta={meta("delivery")} label={t("act.delivery")} optional={false} max={5000} rows={5} />
    );
  const remark = remarked.includes(intent);
  return (
    <>
      {intent === "take-order" && (
        <DateInput
          meta={meta("dueOn")}
          label={t("act.dueOn")}
          help={wished ? t("act.dueHelp", { day: wished }) : undefined}
          optional={turnaroundDays !== null}
        />
      )}
      <TextArea
        meta={meta("reason")}
        label={t(remark ? "act.remark" : "act.reason")}
        optional={remark}
        max={500}
        rows={2}
      />
    </>
  );
}
