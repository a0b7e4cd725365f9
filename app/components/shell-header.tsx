import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { Icon } from "./icons.tsx";
import { useDismiss } from "./keys.ts";
import { isCurrent, navigationFor } from "./navigation.ts";
import { SearchBox } from "./search-box.tsx";
import type { RootData } from "./root-data.ts";
import { AccountMenu, LanguageLink, menuTrigger, ThemeForm, ThemeMenu } from "./shell-menus.tsx";
import { Wordmark } from "./wordmark.tsx";

/** Name, search, the person's menus, and the main navigation under it. */
export function ShellHeader(props: RootData & { searchRef: RefObject<HTMLInputElement | null> }) {
  const { shell, locale, theme, demo, searchRef } = props;
  const { t } = useTranslation("common");
  const { pathname } = useLocation();
  return (
    <header className="site-header border-b border-hairline bg-raised">
      {demo && <p className="bg-held-soft px-4 py-1 text-center text-xs text-held">{t("shell.demo")}</p>}
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-6 gap-y-2 px-4 py-2 sm:px-6 sm:pt-3 sm:pb-0">
        <Link to="/" className="flex items-center gap-2.5" aria-label={t("shell.home")}>
          <Wordmark />
          <span className="hidden text-xs leading-tight text-muted xl:block">{t("shell.tagline")}</span>
        </Link>
        {pathname !== "/" && (
          <div className="order-last w-full sm:order-none sm:w-auto sm:max-w-md sm:flex-1">
            <SearchBox inputRef={searchRef} />
          </div>
        )}
        <div className="ms-auto flex items-center gap-1">
          <span className="contents max-sm:hidden">
            <LanguageLink locale={locale} />
            <ThemeMenu theme={theme} />
          </span>
          <AccountMenu shell={shell} locale={locale} />
          <PhoneMenu {...props} />
        </div>
      </div>
      <nav aria-label={t("nav.main")} className="mx-auto max-w-page px-4 max-sm:hidden sm:px-6">
        <NavList shell={shell} look="-mx-2 flex flex-wrap gap-x-2" />
      </nav>
    </header>
  );
}

/** Everything that does not fit a phone's first line, behind one button. */
function PhoneMenu({ shell, locale, theme }: RootData) {
  const { t } = useTranslation("common");
  const menu = useRef<HTMLDetailsElement>(null);
  useDismiss(menu);
  return (
    <details ref={menu} name="shell-menu" className="sm:hidden">
      <summary className={menuTrigger}>
        <Icon name="menu" size={20} />
        <span className="sr-only">{t("nav.menu")}</span>
      </summary>
      <div className="absolute inset-x-0 z-40 mt-2 border-y border-hairline bg-raised px-4 py-2 shadow-float">
        <nav aria-label={t("nav.main")}>
          <NavList shell={shell} look="grid" />
        </nav>
        <div className="mt-2 border-t border-hairline pt-2">
          <LanguageLink locale={locale} />
          <ThemeForm theme={theme} />
        </div>
      </div>
    </details>
  );
}

function NavList({ shell, look }: Pick<RootData, "shell"> & { look: string }) {
  const { t } = useTranslation("common");
  const { pathname, search } = useLocation();
  const items = navigationFor({ member: shell.organization !== null, roles: shell.roles });
  return (
    <ul className={look}>
      {items.map((item) => {
        const current = isCurrent(item, pathname, search);
        return (
          <li key={item.to}>
            <Link
              to={item.to}
              aria-current={current ? "page" : undefined}
              className={`inline-flex min-h-11 items-center border-b-2 px-2 ${
                current ? "border-accent font-semibold text-accent" : "border-transparent hover:border-line"
              }`}
            >
              {t(`nav.${item.label}`)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
