import type { RouteConfigEntry } from "@react-router/dev/routes";
import routes from "#app/routes.ts";

/** Every address pattern of the URL map, as it stands in `app/routes.ts`. */
export async function patterns(): Promise<string[]> {
  return flatten(await routes, "");
}

function flatten(entries: readonly RouteConfigEntry[], parent: string): string[] {
  return entries.flatMap((entry) => {
    const path = [parent, entry.path].filter(Boolean).join("/");
    return entry.children ? flatten(entry.children, path) : [`/${path}`];
  });
}
