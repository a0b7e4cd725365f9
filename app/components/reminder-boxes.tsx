import { useTranslation } from "react-i18next";
import { type ReminderLead, reminderLeads } from "#db/schema/vocabulary.ts";
import { ChoiceList } from "./choices.tsx";
import { plainField } from "./field-meta.ts";

interface Props {
  name: string;
  chosen: readonly ReminderLead[];
}

/** When to be reminded of a booking, as boxes; none ticked: not at all. Belongs into a `fieldset`. */
export function ReminderBoxes({ name, chosen }: Props) {
  const { t } = useTranslation("calendar");
  return (
    <ChoiceList
      type="checkbox"
      layout="row"
      meta={plainField(name, chosen.map(String))}
      options={reminderLeads.map((lead) => ({ value: String(lead), label: t(`reminders.before.${lead}`) }))}
    />
  );
}
