import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type ReminderLead, reminderLeads } from "#db/schema/vocabulary.ts";

interface Props {
  name: string;
  chosen: readonly ReminderLead[];
}

/** When to be reminded of a booking, as boxes; none ticked: not at all. Belongs into a `fieldset`. */
export function ReminderBoxes({ name, chosen }: Props) {
  const { t } = useTranslation("calendar");
  const id = useId();
  return (
    <div className="grid gap-x-6 gap-y-1 sm:flex sm:flex-wrap">
      {reminderLeads.map((lead) => (
        <div key={lead} className="choice">
          <input
            id={`${id}-${lead}`}
            type="checkbox"
            name={name}
            value={lead}
            defaultChecked={chosen.includes(lead)}
          />
          <label htmlFor={`${id}-${lead}`}>{t(`reminders.before.${lead}`)}</label>
        </div>
      ))}
    </div>
  );
}
