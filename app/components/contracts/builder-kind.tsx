import { useTranslation } from "react-i18next";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { useHydrated } from "#app/components/keys.ts";
import { choiceFields } from "./builder-form.ts";

/** The kind of the contract, which decides what clauses there are to settle. */
export function KindChoice({ meta, choose }: { meta: FieldMeta; choose: (kind: string) => void }) {
  const { t } = useTranslation("contracts");
  const hydrated = useHydrated();
  return (
    <>
      <Select
        meta={meta}
        label={t("builder.kind")}
        help={`${t("start.kindHelp")} ${t("rights.kindHelp")}`}
        placeholder={null}
        options={choiceFields.kind.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {!hydrated && (
        <SubmitButton look="secondary" name="then" value="kind" className="justify-self-start">
          {t("builder.showKind")}
        </SubmitButton>
      )}
    </>
  );
}
