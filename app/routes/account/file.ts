import { findReadableFile } from "#app/domain/identity/files.server.ts";
import { readContent } from "#app/runtime/files.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { fileHeaders } from "./file-headers.server.ts";
import type { Route } from "./+types/file.ts";

/**
 * Serves an attachment to those who may see it. A browser must neither guess another type nor run anything in it: only
 * pictures open in place, everything else is saved. `nosniff` and the resource policy are on every answer of the server;
 * this policy comes on top of the pages' own.
 */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { ctx } = scopeOf(context);
  const found = isUuid(params.id) ? await findReadableFile(ctx, params.id) : undefined;
  if (!found?.ok) throw problemResponse(problems.notFound("file"));
  const file = found.value;
  const etag = `"${file.sha256}"`;
  const headers = new Headers({
    ETag: etag,
    "Cache-Control": file.visibility === "public" ? "public, max-age=300" : "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; sandbox",
  });
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  const content = await readContent(ctx.db, file.sha256);
  if (!content) throw problemResponse(problems.notFound("file"));
  const { mediaType, name } = file;
  for (const [key, value] of fileHeaders({ mediaType, name, bytes: content.byteLength }))
    headers.set(key, value);
  return new Response(new Uint8Array(content), { headers });
}
