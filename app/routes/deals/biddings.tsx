import { useTranslation } from "react-i18next";
import { AuctionTable } from "#app/components/deals/auction-table.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { listAuctions } from "#app/domain/deals/bidding/queries.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/biddings.ts";

const shown = 100;

/** What can be bid on comes first, then what is announced, then what is over, latest first. */
function placeOf(standing: string): number {
  const place = ["ending", "bidding_open", "bidding_announced"].indexOf(standing);
  return place === -1 ? 3 : place;
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const [title, description] = [scope.t("deals:bidding.listTitle"), scope.t("deals:bidding.listLead")];
  const { items } = await listAuctions(scope.ctx, { side: "market", limit: shown });
  items.sort((a, b) => placeOf(a.standing) - placeOf(b.standing));
  return { items, head: headOf(request, scope, { title, description, path: "/biddings", index: true }) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function Biddings({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  return (
    <>
      <PageHead title={t("bidding.listTitle")} lead={t("bidding.listLead")} />
      <AuctionTable
        rows={loaderData.items}
        caption={t("bidding.listTitle")}
        empty={<EmptyState title={t("bidding.none")}>{t("bidding.noneDetail")}</EmptyState>}
      />
    </>
  );
}
