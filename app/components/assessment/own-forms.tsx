import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";

interface Props {
  reply: FormReply | undefined;
}

/** What a subject says of itself. */
export function ReportForm({ reply, report }: Props & { report: string }) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<{ report: string }>("report", reply, { report });
  return (
    <Form method="post" className="grid max-w-form gap-4" {...props}>
      <ErrorSummary form={form} fields={fields} labels={{ report: t("own.report") }} />
      <TextArea meta={fields.report} label={t("own.report")} help={t("own.reportHelp")} max={4000} rows={8} />
      <p className="text-sm text-muted">{t("own.reportNote")}</p>
      <SubmitButton name="intent" value="report" className="justify-self-start">
        {t("own.sendReport")}
      </SubmitButton>
    </Form>
  );
}

/** An objection to a provisional result. */
export function ObjectionForm({ reply }: Props) {
  const { t } = useTranslation("assessment");
  const { form, fields, props } = usePostedForm<{ statement: string }>("objection", reply);
  return (
    <Form method="post" className="grid max-w-form gap-4" {...props}>
      <ErrorSummary form={form} fields={fields} labels={{ statement: t("desk.statement") }} />
      <TextArea
        meta={fields.statement}
        label={t("desk.statement")}
        help={t("own.objectHelp")}
        max={2000}
        rows={6}
      />
      <SubmitButton name="intent" value="object" className="justify-self-start">
        {t("own.sendObjection")}
      </SubmitButton>
    </Form>
  );
}
