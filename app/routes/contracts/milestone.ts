import { redirect } from "react-router";
import { milestonePath } from "#app/domain/contracts/after-award.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/milestone.ts";

/** `/contracts/milestones/{id}`: a charge knows its milestone, a reader its contract: off to where it stands there. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const path = await milestonePath(scope.ctx, params.id);
  if (!path) throw problemResponse(problems.notFound("contract"));
  throw redirect(path);
}
