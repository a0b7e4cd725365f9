import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DateTimeInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { formatDateTime, formatMoney, localeOf, momentInput, yuanInput } from "#app/components/format.ts";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import type { Intent } from "#app/domain/booking/act-forms.ts";
import { endsByItself } from "#app/domain/booking/use-policy.ts";
import type { Reason } from "#app/runtime/problem.ts";
import { EvaluationFields, type RecordBooking, RecordFields, UseFields } from "./record-fields.tsx";

export interface ActBooking extends RecordBooking {
  startsAt: Date;
  endsAt: Date;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  scope: "booker" | "provider" | "overseer";
  cancelling: { late: boolean; charge: number; freeUntil: Date };
  /** Until when its booker may move it, and what stands against that now. */
  moving: { until: Date; reasons: readonly Reason[] };
  noShowCharge: number;
  needsApproval: boolean;
  /** To whom it can be handed. */
  colleagues: { name: string; email: string }[];
  /** The record of the use, once there is one. */
  record: {
    actualFrom: Date;
    actualTo: Date;
    amount: number;
    content: string;
    project: string;
    serviceType: string;
    samples: number;
  } | null;
}

/** The reply to the act that was tried last, with its name. */
export interface ActReply {
  intent: string;
  result: Parameters<typeof usePostedForm>[1] extends infer R
    ? R extends { result: infer S }
      ? S
      : never
    : never;
}

interface ActProps {
  intent: Intent;
  booking: ActBooking;
  reply: ActReply | undefined;
}

type Fields = Record<string, FieldMeta | undefined>;

const primary: readonly Intent[] = ["confirm", "approve", "check-in", "check-out", "complete", "evaluate"];
const dangerous: readonly Intent[] = ["reject", "cancel", "no-show"];

function useActWords(intent: Intent, { scope, state }: ActBooking): string {
  const { t } = useTranslation("booking");
  if (intent === "cancel" && scope === "provider") return t("act.callOff");
  if (intent === "transfer" && scope === "provider") return t("act.changeUser");
  return intent === "complete" && state === "no_show" ? t("act.correctUsed") : t(`act.${intent}`);
}

/** One act: a press where nothing can be lost, else a button that unfolds what will happen and asks what is needed. */
export function Act(props: ActProps) {
  const { intent, booking } = props;
  const words = useActWords(intent, booking);
  if (intent === "check-in" || intent === "confirm") {
    return (
      <Form method="post">
        <SubmitButton name="intent" value={intent}>
          {words}
        </SubmitButton>
      </Form>
    );
  }
  return (
    <Confirm
      label={words}
      look={primary.includes(intent) && booking.state !== "no_show" ? "primary" : "secondary"}
    >
      <ActForm {...props} words={words} />
    </Confirm>
  );
}

/** The form of an act, open: for the one that the page is about now. */
export function ActForm({ intent, booking, reply, words }: ActProps & { words: string }) {
  const mine = reply?.intent === intent ? reply : undefined;
  const { fields, props } = usePostedForm<Record<string, string>>(
    `act-${intent}`,
    mine,
    initialOf(intent, booking),
  );
  if (isTooLate(intent, booking)) return <ActNote intent={intent} booking={booking} />;
  return (
    <Form method="post" className="grid w-full gap-4" {...props}>
      <input type="hidden" name="intent" value={intent} />
      <ActNote intent={intent} booking={booking} />
      <ActFields intent={intent} booking={booking} fields={fields} />
      <div>
        <SubmitButton look={dangerous.includes(intent) ? "danger" : "primary"}>{words}</SubmitButton>
      </div>
    </Form>
  );
}

/** Nothing that the booker could fill in would be accepted; staff may still give a reason. */
const isTooLate = (intent: Intent, { scope, moving }: ActBooking): boolean =>
  intent === "reschedule" && scope === "booker" && moving.reasons.length > 0;

