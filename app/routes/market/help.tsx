import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/help.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const [title, description] = [scope.t("help:title"), scope.t("help:lead")];
  return { head: headOf(request, scope, { title, description, path: "/help", index: true }) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

const sections = ["find", "book", "provide", "oversee", "keyboard", "access", "privacy"] as const;

export default function Help() {
  const { t } = useTranslation("help");
  return (
    <>
      <PageHead kicker={t("kicker")} title={t("title")} lead={t("lead")} />
      <nav aria-label={t("contents")}>
        <ul className="flex flex-wrap gap-x-5 gap-y-1 pb-4">
          {sections.map((section) => (
            <li key={section}>
              <a className="link" href={`#${section}`}>
                {t(`sections.${section}.title`)}
              </a>
            </li>
          ))}
          <li>
            <Link className="link" to="/help/lifecycles">
              {t("lifecycles.link")}
            </Link>
          </li>
        </ul>
      </nav>
      {sections.map((section) => (
        <Section key={section} id={section} title={t(`sections.${section}.title`)}>
          <ul className="grid max-w-reading list-disc gap-2 ps-5">
            {linesOf(t(`sections.${section}.points`, { returnObjects: true })).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

/** A list of sentences in the messages; i18next types it as any object. */
const linesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((line) => typeof line === "string") : [];
