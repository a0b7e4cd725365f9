import { useTranslation } from "react-i18next";
import {
  EndpointAccess,
  EndpointAddress,
  type EndpointLine,
  EndpointSummary,
} from "#app/components/api/endpoint.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { env } from "#app/runtime/env.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { listEndpoints, listProblems } from "./documentation.server.ts";
import type { Route } from "./+types/docs.ts";

export function loader({ context }: Route.LoaderArgs) {
  const { t } = scopeOf(context);
  return {
    title: t("api:title"),
    baseUrl: env().baseUrl,
    endpoints: listEndpoints(t),
    problems: listProblems(t),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function ApiDocs({ loaderData: { endpoints, problems, baseUrl } }: Route.ComponentProps) {
  const { t } = useTranslation("api");
  const tags = [...new Set(endpoints.map(({ tag }) => tag))];
  return (
    <>
      <PageHead
        kicker={t("kicker")}
        title={t("title")}
        lead={t("lead")}
        actions={
          <a className="btn btn-secondary" href="/api/v1/openapi.json">
            {t("machine")}
          </a>
        }
      />
      <Section title={t("start")}>
        <ul className="grid max-w-reading list-disc gap-1 ps-5">
          {(["token", "money", "problem", "idempotency"] as const).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <h3 className="pt-4 pb-1 font-medium">{t("example")}</h3>
        <pre className="whitespace-pre-wrap break-words bg-sunk p-3 font-mono text-sm">
          {`curl '${baseUrl}/api/v1/search?q=SEM&region=3301' -H 'Authorization: Bearer TOKEN'`}
        </pre>
        <nav aria-label={t("subjects")} className="flex flex-wrap gap-x-4 gap-y-1 pt-4">
          {tags.map((tag) => (
            <a key={tag} className="link" href={`#${tag}`}>
              {t(`tags.${tag}`)}
            </a>
          ))}
          <a className="link" href="#problems">
            {t("refusals")}
          </a>
        </nav>
      </Section>
      {tags.map((tag) => (
        <Section key={tag} id={tag} title={t(`tags.${tag}`)}>
          <ul className="grid gap-3">{endpoints.filter((entry) => entry.tag === tag).map(item)}</ul>
        </Section>
      ))}
      <Section id="problems" title={t("refusals")}>
        <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          {problems.map(({ code, status, title }) => (
            <div key={code} id={`problem-${code}`} className="contents">
              <dt className="break-all pt-2 font-mono sm:pt-0">
                {code} <span className="text-muted">{status}</span>
              </dt>
              <dd>{title}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  );
}

const item = (endpoint: EndpointLine) => (
  <li key={endpoint.id} className="grid gap-0.5">
    <a className="link w-fit" href={`/api/v1/docs/${endpoint.id}`}>
      <EndpointAddress {...endpoint} />
    </a>
    <p>
      <EndpointSummary text={endpoint.summary} />
    </p>
    <EndpointAccess {...endpoint} />
  </li>
);
