import { useTranslation } from "react-i18next";
import { AuctionTable } from "#app/components/deals/auction-table.tsx";
import { NegotiationTable } from "#app/components/deals/negotiation-table.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { listAuctions } from "#app/domain/deals/bidding/queries.server.ts";
import { listNegotiations } from "#app/domain/deals/negotiation/queries.server.ts";
import { requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/own.ts";

const shown = 100;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const [selling, bidding, negotiations] = await Promise.all([
    listAuctions(scope.ctx, { side: "selling", limit: shown }),
    listAuctions(scope.ctx, { side: "bidding", limit: shown }),
    listNegotiations(scope.ctx, { limit: shown }),
  ]);
  return {
    title: scope.t("deals:own.title"),
    selling: selling.items,
    bidding: bidding.items,
    negotiations: negotiations.items,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnDeals({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const { selling, bidding, negotiations } = loaderData;
  const none = <p className="text-muted">{t("own.none")}</p>;
  return (
    <>
      <PageHead title={t("own.title")} lead={t("own.lead")} />
      <OrganizationTabs />
      <Section title={t("own.negotiations")}>
        <NegotiationTable rows={negotiations} caption={t("own.negotiations")} />
      </Section>
      <Section title={t("own.selling")}>
        <AuctionTable rows={selling} caption={t("own.selling")} empty={none} />
      </Section>
      <Section title={t("own.bidding")}>
        <AuctionTable rows={bidding} caption={t("own.bidding")} empty={none} />
      </Section>
    </>
  );
}
