import { redirect } from "react-router";
import { signOut } from "#app/domain/identity/sessions.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/sign-out.ts";
import { redirectWithSession } from "./visit.server.ts";

export async function action({ context }: Route.ActionArgs) {
  const { ctx, session } = scopeOf(context);
  if (session) await signOut(ctx, session.id);
  return redirectWithSession("/", null);
}

/** A link cannot sign anybody out. */
export const loader = () => redirect("/");
