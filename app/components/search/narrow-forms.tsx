import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Form, useSearchParams } from "react-router";
import type { ResultPage } from "#app/domain/search/result-page.server.ts";
import type { SearchPage } from "#app/domain/search/search.server.ts";
import { Icon } from "#app/components/icons.tsx";
import { formatDuration, localeOf, yuanInput } from "#app/components/format.ts";
import { useSearchWords } from "./words.ts";

/** What the address holds besides `replaced`, for a form that adds to it. */
export function KeptParams({ replaced }: { replaced: readonly string[] }) {
  const [params] = useSearchParams();
  const gone = new Set([...replaced, "page"]);
  return [...params].flatMap(([name, value]) =>
    gone.has(name) ? [] : [<input key={name + value} type="hidden" name={name} value={value} />],
  );
}

interface NarrowFormProps {
  title: string;
  /** The parameters that the form sets. */
  names: readonly string[];
  help?: ReactNode;
  /** Unfolded even while nothing is set by it. */
  open?: boolean;
  children: ReactNode;
}

function NarrowForm({ title, names, help, open = false, children }: NarrowFormProps) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  return (
    <details open={open || names.some((name) => params.get(name))} className="border-b border-hairline py-2">
      <summary className="flex min-h-8 items-center justify-between gap-2 text-sm font-semibold">
        {title}
        <Icon name="chevron" size={12} className="chevron text-muted" />
      </summary>
      <Form action="/" preventScrollReset className="grid gap-2 py-1 text-sm">
        <KeptParams replaced={names} />
        {help && <p className="text-xs text-muted">{help}</p>}
        {children}
        <button
          type="submit"
          className="btn btn-secondary btn-small justify-self-start"
          aria-label={t("applyTo", { title })}
        >
          {t("apply")}
        </button>
      </Form>
    </details>
  );
}

interface LineProps {
  label: string;
  name: string;
  type?: "text" | "date" | "number";
  value?: string;
  min?: number;
  step?: number;
  required?: boolean;
}

function Line({ label, name, value, type = "text", ...rest }: LineProps) {
  const [params] = useSearchParams();
  const id = useId();
  const kept = value ?? params.get(name) ?? "";
  const shown = type === "date" ? kept.slice(0, 10) : kept;
  return (
    <div className="grid gap-1">
      <label htmlFor={id}>{label}</label>
      <input
        key={shown}
        id={id}
        name={name}
        type={type === "number" ? "text" : type}
        inputMode={type === "number" ? "decimal" : undefined}
        defaultValue={shown}
        className="input input-small"
        {...rest}
      />
    </div>
  );
}

export function PriceForm({ prices }: Pick<SearchPage, "prices">) {
  const [params] = useSearchParams();
  const { t, money } = useSearchWords();
  const fen = params.get("priceMax");
  const value = params.get("priceYuan") ?? (fen ? yuanInput(Number(fen)) : undefined);
  const help = prices && t("price.hint", { min: money(prices.min), max: money(prices.max) });
  return (
    <NarrowForm title={t("facet.price")} names={["priceYuan", "priceMax"]} help={help}>
      <Line label={t("price.label")} name="priceYuan" type="number" value={value} />
    </NarrowForm>
  );
}

export function IpcForm() {
  const { t } = useTranslation("search");
  return (
    <NarrowForm title={t("facet.ipc")} names={["ipc"]}>
      <Line label={t("ipc.label")} name="ipc" />
    </NarrowForm>
  );
}

/** How long people book, in minutes; what an address says besides is offered too. */
const lengths = ["30", "60", "120", "240", "480", "1440"];
const usualLength = "120";

/** When a facility must be free and for how long: the next days at first, so that one press answers. */
export function FreeForm({ soon, open }: Pick<ResultPage, "soon"> & { open: boolean }) {
  const [params] = useSearchParams();
  const { t } = useTranslation("search");
  const day = (name: string, other: string) => params.get(name)?.slice(0, 10) || other;
  return (
    <NarrowForm
      title={t("facet.free")}
      names={["freeFrom", "freeTo", "freeMinutes"]}
      help={t("free.help")}
      open={open}
    >
      <Line label={t("free.from")} name="freeFrom" type="date" value={day("freeFrom", soon.from)} required />
      <Line label={t("free.to")} name="freeTo" type="date" value={day("freeTo", soon.to)} required />
      <Length chosen={params.get("freeMinutes") || usualLength} />
    </NarrowForm>
  );
}

function Length({ chosen }: { chosen: string }) {
  const { t, i18n } = useTranslation("search");
  const id = useId();
  const offered = lengths.includes(chosen) || !Number(chosen) ? lengths : [chosen, ...lengths];
  return (
    <div className="grid gap-1">
      <label htmlFor={id}>{t("free.minutes")}</label>
      <select key={chosen} id={id} name="freeMinutes" defaultValue={chosen} className="select input-small">
        {offered.map((minutes) => (
          <option key={minutes} value={minutes}>
            {formatDuration(Number(minutes), localeOf(i18n.language))}
          </option>
        ))}
      </select>
    </div>
  );
}
