import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { FileInput, TextArea, TextInput } from "#app/components/inputs.tsx";

export type InvoiceIntent = "issue" | "decline" | "withdraw" | "void";

interface ActProps {
  intent: InvoiceIntent;
  reply: (FormReply & { intent: string }) | undefined;
  today: string;
  accept: string;
}

/** One act on an invoice: a button that unfolds what will happen and asks what is needed. */
export function InvoiceAct({ intent, reply, today, accept }: ActProps) {
  const { t } = useTranslation("billing");
  const mine = reply?.intent === intent ? reply : undefined;
  const { form, fields, props } = usePostedForm<Record<string, string>>(`invoice-${intent}`, mine, {
    issuedOn: today,
  });
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  return (
    <Confirm
      label={t(`invoice.act.${intent}`)}
      look={intent === "issue" ? "primary" : "secondary"}
      open={mine !== undefined}
    >
      <Form method="post" encType="multipart/form-data" className="grid w-full gap-4" {...props}>
        <ErrorSummary form={form} />
        <p>{t(`invoice.note.${intent}`)}</p>
        {intent === "issue" && <IssueFields meta={meta} accept={accept} />}
        {intent === "void" && (
          <TextInput
            meta={meta("redNumber")}
            label={t("invoice.field.redNumber")}
            width="medium"
            inputMode="numeric"
          />
        )}
        {(intent === "decline" || intent === "void") && (
          <TextArea meta={meta("reason")} label={t("invoice.field.reason")} max={500} rows={2} />
        )}
        <div>
          <SubmitButton look={intent === "issue" ? "primary" : "danger"} name="intent" value={intent}>
            {t(`invoice.act.${intent}`)}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function IssueFields({ meta, accept }: { meta: (name: string) => FieldMeta; accept: string }) {
  const { t } = useTranslation("billing");
  return (
    <>
      <TextInput
        meta={meta("number")}
        label={t("invoice.field.number")}
        help={t("invoice.field.numberHelp")}
        width="medium"
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput
        meta={meta("code")}
        label={t("invoice.field.code")}
        help={t("invoice.field.codeHelp")}
        width="medium"
        inputMode="numeric"
        autoComplete="off"
        optional
      />
      <DateInput meta={meta("issuedOn")} label={t("invoice.field.issuedOn")} />
      <FileInput
        meta={meta("file")}
        label={t("invoice.field.file")}
        help={t("invoice.field.fileHelp")}
        accept={accept}
        optional
      />
    </>
  );
}
