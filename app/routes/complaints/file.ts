import { readEvidence } from "#app/domain/cases/evidence.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import { fileHeaders } from "#app/routes/account/file-headers.server.ts";
import type { Route } from "./+types/file.ts";

/** Hands out a piece of evidence to whoever may see it; each time is a link in its chain of custody. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  if (!isUuid(params.id)) throw problemResponse(problems.notFound("file"));
  const found = await readEvidence(scope.ctx, params.id, params.fileId, "read");
  if (!found.ok) throw problemResponse(found.problem);
  const { content, mediaType, name } = found.value;
  const headers = fileHeaders({ mediaType, name, bytes: content.byteLength });
  headers.set("Cache-Control", "private, no-store");
  return new Response(new Uint8Array(content), { headers });
}
