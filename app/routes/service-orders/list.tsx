import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumb, CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OrderTable } from "#app/components/service-orders/order-table.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { countServiceOrders, listOrders } from "#app/domain/service-orders/list-orders.server.ts";
import { daysOverdue } from "#app/domain/service-orders/policy.ts";
import { today } from "#app/domain/working-days.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/list.ts";

const tabs = ["mine", "organization", "provider"] as const;
const pageSize = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "booking.use");
  const manages = may(actor, "service.edit");
  const query = new URL(request.url).searchParams;
  const { toDo: turn } = await countServiceOrders(scope.ctx);
  const asked = tabs.find((name) => name === query.get("tab"));
  // Whoever has orders to work on comes for those.
  const tab = asked && (manages || asked !== "provider") ? asked : turn > 0 ? "provider" : "mine";
  const view: "open" | "past" = query.get("view") === "past" ? "past" : "open";
  const after = query.get("after") ?? undefined;
  const page = await listOrders(scope.ctx, { side: tab, view, after, limit: pageSize });
  const day = today(scope.ctx.clock.now());
  const items = page.items.map((item) => ({ ...item, overdue: daysOverdue(item.order, day) }));
  const title = scope.t("serviceOrders:title");
  return { items, nextCursor: page.nextCursor, after: after ?? null, tab, view, manages, turn, title };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Orders({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["serviceOrders", "samples", "booking"]);
  const { items, nextCursor, after, tab, view, manages, turn } = loaderData;
  const shown = manages ? tabs : tabs.slice(0, 2);
  return (
    <>
      <Breadcrumb steps={[{ to: "/bookings", label: t("booking:list.title") }]} />
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={<ButtonLink to="/?kind=service">{t("list.find")}</ButtonLink>}
      />
      <Tabs
        label={t("samples:list.tabs")}
        tabs={shown.map((name) => ({
          to: `?tab=${name}`,
          label: t(`samples:list.${name}`),
          current: name === tab,
          count: name === "provider" ? turn : undefined,
        }))}
      />
      <div className="pt-3">
        <Tabs
          label={t("samples:list.views")}
          tabs={(["open", "past"] as const).map((name) => ({
            to: `?tab=${tab}&view=${name}`,
            label: t(`samples:list.${name}`),
            current: name === view,
          }))}
        />
      </div>
      <div className="pt-4">
        <OrderTable
          items={items}
          received={tab === "provider"}
          empty={<EmptyState title={t(`list.none.${view}`)}>{t(`list.noneDetail.${tab}`)}</EmptyState>}
        />
      </div>
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}
