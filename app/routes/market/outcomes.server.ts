import type { OutcomesProps } from "#app/components/contracts/outcomes-view.tsx";
import type { Context } from "#app/domain/context.ts";
import { forEverybody } from "#app/domain/contracts/outcomes/figures.ts";
import { outcomesOf } from "#app/domain/contracts/outcomes/statistics.server.ts";
import { listRegions } from "#app/domain/identity/queries.server.ts";
import { today } from "#app/domain/working-days.ts";

const yearsShown = 5;

/** The figures that an address asks for, `?year=2026&region=330100`; `own`: within the actor's territory, with all amounts. */
export async function readOutcomes(ctx: Context, address: string, own: boolean): Promise<OutcomesProps> {
  const query = new URL(address).searchParams;
  const year = Number(/^(19|20|21)\d\d$/.exec(query.get("year") ?? "")?.[0] ?? 0) || null;
  const region = /^\d{6}$/.exec(query.get("region") ?? "")?.[0] ?? "";
  const found = await outcomesOf(ctx, { year, own, region: region.replace(/(00)+$/, "") });
  const now = Number(today(ctx.clock.now()).slice(0, 4));
  const cities = (await listRegions(ctx)).filter(({ code }) => code.endsWith("00"));
  return {
    outcomes: own ? found : forEverybody(found),
    ...{ year, region },
    years: Array.from({ length: yearsShown }, (_, back) => now - back),
    regions: cities.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn })),
  };
}
