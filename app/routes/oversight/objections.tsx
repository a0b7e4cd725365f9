import { useTranslation } from "react-i18next";
import { useObjectedName } from "#app/components/credit/objected-name.ts";
import { objectionTones } from "#app/components/credit/words.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import {
  countObjections,
  type ObjectionItem,
  objectionQueue,
} from "#app/domain/cases/objection/queries.server.ts";
import { objectionViews } from "#app/domain/cases/objection/inputs.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { isUuid } from "#app/runtime/id.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/objections.ts";

/** `/oversight/objections`: what subjects object to in the regulator's region, by deadline. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "case.read");
  const params = new URL(request.url).searchParams;
  const view = objectionViews.find((name) => name === params.get("view")) ?? "open";
  const after = params.get("after");
  const [queue, counts] = await Promise.all([
    objectionQueue(scope.ctx, view, after !== null && isUuid(after) ? after : undefined),
    countObjections(scope.ctx),
  ]);
  return {
    title: scope.t("objections:title"),
    decides: may(actor, "organization.verify"),
    now: scope.ctx.clock.now(),
    ...{ view, views: objectionViews, after, counts },
    ...queue,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Objections({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("objections");
  const nameOf = useObjectedName();
  const { items, view, views, after, next, counts, decides, now } = loaderData;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        state={
          counts.overdue > 0 && <StateTag tone="refused">{t("overdue", { count: counts.overdue })}</StateTag>
        }
      />
      <OversightTabs decides={decides} />
      <Tabs
        label={t("views")}
        tabs={views.map((name) => ({
          to: `?view=${name}`,
          label: t(`view.${name}`),
          count: name === "open" ? counts.open : undefined,
          current: name === view,
        }))}
      />
      <DataTable<ObjectionItem>
        caption={t("title")}
        captionHidden
        desk
        rows={items}
        rowKey={({ objection }) => objection.id}
        empty={
          <div className="pt-6">
            <EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>
          </div>
        }
        columns={[
          {
            key: "by",
            head: t("by"),
            rowHeader: true,
            cell: (item) => (
              <RowLink to={`/oversight/objections/${item.objection.id}`}>
                <OrganizationName nameZh={item.nameZh} nameEn={item.nameEn} />
              </RowLink>
            ),
          },
          { key: "about", head: t("about"), cell: nameOf },
          {
            key: "filed",
            head: t("filed"),
            cell: ({ objection }) => <DateTime at={objection.filedAt} weekday={false} />,
          },
          {
            key: "state",
            head: t("state"),
            cell: ({ objection: { state } }) => (
              <StateTag tone={objectionTones[state] ?? "neutral"}>
                {say(t, `ownCredit:objections.states.${state}`)}
              </StateTag>
            ),
          },
          {
            key: "due",
            head: t("due"),
            cell: ({ objection }) =>
              objection.state === "filed" ? <Due at={objection.deadline} now={now} /> : "—",
          },
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}
