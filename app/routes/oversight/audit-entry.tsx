import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EntryDetail } from "#app/components/audit/entry-detail.tsx";
import { Change, entityName, Seal, Who } from "#app/components/audit/entry-words.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { readAuditEntry } from "#app/domain/audit/log.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/audit-entry.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "audit.read");
  const entry = /^\d{1,15}$/.test(params.seq)
    ? await readAuditEntry(scope.ctx, Number(params.seq))
    : undefined;
  if (!entry) throw problemResponse(problems.notFound("audit_entry"));
  return { title: scope.t("oversight:entry.title", { seq: entry.seq }), entry };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function AuditEntry({ loaderData: { title, entry } }: Route.ComponentProps) {
  const { t } = useTranslation(["oversight", "lifecycles"]);
  const step = `${entityName(t, entry.entity)} · ${t(`lifecycles:step.${entry.transition}`, { context: entry.entity })}`;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/oversight", label: t("desk.title") },
          { to: "/oversight/audit", label: t("audit.title") },
        ]}
      />
      <PageHead kicker={title} title={step} state={<Seal number={entry.seal} />} />
      <DescriptionList
        facts={[
          { term: t("audit.at"), value: <DateTime at={entry.at} /> },
          { term: t("audit.who"), value: <Who row={entry} /> },
          { term: t("entry.via"), value: t(`entry.ways.${entry.via}`, { defaultValue: entry.via }) },
          { term: t("audit.change"), value: entry.toState && <Change {...entry} /> },
          { term: t("audit.why"), value: entry.reason },
          {
            term: t("audit.id"),
            value: (
              <Link
                className="link font-mono text-xs [overflow-wrap:anywhere]"
                to={`/oversight/audit?thing=${entry.entityId}`}
              >
                {entry.entityId}
              </Link>
            ),
            note: t("audit.thing"),
          },
          { term: t("entry.request"), value: <Code>{entry.requestId}</Code> },
        ]}
      />
      {entry.detail && Object.keys(entry.detail).length > 0 && (
        <Section title={t("entry.detail")}>
          <EntryDetail detail={entry.detail} />
        </Section>
      )}
      <Section title={t("entry.sealing")}>
        {entry.sha256 && entry.sealedAt ? (
          <DescriptionList
            facts={[
              { term: t("audit.seal"), value: <Seal number={entry.seal} /> },
              { term: t("entry.sealedAt"), value: <DateTime at={entry.sealedAt} /> },
              { term: t("entry.digest"), value: <Code>{entry.sha256}</Code> },
            ]}
          />
        ) : (
          <p className="text-muted">{t("entry.waits")}</p>
        )}
      </Section>
    </>
  );
}

const Code = ({ children }: { children: string }) => (
  <code className="text-xs [overflow-wrap:anywhere]">{children}</code>
);
