import { OwedScreen } from "#app/components/billing/owed-screen.tsx";
import { RefundsToSend } from "#app/components/billing/refunds-to-send.tsx";
import { refundsToSend } from "#app/domain/money/refunds/to-send.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/receivables.ts";
import { loadOwed } from "./owed.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const owed = await loadOwed(scope, request, "receivables");
  return { ...owed, toSend: await refundsToSend(scope.ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Receivables({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <OwedScreen {...loaderData} />
      <RefundsToSend rows={loaderData.toSend} />
    </>
  );
}
