import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useSearchParams } from "react-router";
import { formatCount } from "./format.ts";
import { Icon } from "./icons.tsx";

export interface Tab {
  to: string;
  label: ReactNode;
  count?: number;
  /** When the address alone does not say so (a query parameter). */
  current?: boolean;
}

const tabLook = (current: boolean): string =>
  `-mb-px inline-flex min-h-10 items-center gap-1.5 border-b-2 whitespace-nowrap ${
    current ? "border-accent font-semibold text-ink" : "border-transparent text-muted hover:text-ink"
  }`;

/** Where a row of tabs is wider than the screen, the current one stands in its middle. */
function useCurrentInView(row: RefObject<HTMLElement | null>): void {
  const { key } = useLocation();
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (key && row.current && current)
      row.current.scrollLeft = current.offsetLeft - (row.current.clientWidth - current.offsetWidth) / 2;
  }, [key, row]);
}

/** Neighbouring views of one thing, as links; on a phone in one line that scrolls. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const row = useRef<HTMLElement>(null);
  useCurrentInView(row);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative flex gap-x-6 border-b border-hairline max-sm:overflow-x-auto max-sm:overscroll-x-contain max-sm:pb-px sm:flex-wrap"
    >
      {tabs.map(({ to, label: words, count, current }) => {
        const content = (
          <>
            {words}
            {count !== undefined && <span className="tnum text-sm text-muted">{formatCount(count)}</span>}
          </>
        );
        return current === undefined ? (
          <NavLink key={to} to={to} end className={({ isActive }) => tabLook(isActive)}>
            {content}
          </NavLink>
        ) : (
          <Link key={to} to={to} aria-current={current ? "page" : undefined} className={tabLook(current)}>
            {content}
          </Link>
        );
      })}
    </nav>
  );
}

/** Where this page belongs; the last step is the page itself and not repeated here. */
export function Breadcrumb({ steps }: { steps: readonly { to: string; label: ReactNode }[] }) {
  const { t } = useTranslation("common");
  return (
    <nav aria-label={t("nav.breadcrumb")} className="pb-3 text-sm">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {steps.map(({ to, label }, at) => (
          <li key={to} className="flex items-center gap-2 text-muted">
            {at > 0 && <Icon name="chevron" size={10} />}
            <Link className="link-quiet" to={to}>
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Pages by number (`?page=`), keeping every other parameter. */
export function Pager({ page, pages }: { page: number; pages: number }) {
  const { t } = useTranslation("common");
  const [params] = useSearchParams();
  if (pages <= 1) return null;
  const to = (target: number): string => {
    const next = new URLSearchParams(params);
    if (target === 1) next.delete("page");
    else next.set("page", String(target));
    return `?${next}`;
  };
  return (
    <nav aria-label={t("pager.label")} className="flex items-center justify-between gap-4 py-4 text-sm">
      {page > 1 ? <Step to={to(page - 1)} rel="prev" label={t("pager.previous")} /> : <span />}
      <span className="tnum text-muted">{t("pager.position", { page, pages })}</span>
      {page < pages ? <Step to={to(page + 1)} rel="next" label={t("pager.next")} /> : <span />}
    </nav>
  );
}

/** Pages by cursor (`?after=`): forward, and back to the first. */
export function CursorPager({ after, next }: { after: string | null; next: string | null }) {
  const { t } = useTranslation("common");
  const [params] = useSearchParams();
  if (!after && !next) return null;
  const to = (cursor: string | null): string => {
    const target = new URLSearchParams(params);
    if (cursor) target.set("after", cursor);
    else target.delete("after");
    return `?${target}`;
  };
  return (
    <nav aria-label={t("pager.label")} className="flex items-center justify-between gap-4 py-4 text-sm">
      {after ? <Step to={to(null)} rel="prev" label={t("pager.first")} /> : <span />}
      {next ? <Step to={to(next)} rel="next" label={t("pager.next")} /> : <span />}
    </nav>
  );
}

function Step({ to, rel, label }: { to: string; rel: "prev" | "next"; label: string }) {
  return (
    <Link to={to} rel={rel} className="btn btn-secondary btn-small">
      {rel === "prev" && <Icon name="back" size={12} />}
      {label}
      {rel === "next" && <Icon name="chevron" size={12} />}
    </Link>
  );
}
