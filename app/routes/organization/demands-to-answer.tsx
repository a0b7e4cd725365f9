import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { formatDate, formatShare, localeOf } from "#app/components/format.ts";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { listingPath } from "#app/domain/catalog/paths.ts";
import { demandsToAnswer } from "#app/domain/demands/matching/to-answer.server.ts";
import { describeMatch } from "#app/i18n/describe-match.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/demands-to-answer.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "proposal.write");
  const found = await demandsToAnswer(scope.ctx);
  return {
    title: scope.t("demands:toAnswer.title"),
    rows: found.map(({ demand, by, score, reasons }) => ({
      ...{ id: demand.id, titleZh: demand.titleZh, titleEn: demand.titleEn, deadlineOn: demand.deadlineOn },
      owner: { nameZh: demand.ownerZh, nameEn: demand.ownerEn },
      by: { titleZh: by.titleZh, titleEn: by.titleEn, url: listingPath(by.kind, by.id) },
      score,
      reasons: reasons.map((reason) => describeMatch(scope.t, scope.locale, reason)),
    })),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function DemandsToAnswer({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("demands");
  const dayOf = (day: string) => formatDate(`${day}T12:00:00+08:00`, localeOf(i18n.language));
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const { rows } = loaderData;
  return (
    <>
      <PageHead title={t("toAnswer.title")} lead={t("toAnswer.lead")} />
      <OrganizationTabs />
      {rows.length === 0 && <EmptyState title={t("toAnswer.none")} />}
      <ul className="grid">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 border-t border-hairline py-4">
            <Link className="link text-lg font-medium" to={`/demands/${row.id}`}>
              {titleOf(row)}
            </Link>
            <p className="text-sm text-muted">
              {nameOf(row.owner)} ·{" "}
              {row.deadlineOn && `${t("toAnswer.due", { date: dayOf(row.deadlineOn) })} · `}
              {t("matches.score", { score: formatShare(row.score, localeOf(i18n.language)) })}
            </p>
            <p className="text-sm">
              {t("toAnswer.by")}
              <Link className="link" to={row.by.url}>
                {titleOf(row.by)}
              </Link>
            </p>
            <ul className="list-disc ps-5 text-sm">
              {row.reasons.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <p className="pt-6 text-sm text-muted">
        {t("toAnswer.watch")}{" "}
        <Link className="link" to="/?kind=demand">
          {t("toAnswer.watchLink")}
        </Link>
      </p>
    </>
  );
}
