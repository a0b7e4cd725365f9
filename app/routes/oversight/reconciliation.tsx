import { useTranslation } from "react-i18next";
import { Flash } from "#app/components/flash.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DifferenceScreen } from "#app/components/billing/difference-screen.tsx";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/reconciliation.ts";
import { explainPosted, loadDifferences } from "../organization/reconciliation.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "reconciliation.read");
  const found = await loadDifferences(scope, request, "all");
  const { actor } = scope.ctx;
  return { ...found, mayExplain: may(actor, "reconciliation.explain"), desk: deskOf(actor) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "reconciliation.explain");
  return explainPosted(scope, request, "/oversight/reconciliation");
}

export default function Reconciliation({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { mayExplain, desk } = loaderData;
  return (
    <>
      <Flash messages={{ explained: t("done.explained") }} />
      <PageHead title={t("reconciliation.title")} lead={t("reconciliation.leadAll")} />
      <OversightTabs {...desk} />
      <DifferenceScreen
        {...loaderData}
        all
        explains={({ row }) => mayExplain && row.organizationId === null}
        reply={actionData}
      />
    </>
  );
}
