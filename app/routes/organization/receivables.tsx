import { OwedScreen } from "#app/components/billing/owed-screen.tsx";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/receivables.ts";
import { loadOwed } from "./owed.server.ts";

export const loader = ({ request, context }: Route.LoaderArgs) =>
  loadOwed(scopeOf(context), request, "receivables");

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Receivables({ loaderData }: Route.ComponentProps) {
  return <OwedScreen {...loaderData} />;
}
