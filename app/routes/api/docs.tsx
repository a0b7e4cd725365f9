import { useTranslation } from "react-i18next";
import { type DocumentedEndpoint, EndpointEntry } from "#app/components/api/endpoint-entry.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { env } from "#app/runtime/env.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { describeEndpoints } from "./openapi.server.ts";
import type { Route } from "./+types/docs.ts";

export function loader({ context }: Route.LoaderArgs) {
  const { t } = scopeOf(context);
  return { title: t("api:title"), baseUrl: env().baseUrl, endpoints: describeEndpoints(t) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function ApiDocs({ loaderData: { endpoints, baseUrl } }: Route.ComponentProps) {
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
      </Section>
      {tags.map((tag) => (
        <Section key={tag} id={tag} title={t(`tags.${tag}`)}>
          <div className="grid gap-4">{endpoints.filter((entry) => entry.tag === tag).map(entry)}</div>
        </Section>
      ))}
    </>
  );
}

const entry = (described: DocumentedEndpoint) => (
  <EndpointEntry key={described.method + described.path} endpoint={described} />
);
