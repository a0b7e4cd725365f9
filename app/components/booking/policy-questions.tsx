import { useTranslation } from "react-i18next";
import { Checkbox, Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FormSection } from "#app/components/form.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import type { FormReply } from "#app/components/identity/posted-form.ts";
import { questionFieldsOf, questionsTyped } from "#app/domain/booking/question-form.ts";
import { type BookingQuestion, mostQuestions } from "#app/domain/booking/questions.ts";
import { questionKinds } from "#db/schema/vocabulary.ts";

interface Props {
  questions: readonly BookingQuestion[];
  /** What a refused form gives back: what was typed stays, also without scripts. */
  result: FormReply["result"] | undefined;
}

/** The questions that a facility asks on booking, and room for more. */
export function PolicyQuestions({ questions, result }: Props) {
  const { t } = useTranslation("rules");
  const typed = questionsTyped(result) ?? questions.map(questionFieldsOf);
  const last = typed.findLastIndex(({ textZh, textEn, options }) => textZh || textEn || options);
  const rows = [...typed.slice(0, last + 1), {}, {}].slice(0, mostQuestions);
  return (
    <FormSection title={t("section.questions")} lead={t("section.questionsLead", { most: mostQuestions })}>
      {rows.map((question, index) => {
        const { key = "", textZh, textEn, kind = "text", options, required } = question;
        const named = (field: string, value?: string) => {
          const name = `questions[${index}].${field}`;
          // By this id the summary of errors finds it.
          const id = `rules-${name}`;
          return { ...plainField(name, value, result?.error?.[name] ?? undefined), id };
        };
        return (
          <fieldset key={key || index} className="grid gap-3 border-s-2 border-hairline ps-4">
            <legend className="float-left mb-2 w-full font-medium">
              {t("question.number", { number: index + 1 })}
            </legend>
            <input type="hidden" name={named("key").name} value={key} />
            <TextInput meta={named("textZh", textZh)} label={t("question.textZh")} optional />
            <TextInput meta={named("textEn", textEn)} label={t("question.textEn")} optional />
            <Select
              meta={named("kind", kind)}
              label={t("question.kind")}
              optional={false}
              placeholder={null}
              options={questionKinds.map((kind) => ({ value: kind, label: t(`question.kinds.${kind}`) }))}
            />
            <TextArea
              meta={named("options", options)}
              label={t("question.options")}
              help={t("question.optionsHelp")}
              optional
              rows={2}
            />
            <Checkbox meta={named("required", required ?? "")} label={t("question.required")} />
          </fieldset>
        );
      })}
    </FormSection>
  );
}
