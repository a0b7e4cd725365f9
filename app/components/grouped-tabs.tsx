import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { type Tab, Tabs } from "./navigation-bits.tsx";

/** Pages that belong together; `label` names them all. */
export interface TabGroup {
  label: string;
  tabs: readonly Tab[];
}

/**
 * The pages of a workplace in two rows: their groups, and the pages of the group that is open. A group leads to its first
 * page; one without pages is not shown. A page stands for itself and what lies below it.
 */
export function GroupedTabs({ groups, label }: { groups: readonly TabGroup[]; label: string }) {
  const { t } = useTranslation("common");
  const here = useLocation().pathname.replace(/\/$/, "");
  const open = groups.filter(({ tabs }) => tabs.length > 0);
  const depth = ({ to, current }: Tab): number => {
    if (current) return Number.POSITIVE_INFINITY;
    // The first page of the workplace is above all others without being theirs.
    const below = to.lastIndexOf("/") > 0 && here.startsWith(`${to}/`);
    return here === to || below ? to.length : 0;
  };
  const [page] = open.flatMap(({ tabs }) => [...tabs]).toSorted((a, b) => depth(b) - depth(a));
  const group = page && depth(page) > 0 ? open.find(({ tabs }) => tabs.includes(page)) : undefined;
  return (
    <div className="tab-row grid gap-1 pb-6">
      <Tabs
        label={label}
        tabs={open.map(({ label: words, tabs }, i) => ({
          to: tabs[0]?.to ?? "",
          label: words,
          current: open[i] === group,
        }))}
      />
      {group && group.tabs.length > 1 && (
        <nav aria-label={t("nav.within", { name: group.label })} className="flex flex-wrap gap-x-5">
          {group.tabs.map((tab) => (
            <Link
              key={tab.to}
              to={tab.to}
              aria-current={tab === page ? "page" : undefined}
              className={`inline-flex min-h-9 items-center text-sm ${
                tab === page ? "font-semibold text-accent" : "text-muted hover:text-ink"
              }`}
            >
              {tab.label}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
