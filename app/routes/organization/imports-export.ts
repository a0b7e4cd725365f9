import { redirect } from "react-router";
import { z } from "zod";
import { exportFacilities, exportFiles } from "#app/domain/catalog/imports/export-facilities.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { importFormats } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/imports-export.ts";
import { download } from "./imports-download.server.ts";

const query = z.object({
  format: z.enum(importFormats),
  file: z.enum(["csv", "tsv", "xlsx"]).optional(),
  batch: z.uuid().optional(),
});

/** `?format=&file=&batch=`; without a format, the page that offers them. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "import.run");
  const { searchParams } = new URL(request.url);
  if (!searchParams.has("format")) throw redirect("/organization/imports#export");
  const asked = query.safeParse(Object.fromEntries(searchParams));
  if (!asked.success) throw problemResponse(problems.notFound("export"));
  const { format, file = exportFiles[format][0], batch } = asked.data;
  const result = await exportFacilities(scope.ctx, { format, file, batchId: batch });
  if (!result.ok) throw problemResponse(result.problem);
  return download(result.value);
}
