import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { formatCount } from "./format.ts";
import { Icon } from "./icons.tsx";

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

interface FacetGroupProps {
  title: string;
  /** The query parameter; several values repeat it. */
  name: string;
  values: readonly FacetValue[];
  /** How many show before "more". */
  limit?: number;
  open?: boolean;
}

/** One dimension to narrow a list by. Links, so that each click is an address and no script is needed. */
export function FacetGroup({ title, name, values, limit = 8, open = true }: FacetGroupProps) {
  const { t } = useTranslation("common");
  const [params] = useSearchParams();
  const chosen = params.getAll(name);
  if (values.length === 0) return null;
  const shown = values.filter(({ value }, index) => index < limit || chosen.includes(value));
  const more = values.filter((value) => !shown.includes(value));
  const line = (value: FacetValue) => (
    <li key={value.value}>
      <FacetLink value={value} name={name} chosen={chosen.includes(value.value)} params={params} />
    </li>
  );
  return (
    <details open={open || chosen.length > 0} className="border-b border-hairline py-2">
      <summary className="flex min-h-8 items-center justify-between gap-2 text-sm font-semibold">
        {title}
        <Icon name="chevron" size={12} className="chevron text-muted" />
      </summary>
      <ul className="pb-1">{shown.map(line)}</ul>
      {more.length > 0 && (
        <details>
          <summary className="link py-1 text-sm">{t("facet.more", { count: more.length })}</summary>
          <ul>{more.map(line)}</ul>
        </details>
      )}
    </details>
  );
}

function FacetLink({
  value,
  name,
  chosen,
  params,
}: {
  value: FacetValue;
  name: string;
  chosen: boolean;
  params: URLSearchParams;
}) {
  const next = new URLSearchParams(params);
  next.delete("page");
  next.delete(name);
  const kept = params.getAll(name).filter((other) => other !== value.value);
  for (const other of chosen ? kept : [...kept, value.value]) next.append(name, other);
  return (
    <Link
      to={`?${next}`}
      preventScrollReset
      aria-current={chosen ? "true" : undefined}
      className="grid min-h-7 grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-2 text-sm hover:text-accent"
    >
      <span
        className={`flex size-3.5 items-center justify-center rounded-sm border ${
          chosen ? "border-accent-fill bg-accent-fill text-on-accent" : "border-line"
        }`}
      >
        {chosen && <Icon name="check" size={12} />}
      </span>
      <span className={chosen ? "font-medium" : ""}>{value.label}</span>
      <span className="tnum text-xs text-muted">{formatCount(value.count)}</span>
    </Link>
  );
}
