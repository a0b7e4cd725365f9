import { kindSegments, listingPath } from "#app/domain/catalog/paths.ts";
import { listingsForSitemap, organizationsForSitemap } from "#app/domain/catalog/sitemap.server.ts";
import type { Context } from "#app/domain/context.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import { type Place, partResponse } from "./sitemap-xml.server.ts";
import type { Route } from "./+types/sitemap-part.ts";

const partName = /^(pages|listings|organizations)(?:-([0-9a-f-]{36}))?\.xml$/;

/** `/sitemaps/listings-<id>.xml`: the part whose addresses begin behind that id; without one, the first. */
export function loader({ params, context }: Route.LoaderArgs) {
  const [, kind, after] = partName.exec(params.part) ?? [];
  if (!kind || (after !== undefined && !isUuid(after))) throw problemResponse(problems.notFound("page"));
  const { ctx } = scopeOf(context);
  if (kind === "listings") return partResponse(listings(ctx, after));
  return partResponse(kind === "organizations" ? organizations(ctx, after) : pages());
}

async function* listings(ctx: Context, after: string | undefined): AsyncGenerator<Place, void, void> {
  for await (const { kind, id, updatedAt } of listingsForSitemap(ctx, after))
    yield { path: listingPath(kind, id), changed: updatedAt };
}

async function* organizations(ctx: Context, after: string | undefined): AsyncGenerator<Place, void, void> {
  for await (const { id, updatedAt } of organizationsForSitemap(ctx, after))
    yield { path: `/organizations/${id}`, changed: updatedAt };
}

/** The pages that are there whatever the market holds. */
async function* pages(): AsyncGenerator<Place, void, void> {
  yield* ["/", "/help", "/help/lifecycles", "/credit", "/credit/rules"].map((path) => ({ path }));
  yield* listingKinds.filter((kind) => kind in kindSegments).map((kind) => ({ path: `/?kind=${kind}` }));
}
