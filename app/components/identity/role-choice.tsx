import { useTranslation } from "react-i18next";
import { CheckboxGroup } from "#app/components/choices.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import type { Role } from "#db/schema/vocabulary.ts";

/** Which roles somebody gets, each with what it may do. */
export function RoleChoice({ meta, roles }: { meta: FieldMeta; roles: readonly Role[] }) {
  const { t } = useTranslation("organization");
  return (
    <CheckboxGroup
      meta={meta}
      label={t("field.roles")}
      options={roles.map((role) => ({
        value: role,
        label: t(`role.${role}.name`),
        hint: t(`role.${role}.may`),
      }))}
    />
  );
}
