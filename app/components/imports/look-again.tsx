import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useRevalidator } from "react-router";
import { useHydrated } from "#app/components/keys.ts";

const everyMs = 1000;

/** Keeps a page that waits for a job up to date: by asking again, or without a script by loading again. */
export function LookAgain() {
  const { t } = useTranslation("imports");
  const { pathname } = useLocation();
  const { revalidate, state } = useRevalidator();
  const hydrated = useHydrated();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(() => void revalidate(), everyMs);
    return () => clearTimeout(timer);
  }, [state, revalidate]);
  if (hydrated) return null;
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <Link className="link" to={pathname} reloadDocument>
        {t("reading.refresh")}
      </Link>
    </>
  );
}
