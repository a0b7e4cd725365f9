import { useTranslation } from "react-i18next";
import { OutcomesView } from "#app/components/contracts/outcomes-view.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { deskOf } from "#app/domain/identity/permissions.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { readOutcomes } from "../market/outcomes.server.ts";
import type { Route } from "./+types/outcomes.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "desk.read");
  const figures = await readOutcomes(scope.ctx, request.url, true);
  return { title: scope.t("outcomes:title"), desk: deskOf(actor), ...figures };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OversightOutcomes({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("outcomes");
  const { title: _, desk, ...shown } = loaderData;
  return (
    <>
      <PageHead title={t("title")} lead={t("deskLead")} />
      <OversightTabs {...desk} />
      <OutcomesView {...shown} />
    </>
  );
}
