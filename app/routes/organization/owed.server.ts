import { listOwed, type OwedSide, owedViews } from "#app/domain/money/overview/list-owed.server.ts";
import { requirePermission, type RequestScope } from "#app/runtime/request.server.ts";

const size = 30;

/** What was asked for in the address: view, search, cause and page. */
export function readOwedQuery(request: Request) {
  const params = new URL(request.url).searchParams;
  const view = owedViews.find((name) => name === params.get("view")) ?? "open";
  const search = params.get("q")?.trim().slice(0, 100) ?? "";
  const cause = params.get("cause")?.slice(0, 40) ?? "";
  const page = Math.min(Math.max(1, Math.trunc(Number(params.get("page"))) || 1), 10_000);
  return { view, search, cause, page };
}

/** The loader of the two pages of what is owed. */
export async function loadOwed(scope: RequestScope, request: Request, side: OwedSide) {
  requirePermission(scope, request, side === "payables" ? "charge.pay" : "charge.manage");
  const { view, search, cause, page } = readOwedQuery(request);
  const filter = { view, search: search || undefined, cause: cause || undefined };
  const found = await listOwed(scope.ctx, side, filter, { page, size });
  return {
    ...found,
    ...{ side, view, views: owedViews, search, cause, page },
    pages: Math.max(1, Math.ceil(found.totals.count / size)),
    title: scope.t(`billing:owed.${side}.title`),
  };
}
