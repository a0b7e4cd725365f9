import { sitemapParts } from "#app/domain/catalog/sitemap.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import { indexResponse } from "./sitemap-xml.server.ts";
import type { Route } from "./+types/sitemap.ts";

/** `/sitemap.xml`: the parts of the map of what everybody may see. */
export async function loader({ context }: Route.LoaderArgs) {
  const parts = await sitemapParts(scopeOf(context).ctx);
  const named = Object.entries(parts).flatMap(([name, starts]) => [
    `/sitemaps/${name}.xml`,
    ...starts.map((after) => `/sitemaps/${name}-${after}.xml`),
  ]);
  return indexResponse(["/sitemaps/pages.xml", ...named]);
}
