import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { NumberInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import type { TypeForm } from "#app/domain/qualification/inputs.ts";

interface TypeFormProps {
  intent: "define" | "change";
  reply: FormReply | undefined;
  value?: Partial<TypeForm>;
}

/** What a qualification is called, what it takes and how long it lasts. */
export function TypeFields({ intent, reply, value }: TypeFormProps) {
  const { t } = useTranslation("qualification");
  const { form, fields, props } = usePostedForm<TypeForm>(intent, reply, value);
  const labels = {
    nameZh: t("org.nameZh"),
    nameEn: t("org.nameEn"),
    description: t("org.description"),
    validDays: t("org.validDays"),
    unusedDays: t("org.unusedDays"),
  };
  const unit = t("org.day");
  return (
    <Form method="post" className="grid w-full max-w-form gap-5" {...props}>
      <input type="hidden" name="intent" value={intent} />
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <TextInput meta={fields.nameZh} label={labels.nameZh} optional={false} />
      <TextInput meta={fields.nameEn} label={labels.nameEn} optional />
      <TextArea meta={fields.description} label={labels.description} optional max={1000} rows={3} />
      <NumberInput
        meta={fields.validDays}
        label={labels.validDays}
        help={t("org.validHelp")}
        unit={unit}
        optional
      />
      <NumberInput
        meta={fields.unusedDays}
        label={labels.unusedDays}
        help={t("org.unusedHelp")}
        unit={unit}
        optional
      />
      <SubmitRow label={t(intent === "define" ? "org.addSubmit" : "settings.save")} />
    </Form>
  );
}
