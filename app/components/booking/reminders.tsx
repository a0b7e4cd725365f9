import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Section } from "#app/components/page-head.tsx";
import { ReminderBoxes } from "#app/components/reminder-boxes.tsx";
import type { ReminderLead } from "#db/schema/vocabulary.ts";

/** When the booker is reminded of this booking. */
export function Reminders({ id, chosen }: { id: string; chosen: readonly ReminderLead[] }) {
  const { t } = useTranslation("calendar");
  return (
    <Section title={t("reminders.title")}>
      <Form method="post" action={`/bookings/${id}/reminders`} className="grid justify-items-start gap-3">
        <fieldset>
          <legend className="pb-2 text-sm text-muted">{t("reminders.lead")}</legend>
          <ReminderBoxes key={chosen.join()} name="minutes" chosen={chosen} />
        </fieldset>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton look="secondary">{t("reminders.save")}</SubmitButton>
          <Link className="link text-sm" to="/account/notices/choices">
            {t("reminders.usual")}
          </Link>
        </div>
      </Form>
    </Section>
  );
}
