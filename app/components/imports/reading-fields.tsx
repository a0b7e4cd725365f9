import { useTranslation } from "react-i18next";
import { Select } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { encodings } from "#app/runtime/tables/encoding.ts";
import { importFormats } from "#db/schema/vocabulary.ts";

/** Format, encoding and separator, for when a file is not recognised by itself. */
export function ReadingFields({
  fields,
}: {
  fields: Record<"format" | "encoding" | "delimiter", FieldMeta>;
}) {
  const { t } = useTranslation("imports");
  const auto = (label: string) => ({ value: "auto", label });
  return (
    <div className="grid gap-5">
      <Select
        meta={fields.format}
        label={t("format.label")}
        optional={false}
        placeholder={null}
        options={[
          auto(t("format.auto")),
          ...importFormats.map((value) => ({ value, label: t(`format.${value}`) })),
        ]}
      />
      <Select
        meta={fields.encoding}
        label={t("encoding.label")}
        optional={false}
        placeholder={null}
        options={[
          auto(t("encoding.auto")),
          ...encodings.map((value) => ({ value, label: t(`encoding.${value}`) })),
        ]}
      />
      <Select
        meta={fields.delimiter}
        label={t("delimiter.label")}
        optional={false}
        placeholder={null}
        options={[
          auto(t("delimiter.auto")),
          { value: ",", label: t("delimiter.comma") },
          { value: "\t", label: t("delimiter.tab") },
          { value: ";", label: t("delimiter.semicolon") },
        ]}
      />
    </div>
  );
}