function initialOf(
  intent: Intent,
  { startsAt, endsAt, checkedInAt, checkedOutAt, price, zone, record }: ActBooking,
): Record<string, string> {
  if (intent === "correct" && record) {
    return {
      actualFrom: momentInput(record.actualFrom, zone),
      actualTo: momentInput(record.actualTo, zone),
      amount: yuanInput(record.amount),
      content: record.content,
      project: record.project,
      serviceType: record.serviceType,
      samples: String(record.samples),
    };
  }
  if (intent === "complete") {
    return {
      actualFrom: momentInput(checkedInAt ?? startsAt, zone),
      actualTo: momentInput(checkedOutAt ?? endsAt, zone),
      amount: yuanInput(price),
    };
  }
  return { start: momentInput(startsAt, zone), end: momentInput(endsAt, zone) };
}

/** What will happen, to whom, and what it costs. */
function ActNote({ intent, booking }: Pick<ActProps, "intent" | "booking">): ReactNode {
  const { t } = useTranslation("booking");
  const { scope, noShowCharge, state } = booking;
  if (intent === "approve") return <p>{t("act.approveNote")}</p>;
  if (intent === "reject") return <p>{t("act.rejectNote")}</p>;
  if (intent === "no-show")
    return (
      <p>
        {noShowCharge > 0
          ? t("act.noShowNote", { charge: formatMoney(noShowCharge) })
          : t("act.noShowNoteFree")}
      </p>
    );
  if (intent === "complete") return <p>{t(state === "no_show" ? "act.correctNote" : "act.completeNote")}</p>;
  if (intent === "correct") return <p>{t("act.correctRecordNote")}</p>;
  if (intent === "check-out")
    return <p>{t(endsByItself(booking) ? "act.checkOutNote" : "act.checkOutLeaves")}</p>;
  if (intent === "reschedule") return <MoveNote booking={booking} />;
  if (intent === "transfer")
    return <p>{t(scope === "provider" ? "act.transferStaffNote" : "act.transferNote")}</p>;
  if (intent !== "cancel") return null;
  return scope === "provider" ? <p>{t("act.callOffNote")}</p> : <CancelNote booking={booking} />;
}

/** Until when it may be moved, or why it may not; and that a moved booking waits again. */
function MoveNote({ booking }: Pick<ActProps, "booking">): ReactNode {
  const { t, i18n } = useTranslation(["booking", "problems"]);
  const { moving, needsApproval, state, zone } = booking;
  const at = formatDateTime(moving.until, localeOf(i18n.language), zone);
  if (moving.reasons.length > 0)
    return moving.reasons.map(({ rule, params }) => (
      <p key={rule} className="font-semibold text-refused">
        {t(`problems:rule.${rule}`, params ?? {})}
      </p>
    ));
  return (
    <>
      {state === "confirmed" && <p>{t("act.rescheduleUntil", { at })}</p>}
      {needsApproval && <p>{t("act.rescheduleNote")}</p>}
    </>
  );
}

/** What cancelling costs now, and until when it costs nothing. */
function CancelNote({ booking: { cancelling, state, zone } }: Pick<ActProps, "booking">): ReactNode {
  const { t, i18n } = useTranslation("booking");
  const free =
    state === "confirmed" &&
    t("act.cancelFreeUntil", { at: formatDateTime(cancelling.freeUntil, localeOf(i18n.language), zone) });
  return (
    <>
      <p className={cancelling.late ? "font-semibold text-refused" : ""}>{cancelWords(t, cancelling)}</p>
      {!cancelling.late && free && <p className="text-sm text-muted">{free}</p>}
      <p className="text-sm text-muted">{t("act.cancelUndo")}</p>
    </>
  );
}

function cancelWords(
  t: ReturnType<typeof useTranslation<"booking">>["t"],
  { late, charge }: ActBooking["cancelling"],
): string {
  if (!late) return t("act.cancelFree");
  return charge > 0 ? t("act.cancelLate", { charge: formatMoney(charge) }) : t("act.cancelLateFree");
}

