import { useTranslation } from "react-i18next";
import { AuditTabs } from "#app/components/audit/audit-tabs.tsx";
import { VerificationNotice } from "#app/components/audit/verification-notice.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { formatCount } from "#app/components/format.ts";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { KeyFigures } from "#app/components/lists.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { Finding } from "#app/domain/audit/findings.ts";
import { readIntegrity } from "#app/domain/audit/integrity.server.ts";
import { readBefore } from "#app/domain/audit/log-filter.ts";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { describeFinding } from "#app/i18n/describe-finding.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/audit-integrity.ts";

type Data = Route.ComponentProps["loaderData"];
type Seal = Data["seals"][number];
type Run = Data["runs"][number];

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "audit.verify");
  const params = new URL(request.url).searchParams;
  const { next, last, ...integrity } = await readIntegrity(scope.ctx, readBefore(params));
  const findings = (last?.findings ?? []).map((finding: Finding) => ({
    ...finding,
    words: describeFinding(scope.t, finding),
  }));
  return {
    title: scope.t("oversight:integrity.title"),
    desk: deskOf(actor),
    ...integrity,
    last: last && { at: last.finishedAt, faults: last.faults, through: last.through },
    findings,
    after: params.get("after"),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Integrity({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("oversight");
  const { seals, waiting, last, after, next, soundAt } = loaderData;
  const [newest] = seals;
  return (
    <>
      <PageHead title={t("integrity.title")} lead={t("integrity.lead")} />
      <OversightTabs {...loaderData.desk} />
      <AuditTabs />
      {last ? (
        <VerificationNotice run={last} />
      ) : (
        <p className="pb-6 text-muted">{t("integrity.notVerified")}</p>
      )}
      {!after && (
        <KeyFigures
          figures={[
            {
              term: t("integrity.newest"),
              value: newest ? formatCount(newest.number) : "—",
              note: newest && <DateTime at={newest.sealedAt} weekday={false} />,
            },
            { term: t("integrity.waiting"), value: formatCount(waiting), note: t("integrity.waitingNote") },
            {
              term: t("integrity.soundAt"),
              value: soundAt ? <DateTime at={soundAt} weekday={false} /> : "—",
            },
          ]}
        />
      )}
      <Findings {...loaderData} />
      <Runs {...loaderData} />
      <Section title={t("integrity.seals")} aside={t("integrity.sealsNote")}>
        <DataTable<Seal>
          caption={t("integrity.seals")}
          captionHidden
          desk
          rows={seals}
          rowKey={({ number }) => String(number)}
          empty={<EmptyState title={t("integrity.noSeals")}>{t("integrity.noSealsDetail")}</EmptyState>}
          columns={[
            { key: "number", head: t("integrity.number"), rowHeader: true, cell: ({ number }) => number },
            {
              key: "at",
              head: t("entry.sealedAt"),
              cell: ({ sealedAt }) => <DateTime at={sealedAt} weekday={false} />,
            },
            {
              key: "count",
              head: t("integrity.count"),
              numeric: true,
              cell: ({ count }) => formatCount(count),
            },
            {
              key: "entries",
              head: t("integrity.entries"),
              numeric: true,
              cell: ({ fromSeq, toSeq }) => (fromSeq === null ? "—" : `${fromSeq}–${toSeq}`),
            },
            {
              key: "hash",
              head: t("integrity.hash"),
              cell: ({ hash }) => <code className="text-xs [overflow-wrap:anywhere]">{hash}</code>,
            },
          ]}
        />
        <CursorPager after={after} next={next} />
      </Section>
    </>
  );
}

/** What the last verification found, the first first. */
function Findings({ findings, last }: Data) {
  const { t } = useTranslation("oversight");
  if (!last || findings.length === 0) return null;
  return (
    <Section title={t("integrity.findings")}>
      <ol className="grid list-decimal gap-3 ps-6">
        {findings.map(({ words, expected, found }) => (
          <li key={words}>
            {words}
            {expected && (
              <code className="block text-xs text-muted [overflow-wrap:anywhere]">
                {t("finding.expected")} {expected}
              </code>
            )}
            {found && (
              <code className="block text-xs text-muted [overflow-wrap:anywhere]">
                {t("finding.found")} {found}
              </code>
            )}
          </li>
        ))}
      </ol>
      {last.faults > findings.length && (
        <p className="pt-3 text-muted">{t("integrity.more", { count: last.faults - findings.length })}</p>
      )}
    </Section>
  );
}

function Runs({ runs, after }: Data) {
  const { t } = useTranslation("oversight");
  if (runs.length === 0 || after) return null;
  return (
    <Section title={t("integrity.runs")}>
      <DataTable<Run>
        caption={t("integrity.runs")}
        captionHidden
        desk
        rows={runs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "at",
            head: t("audit.at"),
            rowHeader: true,
            cell: ({ startedAt }) => <DateTime at={startedAt} weekday={false} />,
          },
          { key: "scope", head: t("integrity.scope"), cell: ({ scope }) => t(`integrity.scopes.${scope}`) },
          { key: "through", head: t("integrity.through"), numeric: true, cell: ({ through }) => through },
          {
            key: "checked",
            head: t("integrity.checked"),
            numeric: true,
            cell: ({ checked }) => formatCount(checked),
          },
          {
            key: "result",
            head: t("integrity.result"),
            cell: ({ faults }) =>
              faults > 0 ? (
                <StateTag tone="refused">{t("integrity.faults", { count: faults })}</StateTag>
              ) : (
                <StateTag tone="done">{t("integrity.nothing")}</StateTag>
              ),
          },
        ]}
      />
    </Section>
  );
}
