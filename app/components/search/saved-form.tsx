import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { RadioGroup } from "#app/components/choices.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { type FormReply, usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { alertCadences } from "#db/schema/vocabulary.ts";

interface Fields extends Record<string, unknown> {
  name: string;
  cadence: string;
}

/** What a person says of a search they keep: its name, and how often they want to hear of it. */
export function SavedSearchForm({
  value,
  query,
  reply,
}: {
  value: { name: string; cadence: string };
  /** The conditions of a search that is not kept yet. */
  query?: string;
  reply: FormReply | undefined;
}) {
  const { t } = useTranslation("savedSearches");
  const { form, fields, props } = usePostedForm<Fields>("saved-search", reply, value);
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={fields} labels={{ name: t("name"), cadence: t("cadence") }} />
      {query !== undefined && <input type="hidden" name="query" value={query} />}
      <TextInput meta={fields.name} label={t("name")} help={t("nameHelp")} maxLength={80} />
      <RadioGroup
        meta={fields.cadence}
        label={t("cadence")}
        options={alertCadences.map((one) => ({ value: one, label: t(`cadences.${one}`) }))}
      />
      <SubmitRow label={t("submit")} name="intent" value="save" />
    </Form>
  );
}
