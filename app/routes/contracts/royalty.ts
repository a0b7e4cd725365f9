import { redirect } from "react-router";
import { royaltyPath } from "#app/domain/contracts/after-award.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/royalty.ts";

/** `/contracts/royalties/{id}`: a charge knows its period of a royalty, a reader its contract: off to where it stands there. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const path = await royaltyPath(scope.ctx, params.id);
  if (!path) throw problemResponse(problems.notFound("contract"));
  throw redirect(path);
}
