import { useTranslation } from "react-i18next";
import { Section } from "#app/components/page-head.tsx";

/** One endpoint as a list of them shows it. */
export interface EndpointLine {
  /** Operation id of the OpenAPI document. */
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  access: string;
  creates: boolean;
}

/** What an endpoint takes and answers; schemas are JSON Schema texts. */
export interface EndpointSchemas {
  parameters: string | null;
  query: string | null;
  body: string | null;
  /** A body as somebody would send it. */
  example: string | null;
  media: readonly string[];
  answer: string;
  status: number;
  problems: { code: string; status: number; title: string }[];
}

/** Method and address of an endpoint. */
export const EndpointAddress = ({ method, path }: Pick<EndpointLine, "method" | "path">) => (
  <span className="flex flex-wrap items-baseline gap-x-3 font-mono text-sm">
    <strong className="text-accent">{method}</strong>
    <span className="break-all">/api/v1{path}</span>
  </span>
);

/** What an endpoint is for; names of fields, between backticks as in the OpenAPI document, are set as code. */
export const EndpointSummary = ({ text }: { text: string }) =>
  text.split("`").map((piece, index) => (index % 2 === 0 ? piece : <code key={piece}>{piece}</code>));

/** Who may call an endpoint, in words. */
export function EndpointAccess({ access, creates }: Pick<EndpointLine, "access" | "creates">) {
  const { t } = useTranslation("api");
  const door =
    access === "public" || access === "user"
      ? t(`access.${access}`)
      : t("access.permission", { action: access });
  return (
    <span className="text-sm text-muted">
      {door}
      {creates && ` · ${t("idempotent")}`}
    </span>
  );
}

/** A schema under its heading. */
export const SchemaSection = ({ title, aside, text }: { title: string; aside?: string; text: string }) => (
  <Section title={title} aside={aside}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long schema is scrolled with the keyboard too */}
    <pre tabIndex={0} className="max-h-[40rem] overflow-auto bg-sunk p-3 font-mono text-xs">
      {text}
    </pre>
  </Section>
);
