import { useTranslation } from "react-i18next";

const signs: Record<string, string> = { "*": "×", "/": "÷", "-": "−" };

/** A formula with its figures named as readers know them, and below it as it is written in the indicator set. */
export function FormulaText({ formula }: { formula: string }) {
  const { t } = useTranslation("assessment");
  const named = formula.replaceAll(/[a-z][a-z0-9_]*|[-*/]/g, (part) => {
    if (part === "min" || part === "max") return t(`calculation.${part}`);
    return signs[part] ?? t(`figure.${part}`, { defaultValue: part });
  });
  return (
    <>
      {named}
      <code className="block font-mono text-xs break-words text-muted">{formula}</code>
    </>
  );
}
