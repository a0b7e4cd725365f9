import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Copyable } from "#app/components/small.tsx";
import { writtenCode } from "#app/domain/identity/recovery-codes.ts";

/** New codes, the only time they are seen. */
export function NewRecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation("identity");
  return (
    <Notice kind="success" live title={t("security.codes")}>
      <p>{t("security.codesOnce")}</p>
      <Copyable text={codes.map(writtenCode).join("\n")} />
    </Notice>
  );
}

/** How many codes are left, and the way to new ones. */
export function RecoveryCodes({ left }: { left: number }) {
  const { t } = useTranslation("identity");
  return (
    <Section title={t("security.recovery")}>
      <p className="max-w-reading text-muted">{t("security.recoveryLead")}</p>
      <p className="py-2">{t("security.left", { count: left })}</p>
      <Form method="post" className="flex flex-wrap items-center gap-4">
        <SubmitButton look="secondary" name="renew" value="codes">
          {t("security.renew")}
        </SubmitButton>
        <span className="text-sm text-muted">{t("security.renewNote")}</span>
      </Form>
    </Section>
  );
}
