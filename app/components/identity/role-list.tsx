import { useTranslation } from "react-i18next";
import type { Role } from "#db/schema/vocabulary.ts";

/** Roles in words, in a row. */
export function RoleList({ roles }: { roles: readonly Role[] }) {
  const { t, i18n } = useTranslation("organization");
  return <>{roles.map((role) => t(`role.${role}.name`)).join(i18n.language === "en" ? ", " : "、")}</>;
}
