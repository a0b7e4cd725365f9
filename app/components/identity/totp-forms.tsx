import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import type { z } from "zod";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { PasswordInput, TextInput } from "#app/components/inputs.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Copyable } from "#app/components/small.tsx";
import type { disableTotpInput, enrolTotpInput } from "#app/domain/identity/inputs.ts";
import { type FormReply, usePostedForm } from "./posted-form.ts";

/** Scan, type the first code, on. Without a camera the secret can be typed. */
export function EnrolTotp({
  reply,
  enrol,
}: {
  reply: FormReply | undefined;
  enrol: { secret: string; qr: string };
}) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof enrolTotpInput>>("enrol", reply);
  return (
    <Section title={t("security.turnOn")}>
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ code: t("field.code") }} />
        <ol className="grid list-decimal gap-3 ps-5">
          <li>{t("security.step1")}</li>
          <li>
            {t("security.step2")}
            <img src={enrol.qr} alt={t("security.qr")} width={220} height={220} className="my-2 bg-white" />
            <p className="text-sm text-muted">{t("security.typed")}</p>
            <Copyable text={enrol.secret.replace(/(.{4})(?=.)/g, "$1 ")} />
          </li>
          <li>{t("security.step3")}</li>
        </ol>
        <input type="hidden" name="secret" value={enrol.secret} />
        <TextInput
          meta={fields.code}
          label={t("field.code")}
          width="short"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <SubmitRow label={t("security.submitOn")} />
      </Form>
    </Section>
  );
}

/** Off by password and a fresh code; also the way to another authenticator. */
export function DisableTotp({ reply }: { reply: FormReply | undefined }) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof disableTotpInput>>("disable", reply);
  const labels = { password: t("field.password"), code: t("security.either") };
  return (
    <Section title={t("security.turnOff")}>
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <p className="text-muted">{t("security.offLead")}</p>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        <PasswordInput meta={fields.password} label={labels.password} autoComplete="current-password" />
        <TextInput meta={fields.code} label={labels.code} width="short" autoComplete="one-time-code" />
        <SubmitRow label={t("security.submitOff")} />
      </Form>
    </Section>
  );
}
