import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  EndpointAccess,
  EndpointAddress,
  EndpointSummary,
  SchemaSection,
} from "#app/components/api/endpoint.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { describeEndpoint } from "./documentation.server.ts";
import type { Route } from "./+types/docs-endpoint.ts";

export function loader({ context, params }: Route.LoaderArgs) {
  const { t } = scopeOf(context);
  const endpoint = describeEndpoint(t, params.id);
  if (!endpoint) throw problemResponse(problems.notFound());
  return endpoint;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData && `${loaderData.method} ${loaderData.path}` },
];

export default function EndpointDocs({ loaderData: endpoint }: Route.ComponentProps) {
  const { t } = useTranslation("api");
  const { tag, summary, parameters, query, body, example, media, answer, status } = endpoint;
  return (
    <>
      <PageHead
        kicker={
          <Link className="link" to={`/api/v1/docs#${tag}`}>
            {t("title")}
          </Link>
        }
        title={<EndpointAddress {...endpoint} />}
        lead={<EndpointSummary text={summary} />}
        state={<EndpointAccess {...endpoint} />}
      />
      {parameters && <SchemaSection title={t("address")} text={parameters} />}
      {query && <SchemaSection title={t("query")} text={query} />}
      {body && <SchemaSection title={t("accepts")} aside={media.join(", ")} text={body} />}
      {example && <SchemaSection title={t("example")} text={example} />}
      <SchemaSection title={`${t("answers")} ${status}`} text={answer} />
      {endpoint.problems.length > 0 && (
        <Section title={t("refusals")}>
          <ul className="grid gap-1 text-sm">
            {endpoint.problems.map((problem) => (
              <li key={problem.code}>
                <a className="link font-mono" href={`/api/v1/docs#problem-${problem.code}`}>
                  {problem.code}
                </a>{" "}
                <span className="text-muted">{problem.status}</span> {problem.title}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
