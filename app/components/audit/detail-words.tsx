import { useTranslation } from "react-i18next";
import { DateTime, Day, Money } from "#app/components/text.tsx";

/** Details that are integer fen when they are numbers. */
const amounts: ReadonlySet<string> = new Set([
  "amount",
  "booked",
  "captured",
  "damages",
  "base",
  "unitPrice",
  "deposit",
  "found",
  "pool",
  "price",
  "requested",
  "returned",
  "startPrice",
  "step",
]);

/** The name of a detail in words; as it is written where there are none. */
export function DetailName({ name }: { name: string }) {
  const { t } = useTranslation("auditDetail");
  return t(`name.${name}`, { defaultValue: "" }) || <code>{name}</code>;
}

/** What a detail says: codes in words, amounts, days and instants as everywhere, all else as it is written. */
export function DetailValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation("auditDetail");
  if (value === undefined || value === null || value === "") return "—";
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number" && amounts.has(name)) return <Money fen={value} />;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return <Day at={value} />;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return <DateTime at={value} />;
  const word = (code: string): string => t(`value.${code}`, { defaultValue: code });
  return (
    <span className="[overflow-wrap:anywhere] whitespace-pre-wrap">
      {typeof value === "string" && isCode(value) && word(value)}
      {typeof value === "string" && !isCode(value) && value}
      {isCodes(value) && value.map(word).join(" · ")}
      {typeof value !== "string" && !isCodes(value) && JSON.stringify(value, null, 1)}
    </span>
  );
}

/** Looks like a word of one of the closed lists: a key that i18next can be asked for. */
const isCode = (value: string): boolean => /^[a-z][a-z_]*$/.test(value);

const isCodes = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string" && isCode(one));
