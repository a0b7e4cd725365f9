import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { momentInput, yuanInput } from "#app/components/format.ts";
import { sentBy, usePostedForm } from "#app/components/identity/posted-form.ts";
import type { Intent } from "#app/domain/booking/act-forms.ts";
import type { ActBooking } from "./act-booking.ts";
import { ActFields } from "./act-fields.tsx";
import { ActNote } from "./act-note.tsx";

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
      open={props.reply?.intent === intent}
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
      <ActFields intent={intent} booking={booking} fields={fields} sent={sentBy(mine)} />
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
  { startsAt, endsAt, checkedInAt, checkedOutAt, price, zone, record, now }: ActBooking,
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
    // A use that ends before its time ends now.
    const last = checkedOutAt ?? (now < endsAt ? now : endsAt);
    return {
      actualFrom: momentInput(checkedInAt ?? startsAt, zone),
      actualTo: momentInput(last, zone),
      amount: yuanInput(price),
    };
  }
  return { start: momentInput(startsAt, zone), end: momentInput(endsAt, zone) };
}
