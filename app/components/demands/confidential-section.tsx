import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { DateTime } from "#app/components/text.tsx";

interface ConfidentialProps {
  demandId: string;
  /** The text, for those who may read it; empty otherwise. */
  text: string;
  withheld: boolean;
  termsVersion: number;
  reader: "accept" | "visitor" | "other";
}

/** The confidential part for those who may read it; the terms for those who may accept them. */
export function ConfidentialSection({ demandId, text, withheld, termsVersion, reader }: ConfidentialProps) {
  const { t } = useTranslation(["demands", "catalog"]);
  if (text !== "")
    return (
      <Section id="confidential" title={t("secret.title")}>
        <Notice kind="warning" title={t("catalog:demand.confidential")}>
          <p className="whitespace-pre-line">{text}</p>
        </Notice>
      </Section>
    );
  if (!withheld) return null;
  const here = encodeURIComponent(`/demands/${demandId}#confidential`);
  return (
    <Section id="confidential" title={t("secret.title")}>
      <div className="grid max-w-reading gap-4">
        <p>{t("secret.withheld")}</p>
        {reader === "visitor" && (
          <div>
            <ButtonLink look="secondary" to={`/account/sign-in?next=${here}`}>
              {t("secret.signIn")}
            </ButtonLink>
          </div>
        )}
        {reader === "other" && <p className="text-muted">{t("secret.cannot")}</p>}
        {reader === "accept" && <Terms version={termsVersion} />}
      </div>
    </Section>
  );
}

function Terms({ version }: { version: number }) {
  const { t } = useTranslation("demands");
  return (
    <Form method="post" className="panel grid gap-3 p-4">
      <h3 className="font-semibold">{t("terms.title")}</h3>
      <p className="whitespace-pre-line text-sm">{t("terms.text")}</p>
      <input type="hidden" name="intent" value="accept" />
      <label className="flex items-start gap-2">
        <input type="checkbox" name="termsVersion" value={version} required className="mt-1.5" />
        <span>{t("secret.agree", { version })}</span>
      </label>
      <div>
        <SubmitButton look="secondary">{t("secret.accept")}</SubmitButton>
      </div>
    </Form>
  );
}

interface Looked {
  at: Date;
  nameZh: string | null;
  nameEn: string | null;
  by: string;
}

/** For the client: who accepted the terms, and who looked lately. */
export function ConfidentialityLog({
  accepted,
  views,
}: {
  accepted: readonly Looked[];
  views: readonly Looked[];
}) {
  const { t } = useTranslation("demands");
  return (
    <Disclosure summary={t("secret.logTitle")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {accepted.length === 0 ? <p className="text-muted">{t("secret.nobody")}</p> : null}
        {accepted.length > 0 && <Lines title={t("secret.accepted")} rows={accepted} />}
        {views.length > 0 && <Lines title={t("secret.views")} rows={views} />}
      </div>
    </Disclosure>
  );
}

function Lines({ title, rows }: { title: string; rows: readonly Looked[] }) {
  const { t } = useTranslation("demands");
  const nameOf = useNameOf();
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="grid gap-1 text-sm">
        {rows.map(({ at, nameZh, nameEn, by }) => (
          <li key={`${at.toISOString()} ${by}`}>
            {t("secret.by", { name: nameOf({ nameZh: nameZh ?? "", nameEn: nameEn ?? "" }), by })}{" "}
            <span className="text-muted">
              <DateTime at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
