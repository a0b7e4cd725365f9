import { registrationCsv } from "#app/domain/contracts/registration/export-csv.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/registration-csv.ts";

/** The fields of the application form of 技术合同认定登记, for copying into the national system. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "contract.edit");
  const made = await registrationCsv(scope.ctx, params.id);
  if (!made.ok) throw problemResponse(made.problem);
  return new Response(made.value, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="technology-contract-registration.csv"',
      "Cache-Control": "private, no-store",
    },
  });
}
