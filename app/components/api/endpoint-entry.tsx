import { useTranslation } from "react-i18next";
import { Disclosure } from "#app/components/small.tsx";

/** One endpoint as its documentation shows it; schemas are JSON Schema texts. */
export interface DocumentedEndpoint {
  method: string;
  path: string;
  tag: string;
  summary: string;
  access: string;
  creates: boolean;
  query: string | null;
  body: string | null;
  answer: string;
  status: number;
  problems: string[];
}

/** Method, path and meaning of an endpoint; its schemas are one press away. */
export function EndpointEntry({ endpoint }: { endpoint: DocumentedEndpoint }) {
  const { t } = useTranslation("api");
  const { method, path, summary, access, creates, query, body, answer, status, problems } = endpoint;
  const door =
    access === "public" || access === "user"
      ? t(`access.${access}`)
      : t("access.permission", { action: access });
  return (
    <article className="grid gap-1 border-b border-hairline pb-4">
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-mono text-sm">
        <strong className="text-accent">{method}</strong>
        <span className="break-all">/api/v1{path}</span>
      </h3>
      <p>{summary}</p>
      <p className="text-sm text-muted">
        {door}
        {creates && ` · ${t("idempotent")}`}
        {problems.length > 0 && ` · ${t("refusals")}: ${problems.join(", ")}`}
      </p>
      {query && <SchemaText title={t("query")} text={query} />}
      {body && <SchemaText title={t("accepts")} text={body} />}
      <SchemaText title={`${t("answers")} ${status}`} text={answer} />
    </article>
  );
}

const SchemaText = ({ title, text }: { title: string; text: string }) => (
  <Disclosure summary={title}>
    <pre className="max-h-96 overflow-auto bg-sunk p-3 font-mono text-xs">{text}</pre>
  </Disclosure>
);
