import { redirect } from "react-router";
import { kindSegments } from "#app/domain/catalog/paths.ts";
import { listingKinds } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/kind.ts";

/** `/technologies` and the like, without an id: the search for that kind. Other parameters are kept. */
export function loader({ request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const segment = url.pathname.replace(/\.data$/, "").split("/")[1];
  const kind = listingKinds.find((name) => kindSegments[name] === segment);
  if (kind) url.searchParams.set("kind", kind);
  return redirect(`/?${url.searchParams}`);
}
