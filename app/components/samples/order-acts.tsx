import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { momentInput, yuanInput } from "#app/components/format.ts";
import {
  type FormReply,
  type SentText,
  sentBy,
  usePostedForm,
} from "#app/components/identity/posted-form.ts";
import { MoneyInput, TextArea } from "#app/components/inputs.tsx";
import { LocalTimeInput } from "#app/components/which-time.tsx";
import type { OrderIntent } from "#app/domain/samples/order-form.ts";
import { evaluations } from "#db/schema/vocabulary.ts";

export interface ActOrder {
  state: string;
  price: number | null;
  stateSince: Date;
  zone: string;
  sampleDays: number;
}

export interface OrderReply extends FormReply {
  intent: string;
}

interface ActProps {
  intent: OrderIntent;
  order: ActOrder;
  reply: OrderReply | undefined;
}

const primary: readonly OrderIntent[] = ["accept", "begin", "evaluate"];
const dangerous: readonly OrderIntent[] = ["decline", "return-samples", "cancel"];

/** One act: a press where nothing can be lost, else a button that unfolds what will happen and asks what is needed. */
export function OrderAct(props: ActProps) {
  const { intent, order, reply } = props;
  const { t } = useTranslation("samples");
  if (intent === "begin") {
    return (
      <Form method="post">
        <SubmitButton name="intent" value="begin">
          {t("act.begin")}
        </SubmitButton>
      </Form>
    );
  }
  const first = primary.includes(intent) || (intent === "complete" && order.state === "in_progress");
  return (
    <Confirm
      label={t(`act.${intent}`)}
      look={first ? "primary" : "secondary"}
      open={reply?.intent === intent}
    >
      <OrderActForm {...props} />
    </Confirm>
  );
}

/** The form of an act, open: for the one that the page is about now. */
export function OrderActForm({ intent, order, reply }: ActProps) {
  const { t } = useTranslation("samples");
  const mine = reply?.intent === intent ? reply : undefined;
  const initial =
    intent === "complete"
      ? {
          actualFrom: momentInput(order.stateSince, order.zone),
          actualTo: "",
          amount: yuanInput(order.price),
        }
      : {};
  const { fields, props } = usePostedForm<Record<string, string>>(`order-${intent}`, mine, initial);
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  return (
    <Form method="post" className="grid w-full gap-4" {...props}>
      <input type="hidden" name="intent" value={intent} />
      <ActNote intent={intent} days={order.sampleDays} />
      <ActFields intent={intent} zone={order.zone} meta={meta} sent={sentBy(mine)} />
      <div>
        <SubmitButton look={dangerous.includes(intent) ? "danger" : "primary"}>
          {t(`act.${intent}`)}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** What will happen, to whom, and what it costs. */
function ActNote({ intent, days }: { intent: OrderIntent; days: number }): ReactNode {
  const { t } = useTranslation("samples");
  const notes: Partial<Record<OrderIntent, string>> = {
    accept: t("act.acceptNote", { days }),
    object: t("act.objectNote"),
    complete: t("act.completeNote"),
    decline: t("act.declineNote"),
    "return-samples": t("act.returnNote"),
    cancel: t("act.cancelNote"),
  };
  return notes[intent] ? <p>{notes[intent]}</p> : null;
}

type MetaOf = (name: string) => FieldMeta;

interface FieldsProps {
  zone: string;
  meta: MetaOf;
  sent: SentText;
}

function ActFields({ intent, ...fields }: FieldsProps & { intent: OrderIntent }) {
  const { meta } = fields;
  const { t } = useTranslation(["samples", "booking"]);
  switch (intent) {
    case "accept":
      return (
        <>
          <TextArea
            meta={meta("conditions")}
            label={t("act.conditions")}
            help={t("act.conditionsHelp")}
            optional
            rows={3}
          />
          <TextArea meta={meta("reason")} label={t("act.remark")} optional max={500} rows={2} />
        </>
      );
    case "complete":
      return <RecordFields {...fields} />;
    case "evaluate":
      return (
        <>
          <RadioGroup
            meta={meta("evaluation")}
            label={t("act.evaluation")}
            optional={false}
            options={evaluations.map((value) => ({ value, label: t(`booking:evaluation.${value}`) }))}
          />
          <TextArea meta={meta("text")} label={t("act.evaluationText")} optional max={500} rows={2} />
        </>
      );
    default:
      return (
        <TextArea
          meta={meta("reason")}
          label={t("act.reason")}
          optional={intent === "cancel"}
          max={500}
          rows={2}
        />
      );
  }
}

function RecordFields({ zone, meta, sent }: FieldsProps) {
  const { t } = useTranslation("samples");
  const help = t("act.zoneHelp", { zone });
  const time = { meta, sent, zone, optional: true };
  return (
    <>
      <LocalTimeInput {...time} name="actualFrom" label={t("act.actualFrom")} help={help} />
      <LocalTimeInput {...time} name="actualTo" label={t("act.actualTo")} />
      <MoneyInput meta={meta("amount")} label={t("act.amount")} optional />
      <TextArea meta={meta("content")} label={t("act.content")} optional max={200} rows={2} />
      <TextArea meta={meta("reason")} label={t("act.remark")} optional max={500} rows={2} />
    </>
  );
}
