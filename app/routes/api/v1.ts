import { scopeOf } from "#app/runtime/request.server.ts";
import { dispatch } from "./dispatch.server.ts";
import type { Route } from "./+types/v1.ts";

/** Every endpoint below `/api/v1`; the map of them is `endpoints/index.server.ts`. */
export const loader = ({ request, context, params }: Route.LoaderArgs) =>
  dispatch(scopeOf(context), request, `/${params["*"]}`);

export const action = loader;
