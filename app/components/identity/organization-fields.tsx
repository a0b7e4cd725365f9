import type { FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Checkbox, RadioGroup, Select } from "#app/components/choices.tsx";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { FormSection } from "#app/components/form.tsx";
import type { EditOrganizationInput } from "#app/domain/identity/inputs.ts";
import type { RegionRow } from "#app/domain/identity/queries.server.ts";
import { organizationKinds, smeSizes } from "#db/schema/vocabulary.ts";

type Fields = { [K in keyof EditOrganizationInput]-?: FieldMetadata };

/** What an organisation says of itself; the same fields when it is entered and when it is changed. */
export function OrganizationFields({ fields, regions }: { fields: Fields; regions: RegionRow[] }) {
  const { t } = useTranslation("organization");
  return (
    <>
      <FormSection title={t("form.identity")} lead={t("form.identityLead")}>
        <TextInput
          meta={fields.nameZh}
          label={t("field.nameZh")}
          help={t("form.nameZhHelp")}
          autoComplete="organization"
        />
        <TextInput meta={fields.nameEn} label={t("field.nameEn")} optional lang="en" />
        <Select
          meta={fields.kind}
          label={t("field.kind")}
          help={t("form.kindHelp")}
          options={organizationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <RegionSelect meta={fields.regionCode} regions={regions} />
        <Checkbox
          meta={fields.publicInstitution}
          label={t("field.publicInstitution")}
          help={t("form.publicHelp")}
        />
        <RadioGroup
          meta={fields.smeSize}
          label={t("field.smeSize")}
          help={t("form.smeHelp")}
          optional
          columns
          options={smeSizes.map((size) => ({ value: size, label: t(`smeSize.${size}`) }))}
        />
      </FormSection>
      <FormSection title={t("form.contact")} lead={t("form.contactLead")}>
        <TextInput meta={fields.address} label={t("field.address")} optional autoComplete="street-address" />
        <TextInput
          meta={fields.contactEmail}
          label={t("field.contactEmail")}
          optional
          type="email"
          width="medium"
        />
        <TextInput
          meta={fields.contactPhone}
          label={t("field.contactPhone")}
          optional
          type="tel"
          width="medium"
        />
        <TextInput
          meta={fields.website}
          label={t("field.website")}
          optional
          type="url"
          placeholder="https://"
        />
        <TextArea meta={fields.introduction} label={t("field.introduction")} optional max={2000} />
      </FormSection>
    </>
  );
}

/** Counties and districts under their city; the cities and the province themselves first in each group. */
function RegionSelect({ meta, regions }: { meta: FieldMetadata; regions: RegionRow[] }) {
  const { t, i18n } = useTranslation("organization");
  const name = (row: RegionRow) => (i18n.language === "en" ? row.nameEn : row.nameZh);
  const provinces = regions.filter(({ code }) => code.endsWith("0000"));
  const cities = regions.filter(({ code }) => code.endsWith("00") && !code.endsWith("0000"));
  const line = (row: RegionRow) => ({ value: row.code, label: name(row) });
  return (
    <Select
      meta={meta}
      label={t("field.region")}
      help={t("form.regionHelp")}
      options={provinces.map(line)}
      groups={cities.map((city) => ({
        label: name(city),
        options: regions.filter(({ code }) => code.startsWith(city.code.slice(0, 4))).map(line),
      }))}
    />
  );
}
