import { readFile } from "#app/domain/contracts/files.server.ts";
import { fileHeaders } from "#app/routes/account/file-headers.server.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/file.ts";

/** A file of a contract, for its sides and whoever mediates in it. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await readFile(scope.ctx, params.id, params.fileId);
  if (!found.ok) throw problemResponse(found.problem);
  const { content, mediaType, name } = found.value;
  const headers = fileHeaders({ mediaType, name, bytes: content.byteLength });
  headers.set("Cache-Control", "private, no-store");
  return new Response(new Uint8Array(content), { headers });
}
