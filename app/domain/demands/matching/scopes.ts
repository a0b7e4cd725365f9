import type { Filter, SearchRequest } from "#search/engine.ts";

const visible: Filter = { field: "visible", op: "eq", value: true };

/** Listings that offer something: all but demands. */
export const providing: Filter = { and: [visible, { not: { field: "kind", op: "eq", value: "demand" } }] };

export const ofKind = (kind: string): Filter => ({
  and: [visible, { field: "kind", op: "eq", value: kind }],
});

export const searchFor = (q: string, scope: Filter, limit: number): SearchRequest => ({
  ...{ index: "listing", q, scope, offset: 0, limit },
  prefix: false,
});
