import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { EvaluationFields, type RecordBooking, UseFields } from "#app/components/booking/record-fields.tsx";
import { SubmitButton } from "#app/components/button.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Disclosure } from "#app/components/small.tsx";
import { endsByItself } from "#app/domain/booking/use-policy.ts";
import type { AtReply } from "./report-form.tsx";

export type Disciplines = RecordBooking["disciplines"];

interface Props {
  booking: RecordBooking & { id: string };
  mine: boolean;
  reply: AtReply | undefined;
}

/** Ends the use: one press; who has a moment says more. */
export function CheckOutForm({ booking, mine, reply }: Props) {
  const { t } = useTranslation(["instrument", "booking"]);
  const own = reply?.intent === "check-out" ? reply : undefined;
  const { fields, props } = usePostedForm<Record<string, string>>("check-out", own);
  const meta = (name: string): FieldMeta => fields[name] ?? missing(name);
  const ends = endsByItself(booking);
  return (
    <Form method="post" className="grid gap-3" {...props}>
      <input type="hidden" name="booking" value={booking.id} />
      <input type="hidden" name="intent" value="check-out" />
      {ends && (
        <Disclosure summary={t("at.checkOutMore")} open={own !== undefined}>
          <div className="grid gap-4 pb-2">
            <UseFields booking={booking} meta={meta} />
            {mine && <EvaluationFields meta={meta} optional />}
          </div>
        </Disclosure>
      )}
      {!ends && <p className="text-sm text-muted">{t("booking:act.checkOutLeaves")}</p>}
      <SubmitButton className="thumb">{t("at.checkOut")}</SubmitButton>
    </Form>
  );
}

const missing = (name: string): FieldMeta => ({
  id: `check-out-${name}`,
  name,
  errorId: `check-out-${name}-error`,
  descriptionId: `check-out-${name}-help`,
});
