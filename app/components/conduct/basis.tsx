import { useTranslation } from "react-i18next";
import type { BlockItem } from "#app/domain/conduct/queries.server.ts";

/** The records that a warning or a block rests on, each kind with how often. */
export function BasisText({ basis }: Pick<BlockItem, "basis">) {
  const { t } = useTranslation("conduct");
  return basis.map(({ code, times }) => t("basis", { code: t(`code.${code}`), count: times })).join(t("and"));
}
