import { OwedScreen } from "#app/components/billing/owed-screen.tsx";
import { RefundsWaiting } from "#app/components/billing/refunds-waiting.tsx";
import { refundsWaiting } from "#app/domain/money/refunds/refunds-waiting.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/receivables.ts";
import { loadOwed } from "./owed.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const owed = await loadOwed(scope, request, "receivables");
  return {
    ...owed,
    toRetry: await refundsWaiting(scope.ctx, "retry"),
    toSend: await refundsWaiting(scope.ctx, "send"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Receivables({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <OwedScreen {...loaderData} />
      <RefundsWaiting task="retry" rows={loaderData.toRetry} />
      <RefundsWaiting task="send" rows={loaderData.toSend} />
    </>
  );
}
