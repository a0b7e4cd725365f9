import { type ReactNode, useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useGlobalKeys, useLiveMark } from "./keys.ts";
import { ShellFooter } from "./shell-footer.tsx";
import { ShellHeader } from "./shell-header.tsx";
import type { RootData } from "./root-data.ts";
import { TooLarge } from "./too-large.tsx";

/** The frame around every page: skip link, banner, header, the page, footer; `/` and `?` work everywhere in it. */
export function Shell({ children, ...props }: RootData & { children: ReactNode }) {
  const { t } = useTranslation("common");
  const search = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useGlobalKeys(
    search,
    useCallback(() => void navigate("/help"), [navigate]),
  );
  useLiveMark();
  return (
    <div className="flex min-h-screen flex-col">
      <a
        href="#main"
        className="skip-link absolute start-4 -top-20 z-50 rounded-md bg-raised px-4 py-2 text-accent underline shadow-float focus:top-2"
      >
        {t("shell.skip")}
      </a>
      <p className="print-only pb-4 text-xs">{t("shell.printed", { address: props.baseUrl + pathname })}</p>
      <ShellHeader {...props} searchRef={search} />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-page flex-1 px-4 py-6 outline-none sm:px-6"
      >
        {children}
      </main>
      <ShellFooter />
      <TooLarge />
    </div>
  );
}
