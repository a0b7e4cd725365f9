import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextInput } from "#app/components/inputs.tsx";

/** Finds the booking that somebody names by its number, whether it is over or not. */
export function NumberSearch({ tab, asked }: { tab: string; asked: string }) {
  const { t } = useTranslation("booking");
  return (
    <Form role="search" aria-label={t("list.byNumber")} className="flex items-end gap-3">
      <input type="hidden" name="tab" value={tab} />
      <TextInput meta={plainField("number", asked)} label={t("list.byNumber")} />
      <SubmitButton look="secondary">{t("list.search")}</SubmitButton>
    </Form>
  );
}
