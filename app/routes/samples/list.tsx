import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumb, CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OrderTable } from "#app/components/samples/order-table.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { countOpenOrders, listOrders } from "#app/domain/samples/list-orders.server.ts";
import { daysOverdue } from "#app/domain/samples/policy.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { today } from "#app/domain/working-days.ts";
import type { Route } from "./+types/list.ts";

const tabs = ["mine", "organization", "provider"] as const;
const pageSize = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "booking.use");
  const manages = may(actor, "booking.manage");
  const query = new URL(request.url).searchParams;
  const turn = manages ? await countOpenOrders(scope.ctx) : 0;
  const asked = tabs.find((name) => name === query.get("tab"));
  // Whoever has orders to work on comes for those.
  const tab = asked && (manages || asked !== "provider") ? asked : turn > 0 ? "provider" : "mine";
  const view: "open" | "past" = query.get("view") === "past" ? "past" : "open";
  const after = query.get("after") ?? undefined;
  const page = await listOrders(scope.ctx, { side: tab, view, after, limit: pageSize });
  const day = today(scope.ctx.clock.now());
  const items = page.items.map((item) => ({ ...item, overdue: daysOverdue(item.order, day) }));
  const title = scope.t("samples:title");
  return { items, nextCursor: page.nextCursor, after: after ?? null, tab, view, manages, turn, title };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Orders({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["samples", "booking"]);
  const { items, nextCursor, after, tab, view, manages, turn } = loaderData;
  const shown = manages ? tabs : tabs.slice(0, 2);
  return (
    <>
      <Breadcrumb steps={[{ to: "/bookings", label: t("booking:list.title") }]} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<ButtonLink to="/?kind=facility">{t("list.find")}</ButtonLink>}
      />
      <Tabs
        label={t("list.tabs")}
        tabs={shown.map((name) => ({
          to: `?tab=${name}`,
          label: t(`list.${name}`),
          current: name === tab,
          count: name === "provider" ? turn : undefined,
        }))}
      />
      <div className="pt-3">
        <Tabs
          label={t("list.views")}
          tabs={(["open", "past"] as const).map((name) => ({
            to: `?tab=${tab}&view=${name}`,
            label: t(`list.${name}`),
            current: name === view,
          }))}
        />
      </div>
      <div className="pt-4">
        <OrderTable
          items={items}
          desk={tab === "provider"}
          empty={<EmptyState title={t(`list.none.${view}`)}>{t(`list.noneDetail.${tab}`)}</EmptyState>}
        />
      </div>
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}
