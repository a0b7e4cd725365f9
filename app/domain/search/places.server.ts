import { and, inArray, isNotNull, sql } from "drizzle-orm";
import { region } from "#db/schema/shared.ts";
import type { Tx } from "#db/client.ts";
import type { Context } from "#app/domain/context.ts";
import type { Place } from "#search/engine.ts";
import type { SearchInput } from "./inputs.ts";
import { type Label, regionLabels } from "./labels.server.ts";

/** Where distances are counted from: a region by its full code, the seat of its government. */
export interface Origin {
  code: string;
  place: Place;
  label: Label;
}

/** A region itself, then its city, then its province. */
const upwards = (code: string): string[] => [
  ...new Set([code, code.slice(0, 4), code.slice(0, 2)].map((part) => part.padEnd(6, "0"))),
];

/** Seats of regions by code; one that is not known is where its city's or province's is, as in the index. */
export async function placesOf(tx: Tx, codes: readonly string[]): Promise<Map<string, Place>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .select({ code: region.code, lat: region.lat, lng: region.lng })
    .from(region)
    .where(and(inArray(region.code, [...new Set(codes.flatMap(upwards))]), isNotNull(region.lat)));
  const known = new Map(rows.map((row) => [row.code, row]));
  return new Map(
    codes.flatMap((code): [string, Place][] => {
      const seat = upwards(code).flatMap((one) => known.get(one) ?? [])[0];
      return seat && seat.lat !== null && seat.lng !== null ? [[code, { lat: seat.lat, lng: seat.lng }]] : [];
    }),
  );
}

/** The region asked for, or for an order by distance that of the actor's organisation; undefined when neither is known. */
export async function originOf(
  { db, actor }: Context,
  { near, sort }: Pick<SearchInput, "near" | "sort">,
): Promise<Origin | undefined> {
  const code = near ?? (sort === "distance" ? actor.organization?.regionCode : undefined);
  if (!code) return undefined;
  const [places, labels] = await Promise.all([placesOf(db, [code]), regionLabels(db, [code])]);
  const place = places.get(code);
  const label = labels.get(code);
  return place && label && { code: code.padEnd(6, "0"), place, label };
}

/** The cities that distances can be counted from, in code order. */
export async function listCities(tx: Tx): Promise<Pick<Origin, "code" | "label">[]> {
  const rows = await tx
    .select({ code: region.code, zh: region.nameZh, en: region.nameEn })
    .from(region)
    .where(and(sql`${region.code} like '____00' and ${region.code} not like '__0000'`, isNotNull(region.lat)))
    .orderBy(region.code);
  return rows.map(({ code, zh, en }) => ({ code, label: { zh, en } }));
}
