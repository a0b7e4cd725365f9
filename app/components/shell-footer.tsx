import { useTranslation } from "react-i18next";
import { Link } from "react-router";

const links = [
  { to: "/vouchers", label: "nav.vouchers" },
  { to: "/biddings", label: "nav.biddings" },
  { to: "/deal-notices", label: "nav.dealNotices" },
  { to: "/statistics", label: "nav.statistics" },
  { to: "/credit", label: "nav.credit" },
  { to: "/assessments", label: "nav.assessments" },
  { to: "/help", label: "nav.help" },
  { to: "/api/v1/docs", label: "nav.api", document: true },
] as const;

/** What the platform is, who answers for it, and where to get help. */
export function ShellFooter() {
  const { t } = useTranslation("common");
  return (
    <footer className="site-footer mt-8 border-t border-hairline text-sm text-muted">
      <div className="mx-auto flex max-w-page flex-wrap items-baseline justify-between gap-x-8 gap-y-2 px-4 py-6 sm:px-6">
        <p className="max-w-reading">{t("shell.about")}</p>
        <nav aria-label={t("nav.footer")}>
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {links.map((link) => (
              <li key={link.to}>
                <Link className="link-quiet" to={link.to} reloadDocument={"document" in link}>
                  {t(link.label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
