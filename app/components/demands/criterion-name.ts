import { useTranslation } from "react-i18next";
import { usualCriterionNames } from "#app/domain/demands/policy.ts";

const usual: readonly string[] = usualCriterionNames;

/** The words of a usual criterion; one that a client wrote is its own name. */
export function useCriterionName(): (name: string) => string {
  const { t } = useTranslation("demands");
  return (name) => (usual.includes(name) ? t(`criterion.${name}`) : name);
}
