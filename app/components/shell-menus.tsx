import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Form, Link, useLocation } from "react-router";
import { formatCount } from "./format.ts";
import { Icon } from "./icons.tsx";
import { useDismiss } from "./keys.ts";
import type { RootData } from "./root-data.ts";

export const menuTrigger = "flex min-h-10 items-center gap-1.5 rounded-md px-2 text-sm hover:bg-sunk";
const entry = "flex min-h-10 w-full items-center justify-between gap-4 px-4 text-start hover:bg-sunk";

/** A menu without a script: the browser's own disclosure, closed by Escape and by a press outside when there is one. */
function Menu({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useDismiss(menu);
  return (
    <details ref={menu} className="relative" name="shell-menu">
      <summary className={menuTrigger}>{summary}</summary>
      <div className="absolute end-0 top-full z-40 mt-1 w-60 rounded-md border border-hairline bg-raised py-1 text-sm shadow-float">
        {children}
      </div>
    </details>
  );
}

/** The same page in the other language; a whole new document, because its words are loaded once per document. */
export function LanguageLink({ locale }: Pick<RootData, "locale">) {
  const { pathname, search } = useLocation();
  const params = new URLSearchParams(search);
  params.set("lang", locale === "en" ? "zh-CN" : "en");
  const words = locale === "en" ? { lang: "zh-CN", text: "中文" } : { lang: "en", text: "English" };
  return (
    <Link
      reloadDocument
      to={`${pathname}?${params}`}
      lang={words.lang}
      hrefLang={words.lang}
      className={menuTrigger}
    >
      {words.text}
    </Link>
  );
}

/** Light, dark, or as the device has it; kept in a cookie. */
export function ThemeForm({ theme }: Pick<RootData, "theme">) {
  const { t } = useTranslation("common");
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="back" value={pathname + search} />
      <p className="px-4 py-1 text-xs text-muted max-sm:px-2">{t("theme.label")}</p>
      {(["system", "light", "dark"] as const).map((choice) => (
        <button
          key={choice}
          type="submit"
          name="theme"
          value={choice}
          aria-pressed={theme === choice}
          className={`${entry} max-sm:px-2`}
        >
          {t(`theme.${choice}`)}
          {theme === choice && <Icon name="check" />}
        </button>
      ))}
    </Form>
  );
}

/** The same behind one icon. */
export function ThemeMenu({ theme }: Pick<RootData, "theme">) {
  const { t } = useTranslation("common");
  return (
    <Menu
      summary={
        <>
          <Icon name="theme" />
          <span className="sr-only">{t("theme.label")}</span>
        </>
      }
    >
      <ThemeForm theme={theme} />
    </Menu>
  );
}

/** Who is signed in and for whom they act, their notices and settings; or the way in. */
export function AccountMenu({ shell, locale }: Pick<RootData, "shell" | "locale">) {
  const { t } = useTranslation("common");
  const { user, organization, unreadNotices } = shell;
  if (!user) {
    return (
      <>
        <Link to="/account/sign-in" className={menuTrigger}>
          {t("nav.signIn")}
        </Link>
        <Link to="/account/register" className="btn btn-secondary btn-small max-sm:hidden">
          {t("nav.register")}
        </Link>
      </>
    );
  }
  const acting =
    organization && (locale === "en" ? organization.nameEn || organization.nameZh : organization.nameZh);
  return (
    <>
      <Link to="/account/notices" className={menuTrigger}>
        <Icon name="bell" />
        <span className="sr-only">{t("nav.notices")}</span>
        {unreadNotices > 0 && (
          <span className="tnum rounded-sm bg-accent-fill px-1.5 text-xs font-semibold text-on-accent">
            {formatCount(unreadNotices)}
          </span>
        )}
      </Link>
      <Menu
        summary={
          <>
            <Icon name="person" />
            <span className="max-w-32 truncate max-sm:sr-only">{user.name}</span>
            <Icon name="down" size={12} className="text-muted" />
          </>
        }
      >
        <div className="border-b border-hairline px-4 py-2">
          <p className="font-semibold">{user.name}</p>
          <p className="text-muted">{acting ?? user.email}</p>
        </div>
        <AccountLinks shell={shell} />
      </Menu>
    </>
  );
}

function AccountLinks({ shell }: Pick<RootData, "shell">) {
  const { t } = useTranslation("common");
  return (
    <>
      <Link to="/account" className={entry}>
        {t("nav.account")}
      </Link>
      {shell.memberships.length > 1 && (
        <Link to="/account/organizations" className={entry}>
          {t("nav.switchOrganization")}
          <span className="tnum text-muted">{formatCount(shell.memberships.length)}</span>
        </Link>
      )}
      {!shell.organization && (
        <Link to="/organization/new" className={entry}>
          {t("nav.foundOrganization")}
        </Link>
      )}
      <Form method="post" action="/account/sign-out" reloadDocument className="border-t border-hairline">
        <button type="submit" className={entry}>
          {t("nav.signOut")}
        </button>
      </Form>
    </>
  );
}
