import { Link, useSearchParams } from "react-router";
import { Icon } from "#app/components/icons.tsx";
import type { Condition } from "#app/domain/search/zero-help.server.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { without, withoutConditions } from "./address.ts";
import { useSearchWords } from "./words.ts";

export interface Chosen {
  /** Which condition it belongs to. */
  group: Condition;
  label: string;
  /** The search without this condition. */
  to: string;
}

const listed = ["region", "field", "org", "funding", "trl"] as const;
const freeNames = ["freeFrom", "freeTo", "freeMinutes"];

/**
 * The conditions in the address, each with the search without it. Kinds are tabs and not among them, nor are
 * parameters that were `dropped` because they could not be read.
 */
export function useChosen(facets: SearchPage["facets"], dropped: readonly string[]): Chosen[] {
  const [all] = useSearchParams();
  const params = new URLSearchParams([...all].filter(([name]) => !dropped.includes(name)));
  const words = useSearchWords();
  const { t } = words;
  const labelOf = (name: (typeof listed)[number], value: string): string => {
    if (name === "funding") return fundingLabel(value, t);
    if (name === "trl") return t("trl", { level: value });
    const known = [...(facets[name] ?? []), ...(name === "region" ? (facets.city ?? []) : [])];
    const label = known.find((one) => one.value === value)?.label;
    return label ? words.name(label) : value;
  };
  const chosen: Chosen[] = listed.flatMap((name) =>
    params
      .getAll(name)
      .filter(Boolean)
      .map((value) => ({ group: name, label: labelOf(name, value), to: without(params, [name], value) })),
  );
  const yuan = params.get("priceYuan");
  const fen = params.get("priceMax");
  const limit = yuan ? Number(yuan) * 100 : fen ? Number(fen) : Number.NaN;
  if (Number.isFinite(limit)) {
    chosen.push({
      group: "price",
      label: t("price.chip", { amount: words.money(Math.round(limit)) }),
      to: without(params, ["priceYuan", "priceMax"]),
    });
  }
  const ipc = params.get("ipc");
  if (ipc) chosen.push({ group: "ipc", label: t("ipc.chip", { ipc }), to: without(params, ["ipc"]) });
  const [from, to, minutes] = freeNames.map((name) => params.get(name));
  if (from && to && minutes)
    chosen.push({
      group: "free",
      label: t("free.chip", { from, to, minutes }),
      to: without(params, freeNames),
    });
  return chosen;
}

function fundingLabel(value: string, t: ReturnType<typeof useSearchWords>["t"]): string {
  if (
    value === "central_government" ||
    value === "local_government" ||
    value === "own" ||
    value === "other"
  ) {
    return t(`funding.${value}`);
  }
  return value;
}

/** Chosen conditions as chips that take them away. */
export function ChosenChips({ chosen }: { chosen: readonly Chosen[] }) {
  const [params] = useSearchParams();
  const { t } = useSearchWords();
  if (chosen.length === 0) return null;
  return (
    <ul aria-label={t("chosen")} className="flex flex-wrap items-center gap-2 py-2">
      {chosen.map(({ label, to }) => (
        <li key={label}>
          <Link to={to} preventScrollReset aria-label={t("without", { label })} className="chip">
            {label}
            <Icon name="close" size={12} />
          </Link>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <Link to={withoutConditions(params)} preventScrollReset className="link text-sm">
            {t("clear")}
          </Link>
        </li>
      )}
    </ul>
  );
}
