import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCount } from "./format.ts";
import { Icon } from "./icons.tsx";
import { useHydrated } from "./keys.ts";

/** Long work: how far of how much. The words carry the same as the bar. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        <span className="tnum text-muted">
          {formatCount(done)} / {formatCount(total)}
        </span>
      </div>
      <progress className="progress-bar" aria-label={label} value={done} max={Math.max(total, 1)} />
    </div>
  );
}

/** Something most readers do not need, one press away. */
export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group">
      <summary className="inline-flex min-h-8 items-center gap-1.5 text-accent hover:text-accent-hover">
        <Icon name="chevron" size={12} className="chevron" />
        <span className="underline decoration-1 underline-offset-4">{summary}</span>
      </summary>
      <div className="mt-2 border-s border-hairline ps-4">{children}</div>
    </details>
  );
}

/** A number or secret to carry elsewhere: a booking number, a token. The button needs a script, the text does not. */
export function Copyable({ text }: { text: string }) {
  const { t } = useTranslation("common");
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <span className="inline-flex max-w-full items-center gap-2">
      <code className="rounded-sm bg-sunk px-1.5 py-0.5 font-mono text-sm break-all whitespace-pre-line select-all">
        {text}
      </code>
      {hydrated && (
        <button type="button" className="btn btn-quiet btn-small shrink-0 whitespace-nowrap" onClick={copy}>
          <Icon name={copied ? "check" : "copy"} size={14} />
          <span aria-live="polite">{copied ? t("action.copied") : t("action.copy")}</span>
        </button>
      )}
    </span>
  );
}
