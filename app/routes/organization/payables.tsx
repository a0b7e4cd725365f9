import { OwedScreen } from "#app/components/billing/owed-screen.tsx";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/payables.ts";
import { loadOwed } from "./owed.server.ts";

export const loader = ({ request, context }: Route.LoaderArgs) =>
  loadOwed(scopeOf(context), request, "payables");

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Payables({ loaderData }: Route.ComponentProps) {
  return <OwedScreen {...loaderData} />;
}
