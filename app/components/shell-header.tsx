import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Form, Link, useLocation } from "react-router";
import { Icon } from "./icons.tsx";
import { useDismiss } from "./keys.ts";
import { isCurrent, navigationFor } from "./navigation.ts";
import type { ShellProps } from "./shell.tsx";
import { AccountMenu, LanguageLink, ThemeMenu } from "./shell-menus.tsx";
import { Wordmark } from "./wordmark.tsx";

/** Name, search, the person's menus, and the main navigation under it. */
export function ShellHeader({ shell, locale, theme, searchRef }: ShellProps & { searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation("common");
  const { pathname } = useLocation();
  return (
    <header role="banner" className="border-b border-hairline bg-raised">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3 sm:gap-x-6 sm:px-6">
        <Link to="/" className="flex items-center gap-2.5" aria-label={t("shell.home")}>
          <Wordmark />
          <span className="hidden text-xs leading-tight text-muted lg:block">{t("shell.tagline")}</span>
        </Link>
        {pathname === "/" ? <span className="flex-1" /> : <SearchBox searchRef={searchRef} />}
        <div className="flex items-center gap-1 max-sm:ms-auto">
          <LanguageLink locale={locale} />
          <ThemeMenu theme={theme} />
          <AccountMenu shell={shell} locale={locale} />
        </div>
      </div>
      <MainNav shell={shell} />
    </header>
  );
}

function SearchBox({ searchRef }: { searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation("common");
  return (
    <Form action="/" role="search" className="order-last w-full sm:order-none sm:w-auto sm:max-w-md sm:flex-1">
      <span className="affix">
        <span className="affix-text">
          <Icon name="search" />
        </span>
        <input
          ref={searchRef}
          type="search"
          name="q"
          aria-label={t("shell.search")}
          placeholder={t("shell.searchExample")}
          className="input input-small"
        />
        <kbd className="affix-text hidden text-xs lg:flex" aria-hidden="true">
          /
        </kbd>
      </span>
    </Form>
  );
}

/** In a line on a desk; behind one button on a phone. */
function MainNav({ shell }: Pick<ShellProps, "shell">) {
  const { t } = useTranslation("common");
  const menu = useRef<HTMLDetailsElement>(null);
  useDismiss(menu);
  return (
    <>
      <nav aria-label={t("nav.main")} className="mx-auto hidden max-w-page px-4 sm:block sm:px-6">
        <NavList shell={shell} look="-mx-2 flex flex-wrap gap-x-2" />
      </nav>
      <details ref={menu} className="px-4 py-1 sm:hidden">
        <summary className="flex min-h-10 items-center gap-2">
          <Icon name="menu" />
          {t("nav.menu")}
        </summary>
        <nav aria-label={t("nav.main")}>
          <NavList shell={shell} look="grid pb-2" />
        </nav>
      </details>
    </>
  );
}

function NavList({ shell, look }: Pick<ShellProps, "shell"> & { look: string }) {
  const { t } = useTranslation("common");
  const { pathname, search } = useLocation();
  const items = navigationFor({ signedIn: shell.user !== null, member: shell.organization !== null, roles: shell.roles });
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
