import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { ErrorSummary, FormSection } from "#app/components/form.tsx";
import { MoneyInput, NumberInput, PasswordInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { OfferPreview } from "#app/domain/contracts/licence/offer.server.ts";
import type { licenceFields } from "#app/domain/contracts/licence/form.ts";
import type { StandardLicence } from "#db/schema/vocabulary.ts";

type Name = (typeof licenceFields)[number];

interface Props {
  modes: readonly StandardLicence[];
  fields: readonly Name[];
  values: Record<string, string>;
  errors: Record<string, string[]>;
  /** The text that follows from the values, once it has been asked for. */
  preview: OfferPreview | null;
}

/** What the owner offers; the first button writes the text, the second signs what was read. */
export function LicenceOfferForm({ modes, fields, values, errors, preview }: Props) {
  const { t } = useTranslation("deals");
  const meta = (name: string): FieldMeta => plainField(name, values[name], errors[name]);
  const labels: Record<string, string> = {
    ...Object.fromEntries(fields.map((name) => [name, t(`licence.field.${name}`)])),
    password: t("licence.password"),
  };
  return (
    <Form method="post" className="grid max-w-form gap-8 pb-8">
      <ErrorSummary
        form={{ id: "licence", allErrors: errors }}
        labels={labels}
        fields={Object.fromEntries(Object.keys(labels).map((name) => [name, meta(name)]))}
      />
      <Terms meta={meta} modes={modes} />
      <SubmitButton
        name="intent"
        value="preview"
        look={preview ? "secondary" : "primary"}
        className="justify-self-start"
      >
        {t(preview ? "licence.previewAgain" : "licence.preview")}
      </SubmitButton>
      {preview && <Signature meta={meta} preview={preview} />}
    </Form>
  );
}

function Terms({ meta, modes }: { meta: (name: Name) => FieldMeta; modes: readonly StandardLicence[] }) {
  const { t } = useTranslation("deals");
  const of = (name: Name) => ({ meta: meta(name), label: t(`licence.field.${name}`) });
  return (
    <>
      <FormSection title={t("licence.terms")}>
        <Select
          {...of("mode")}
          help={t("licence.help.mode")}
          options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          placeholder={null}
        />
        <MoneyInput {...of("price")} help={t("licence.help.price")} />
        <NumberInput
          {...of("termMonths")}
          help={t("negotiation.help.termMonths")}
          unit={t("negotiation.monthUnit")}
          optional
        />
        <TextInput {...of("territory")} maxLength={200} />
        <TextArea {...of("manner")} help={t("licence.help.manner")} max={1000} rows={3} />
      </FormSection>
      <FormSection title={t("licence.handover")}>
        <TextArea {...of("material")} max={2000} rows={3} />
        <NumberInput {...of("deliverDays")} unit={t("licence.dayUnit")} />
        <TextArea {...of("standard")} help={t("licence.help.standard")} max={1000} rows={2} />
        <TextArea {...of("other")} max={2000} rows={3} optional />
      </FormSection>
    </>
  );
}

function Signature({ meta, preview }: { meta: (name: string) => FieldMeta; preview: OfferPreview }) {
  const { t } = useTranslation("deals");
  return (
    <FormSection title={t("licence.sign")} lead={t("licence.signLead")}>
      <p className="text-sm">
        {t("licence.opensAt")} <DateTime at={preview.opensAt} />
      </p>
      <input type="hidden" name="sha256" value={preview.sha256} />
      <PasswordInput
        meta={meta("password")}
        label={t("licence.password")}
        optional={false}
        autoComplete="current-password"
      />
      <SubmitButton name="intent" value="offer" className="justify-self-start">
        {t("licence.signOffer")}
      </SubmitButton>
    </FormSection>
  );
}
