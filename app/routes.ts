import { index, prefix, type RouteConfig, type RouteConfigEntry, route } from "@react-router/dev/routes";

/** The market: what anyone may see. */
const market: RouteConfigEntry[] = [
  index("routes/market/search.tsx"),
  route("help", "routes/market/help.tsx"),
  route("help/lifecycles", "routes/market/lifecycles.tsx"),
];

/** Bookings, for both sides. */
const bookings: RouteConfigEntry[] = [];

/** What an organisation does for itself: profile, members, listings, imports. */
const organization: RouteConfigEntry[] = [];

/** The regulator's desk. */
const oversight: RouteConfigEntry[] = [];

/** One person: signing in, security, notices. */
const account: RouteConfigEntry[] = [];

/** Programs. */
const api: RouteConfigEntry[] = [
  route("openapi.json", "routes/api/openapi.ts"),
  route("docs", "routes/api/docs.tsx"),
  route("*", "routes/api/v1.ts"),
];

export default [
  ...market,
  ...bookings,
  ...prefix("organization", organization),
  ...prefix("oversight", oversight),
  ...prefix("account", account),
  ...prefix("api/v1", api),
  route("preferences", "routes/account/preferences.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
