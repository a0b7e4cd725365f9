import { useTranslation } from "react-i18next";
import { Flash } from "#app/components/flash.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DifferenceScreen } from "#app/components/billing/difference-screen.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/reconciliation.ts";
import { explainPosted, loadDifferences } from "./reconciliation.server.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  return loadDifferences(scope, request, "own");
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.manage");
  return explainPosted(scope, request, "/organization/reconciliation");
}

export default function OwnReconciliation({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  return (
    <>
      <Flash messages={{ explained: t("done.explained") }} />
      <PageHead title={t("reconciliation.title")} lead={t("reconciliation.lead")} />
      <OrganizationTabs />
      <DifferenceScreen {...loaderData} all={false} explains={() => true} reply={actionData} />
    </>
  );
}
