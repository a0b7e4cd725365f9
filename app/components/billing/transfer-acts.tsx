import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { yuanInput } from "#app/components/format.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { FileInput, MoneyInput, TextArea, TextInput } from "#app/components/inputs.tsx";

export interface TransferReply extends FormReply {
  intent: string;
}

interface ActProps {
  reply: TransferReply | undefined;
  outstanding: number;
  today: string;
}

/** The payer tells the payee that money is on its way. */
export function DeclareForm({
  reply,
  outstanding,
  today,
  upload,
}: ActProps & { upload: { accept: string; megabytes: number } }) {
  const { t } = useTranslation("billing");
  const mine = reply?.intent === "declare" ? reply : undefined;
  const { form, fields, props } = usePostedForm<Record<string, string>>("declare", mine, {
    amount: yuanInput(outstanding),
    sentOn: today,
  });
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  return (
    <Confirm label={t("act.declare")} look="primary" open={mine !== undefined}>
      <Form method="post" encType="multipart/form-data" className="grid w-full gap-4" {...props}>
        <ErrorSummary form={form} labels={(name) => labelOf(t, name)} />
        <p>{t("act.declareNote")}</p>
        <MoneyInput meta={meta("amount")} label={t("act.amount")} />
        <DateInput meta={meta("sentOn")} label={t("act.sentOn")} />
        <TextInput meta={meta("bankReference")} label={t("act.bankReference")} optional width="medium" />
        <FileInput
          meta={meta("proof")}
          label={t("act.proof")}
          help={t("act.proofHelp", { megabytes: upload.megabytes })}
          accept={upload.accept}
          optional
        />
        <TextArea meta={meta("note")} label={t("act.note")} optional max={500} rows={2} />
        <div>
          <SubmitButton name="intent" value="declare">
            {t("act.declare")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

/** The payee says what its bank shows. */
export function ReceiveForm({ reply, outstanding, today }: ActProps) {
  const { t } = useTranslation("billing");
  const mine = reply?.intent === "receive" ? reply : undefined;
  const { form, fields, props } = usePostedForm<Record<string, string>>("receive", mine, {
    amount: yuanInput(outstanding || undefined),
    valueOn: today,
  });
  const meta = (name: string): FieldMeta => fields[name] ?? plainField(name);
  return (
    <Confirm
      label={t("act.receive")}
      look={outstanding > 0 ? "primary" : "secondary"}
      open={mine !== undefined}
    >
      <Form method="post" className="grid w-full gap-4" {...props}>
        <ErrorSummary form={form} labels={(name) => labelOf(t, name)} />
        <p>{t("act.receiveNote")}</p>
        <MoneyInput meta={meta("amount")} label={t("act.amount")} />
        <DateInput meta={meta("valueOn")} label={t("act.valueOn")} />
        <TextInput
          meta={meta("bankReference")}
          label={t("act.bankReference")}
          help={t("act.bankReferenceHelp")}
          width="medium"
          autoComplete="off"
        />
        <TextInput meta={meta("payer")} label={t("act.payer")} optional width="medium" autoComplete="off" />
        <div>
          <SubmitButton name="intent" value="receive">
            {t("act.receive")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

/** The payee has found nothing. */
export function MissForm({ claim, reply }: { claim: string; reply: TransferReply | undefined }) {
  const { t } = useTranslation("billing");
  const mine = reply?.intent === "miss" ? reply : undefined;
  const { fields, props } = usePostedForm<Record<string, string>>("miss", mine);
  return (
    <Confirm label={t("act.miss")} small open={mine !== undefined}>
      <Form method="post" className="grid w-full gap-3" {...props}>
        <input type="hidden" name="claim" value={claim} />
        <p>{t("act.missNote")}</p>
        <TextArea meta={fields.reason ?? plainField("reason")} label={t("act.reason")} max={500} rows={2} />
        <div>
          <SubmitButton look="danger" name="intent" value="miss">
            {t("act.miss")}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

const fieldNames = [
  "amount",
  "sentOn",
  "valueOn",
  "bankReference",
  "payer",
  "proof",
  "note",
  "reason",
] as const;

function labelOf(t: ReturnType<typeof useTranslation<"billing">>["t"], name: string): string {
  const known = fieldNames.find((field) => field === name);
  return known ? t(`act.${known}`) : "";
}
