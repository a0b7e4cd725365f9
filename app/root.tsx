import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, Links, Meta, Outlet, ScrollRestoration } from "react-router";
import { type RootData, useRootData } from "#app/components/root-data.ts";
import { LateScripts } from "#app/components/late-scripts.tsx";
import { Shell } from "#app/components/shell.tsx";
import { ProblemPage } from "#app/components/problem-page.tsx";
import { useNonce } from "#app/components/nonce.ts";
import { Wordmark } from "#app/components/wordmark.tsx";
import { localeOf } from "#app/components/format.ts";
import { loadShell } from "#app/domain/notices/shell.server.ts";
import { env } from "#app/runtime/env.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { scopeOf, withScope } from "#app/runtime/request.server.ts";
import { readableRefusals } from "./routes/readable-refusals.server.ts";
import type { Route } from "./+types/root.ts";
import "./styles.css";

export const middleware: Route.MiddlewareFunction[] = [withScope, readableRefusals];

export async function loader({ context }: Route.LoaderArgs): Promise<RootData> {
  const scope = scopeOf(context);
  return {
    locale: scope.locale,
    theme: scope.theme,
    demo: env().demo,
    baseUrl: env().baseUrl,
    cards: env().stripe !== null,
    shell: await loadShell(scope.ctx),
  };
}

/** Every page names itself; this is for one that forgot. A problem page brings its own. */
export const meta: Route.MetaFunction = ({ error }) => (error ? [] : [{ title: "科享 Kexiang" }]);

export function Layout({ children }: { children: React.ReactNode }) {
  const root = useRootData();
  const nonce = useNonce();
  const { i18n } = useTranslation();
  return (
    <html
      lang={root?.locale ?? localeOf(i18n.language)}
      data-theme={root?.theme === "system" ? undefined : root?.theme}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Where React Aria looks for the nonce of the style it adds. */}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        {/* Zod would try to make code from text, which the page's policy refuses and the browser reports as an error. */}
        <script nonce={nonce} suppressHydrationWarning>
          {"globalThis.__zod_globalConfig={jitless:true}"}
        </script>
        <LateScripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App({ loaderData }: Route.ComponentProps) {
  return (
    <Shell {...loaderData}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const root = useRootData();
  const problem = problemOf(error);
  const page = <ProblemPage problem={problem} />;
  // An action's own refusal comes without what the shell needs to know.
  return root ? <Shell {...root}>{page}</Shell> : <Plain>{page}</Plain>;
}

/** Around a page when nothing is known of its reader: our name, and the way home. */
function Plain({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation("common");
  return (
    <>
      <header className="border-b border-hairline bg-raised">
        <div className="mx-auto w-full max-w-page px-4 py-3 sm:px-6">
          <a href="/" aria-label={t("shell.home")}>
            <Wordmark />
          </a>
        </div>
      </header>
      <main className="mx-auto w-full max-w-page px-4 py-6 sm:px-6">{children}</main>
    </>
  );
}

/** The refusal behind an error; anything unexpected becomes `unexpected` with nothing of its inside shown. */
function problemOf(error: unknown): Problem {
  if (!isRouteErrorResponse(error)) return { code: "unexpected", status: 500 };
  const thrown: unknown = error.data;
  if (isProblemCarrier(thrown)) return thrown.problem;
  // Of pages only those without an action refuse a method, and other methods than POST do not come this far.
  return { code: codes[error.status] ?? "unexpected", status: error.status, params: { method: "POST" } };
}

/** What the server says before the application is reached, by its status. */
const codes: Record<number, Problem["code"] | undefined> = {
  404: "not_found",
  405: "method_not_allowed",
  413: "payload_too_large",
};

function isProblemCarrier(value: unknown): value is { problem: Problem } {
  return typeof value === "object" && value !== null && "problem" in value;
}
