import type { Context } from "#app/domain/context.ts";
import { searchInput } from "./inputs.ts";
import { searchMarket } from "./search.server.ts";

export interface Beside {
  id: string;
  titleZh: string;
  titleEn: string;
  ownerZh: string;
  ownerEn: string;
}

const most = 6;
const longestQuery = 200;

/**
 * Facilities that could be booked beside those in `without`: what answers the words `q`, or without words what the same
 * organisation has.
 */
export async function facilitiesBeside(
  ctx: Context,
  { q, organizationId, without }: { q: string; organizationId: string | undefined; without: string[] },
): Promise<Beside[]> {
  const words = q.trim().slice(0, longestQuery);
  const where = words === "" ? { org: organizationId ?? "" } : { q: words };
  const limit = String(most + without.length);
  const page = await searchMarket(ctx, searchInput.parse({ kind: "facility", limit, ...where }));
  if (!page.ok) return [];
  return page.value.hits
    .filter(({ id }) => !without.includes(id))
    .slice(0, most)
    .map(({ id, titleZh, titleEn, ownerZh, ownerEn }) => ({ id, titleZh, titleEn, ownerZh, ownerEn }));
}
