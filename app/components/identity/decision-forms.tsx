import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { type FormReply, usePostedForm } from "./posted-form.ts";

/** The two decisions: verified, or returned with reasons that the organisation can act on. */
export function DecisionForms({ reply, version }: { reply: FormReply | undefined; version: number }) {
  const { t } = useTranslation("oversight");
  const { form, fields, props } = usePostedForm<{ reasons: string }>("decision", reply);
  const refused = form.status === "error";
  return (
    <div className="grid max-w-form gap-5">
      <ErrorSummary form={form} fields={fields} labels={{ reasons: t("verification.reasons") }} />
      <Form method="post" className="grid gap-2">
        <input type="hidden" name="version" value={version} />
        <p className="text-sm text-muted">{t("verification.verifyNote")}</p>
        <SubmitButton name="outcome" value="verify" className="justify-self-start">
          {t("verification.verify")}
        </SubmitButton>
      </Form>
      <Disclosure summary={t("verification.return")} open={refused}>
        <Form method="post" className="grid gap-4" {...props}>
          <input type="hidden" name="version" value={version} />
          <TextArea
            meta={fields.reasons}
            label={t("verification.reasons")}
            help={t("verification.reasonsHelp")}
            max={2000}
          />
          <SubmitButton look="danger" name="outcome" value="return" className="justify-self-start">
            {t("verification.return")}
          </SubmitButton>
        </Form>
      </Disclosure>
    </div>
  );
}
