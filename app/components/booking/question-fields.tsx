import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";
import type { BookingQuestion } from "#app/domain/booking/questions.ts";

interface Props {
  questions: readonly BookingQuestion[];
  /** Before the names of the fields, where several facilities ask in one form. */
  prefix?: string;
  /** What was answered before the form came back. */
  said?: readonly (string | undefined)[];
}

/** What this facility asks of its bookers. */
export function QuestionFields({ questions, prefix = "", said = [] }: Props) {
  const { i18n } = useTranslation();
  return questions.map(({ key, textZh, textEn, options, required }, index) => {
    const name = `${prefix}answers[${index}]`;
    const label = (i18n.language === "en" && textEn) || textZh;
    const meta = plainField(`${name}.answer`, said[index]);
    return (
      <div key={key}>
        <input type="hidden" name={`${name}.key`} value={key} />
        {options.length > 0 ? (
          <RadioGroup
            meta={meta}
            label={label}
            optional={!required}
            options={options.map((value) => ({ value, label: value }))}
          />
        ) : (
          <TextInput meta={meta} label={label} optional={!required} maxLength={500} />
        )}
      </div>
    );
  });
}