type MetaOf = (name: string) => FieldMeta;

function ActFields({ intent, booking, fields }: { intent: Intent; booking: ActBooking; fields: Fields }) {
  const meta: MetaOf = (name) => fields[name] ?? missing(intent, name);
  switch (intent) {
    case "approve":
    case "reject":
    case "cancel":
      return <ReasonField intent={intent} booking={booking} meta={meta} />;
    case "extend":
    case "reschedule":
      return <TimeFields intent={intent} booking={booking} meta={meta} />;
    case "transfer":
      return <TransferFields booking={booking} meta={meta} />;
    case "complete":
      return <RecordFields booking={booking} meta={meta} />;
    case "correct":
      return <RecordFields booking={booking} meta={meta} all />;
    case "check-out":
      return endsByItself(booking) ? <UseFields booking={booking} meta={meta} /> : null;
    case "evaluate":
      return <EvaluationFields meta={meta} />;
    default:
      return null;
  }
}

/** A reason: needed where it is somebody else's booking that ends. */
function ReasonField({ intent, booking, meta }: { intent: Intent; booking: ActBooking; meta: MetaOf }) {
  const { t } = useTranslation("booking");
  const needed = intent === "reject" || (intent === "cancel" && booking.scope === "provider");
  const label = t(intent === "approve" ? "act.reasonOptional" : "act.reason");
  return <TextArea meta={meta("reason")} label={label} optional={!needed} max={500} rows={2} />;
}

function TransferFields({ booking, meta }: { booking: ActBooking; meta: MetaOf }) {
  const { t } = useTranslation("booking");
  const options = booking.colleagues.map(({ name, email }) => ({
    value: email,
    label: `${name} (${email})`,
  }));
  // Who else belongs to the users' organisation is not the provider's to read: its staff know whom they mean.
  if (booking.scope === "provider")
    return (
      <>
        <TextInput
          meta={meta("email")}
          label={t("act.colleagueEmail")}
          help={t("act.colleagueEmailHelp")}
          type="email"
          autoComplete="off"
          optional={false}
        />
        <TextArea meta={meta("reason")} label={t("act.reasonOptional")} optional max={500} rows={2} />
        <TextArea
          meta={meta("overrideReason")}
          label={t("book.override")}
          help={t("book.overrideHelp")}
          optional
          rows={2}
        />
      </>
    );
  return (
    <>
      <Select
        meta={meta("email")}
        label={t("act.colleague")}
        placeholder={t("act.chooseColleague")}
        optional={false}
        options={options}
      />
      <TextArea meta={meta("reason")} label={t("act.reasonOptional")} optional max={500} rows={2} />
    </>
  );
}

function TimeFields({ intent, booking, meta }: { intent: Intent; booking: ActBooking; meta: MetaOf }) {
  const { t } = useTranslation("booking");
  const moved = intent === "reschedule";
  const help = t("act.zoneHelp", { zone: booking.zone });
  return (
    <>
      {moved && <DateTimeInput meta={meta("start")} label={t("act.newStart")} help={help} optional={false} />}
      <DateTimeInput
        meta={meta("end")}
        label={t("act.newEnd")}
        help={moved ? undefined : help}
        optional={false}
      />
      {moved && <TextArea meta={meta("reason")} label={t("act.reason")} optional max={500} rows={2} />}
      {booking.scope === "provider" && (
        <TextArea
          meta={meta("overrideReason")}
          label={t("book.override")}
          help={t("book.overrideHelp")}
          optional
          rows={2}
        />
      )}
    </>
  );
}

const missing = (intent: Intent, name: string): FieldMeta => ({
  id: `act-${intent}-${name}`,
  name,
  errorId: `act-${intent}-${name}-error`,
  descriptionId: `act-${intent}-${name}-help`,
});
