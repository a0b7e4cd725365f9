import { useTranslation } from "react-i18next";
import { Checkbox, Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { type BookingQuestion, kindOf, mostQuestions } from "#app/domain/booking/questions.ts";
import { questionKinds } from "#db/schema/vocabulary.ts";

const blank: BookingQuestion = { key: "", textZh: "", textEn: "", options: [], required: false };

/** The questions that a facility asks on booking, and room for more. */
export function PolicyQuestions({ questions }: { questions: readonly BookingQuestion[] }) {
  const { t } = useTranslation("rules");
  const rows = [...questions, blank, blank].slice(0, mostQuestions);
  return (
    <FormSection title={t("section.questions")} lead={t("section.questionsLead", { most: mostQuestions })}>
      {rows.map((question, index) => {
        const { key, textZh, textEn, options, required } = question;
        const name = (field: string) => `questions[${index}].${field}`;
        return (
          <fieldset key={key || index} className="grid gap-3 border-s-2 border-hairline ps-4">
            <legend className="float-left mb-2 w-full font-medium">
              {t("question.number", { number: index + 1 })}
            </legend>
            <input type="hidden" name={name("key")} value={key} />
            <TextInput meta={plainField(name("textZh"), textZh)} label={t("question.textZh")} optional />
            <TextInput meta={plainField(name("textEn"), textEn)} label={t("question.textEn")} optional />
            <Select
              meta={plainField(name("kind"), kindOf(question))}
              label={t("question.kind")}
              optional={false}
              placeholder={null}
              options={questionKinds.map((kind) => ({ value: kind, label: t(`question.kinds.${kind}`) }))}
            />
            <TextArea
              meta={plainField(name("options"), options.join("\n"))}
              label={t("question.options")}
              help={t("question.optionsHelp")}
              optional
              rows={2}
            />
            <Checkbox
              meta={plainField(name("required"), required ? "on" : "")}
              label={t("question.required")}
            />
          </fieldset>
        );
      })}
    </FormSection>
  );
}
