import { useTranslation } from "react-i18next";
import { RadioGroup } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { NumberInput, TextInput } from "#app/components/inputs.tsx";
import { type BookingQuestion, kindOf } from "#app/domain/booking/questions.ts";

interface Props {
  questions: readonly BookingQuestion[];
  /** Before the names of the fields, where several facilities ask in one form. */
  prefix?: string;
  /** What was answered before the form came back. */
  said?: readonly (string | undefined)[];
}

/** What this facility asks of its bookers. */
export function QuestionFields({ questions, prefix = "", said = [] }: Props) {
  return questions.map((question, index) => {
    const name = `${prefix}answers[${index}]`;
    return (
      <div key={question.key}>
        <input type="hidden" name={`${name}.key`} value={question.key} />
        <Answer question={question} name={`${name}.answer`} said={said[index]} />
      </div>
    );
  });
}

interface AnswerProps {
  question: BookingQuestion;
  name: string;
  said: string | undefined;
}

function Answer({ question, name, said }: AnswerProps) {
  const { t, i18n } = useTranslation("booking");
  const { textZh, textEn, options, required } = question;
  const asked = {
    meta: plainField(name, said),
    label: (i18n.language === "en" && textEn) || textZh,
    optional: !required,
  };
  switch (kindOf(question)) {
    case "choice":
      return <RadioGroup {...asked} options={options.map((value) => ({ value, label: value }))} />;
    case "yes_no":
      return (
        <RadioGroup
          {...asked}
          options={(["yes", "no"] as const).map((value) => ({ value, label: t(`question.${value}`) }))}
        />
      );
    case "number":
      return <NumberInput {...asked} />;
    case "text":
      return <TextInput {...asked} maxLength={500} />;
  }
}
