import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ButtonLink } from "#app/components/button.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { OwnVouchers } from "#app/components/vouchers/voucher-table.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { ownVouchers } from "#app/domain/vouchers/voucher-queries.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/vouchers.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "voucher.use");
  return {
    title: scope.t("vouchers:own.title"),
    rows: await ownVouchers(scope.ctx),
    provides: may(actor, "booking.manage"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Vouchers({ loaderData: { rows, provides } }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  return (
    <>
      <PageHead
        title={t("own.title")}
        lead={t("own.lead")}
        actions={<ButtonLink to="/vouchers">{t("own.find")}</ButtonLink>}
      />
      <OrganizationTabs />
      <OwnVouchers rows={rows} />
      {provides && (
        <p className="pt-4">
          <Link className="link" to="/organization/voucher-claims">
            {t("claims.title")}
          </Link>
        </p>
      )}
    </>
  );
}
