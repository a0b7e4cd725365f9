import { useTranslation } from "react-i18next";
import { DataTable } from "#app/components/data-table.tsx";
import { Breadcrumb, CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { queriesAbout, queryLogYears } from "#app/domain/credit/query-log.server.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import { requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/credit-queries.ts";

type Query = Awaited<ReturnType<typeof queriesAbout>>["items"][number];

/** `/organization/credit/queries`: who asked for one's own organisation's standing. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { organization } = requireMember(scope, request);
  const after = new URL(request.url).searchParams.get("after");
  const log = await queriesAbout(scope.ctx, organization.id, after && isUuid(after) ? after : undefined);
  return { title: scope.t("ownCredit:queries.title"), years: queryLogYears, after, ...log };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Queries({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("ownCredit");
  const pick = usePick();
  const { items, years, after, next } = loaderData;
  const byWhom = ({ byZh, byEn, via }: Query) =>
    byZh ? pick(byZh, byEn) : via === "visitor" ? t("queries.anonymous") : t("queries.person");
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/credit", label: t("title") }]} />
      <PageHead title={t("queries.title")} lead={t("queries.lead", { years })} />
      <DataTable<Query>
        caption={t("queries.title")}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("queries.none")}>{t("queries.noneDetail")}</EmptyState>}
        columns={[
          { key: "at", head: t("queries.at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "by", head: t("queries.by"), rowHeader: true, cell: byWhom },
          { key: "via", head: t("queries.via"), cell: ({ via }) => say(t, `ownCredit:queries.ways.${via}`) },
          { key: "extent", head: t("queries.extent"), cell: ({ extent }) => t(`queries.extents.${extent}`) },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}
