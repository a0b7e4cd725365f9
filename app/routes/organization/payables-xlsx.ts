import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/payables-xlsx.ts";
import { owedWorkbook } from "./owed-workbook.server.ts";

export const loader = ({ request, context }: Route.LoaderArgs) =>
  owedWorkbook(scopeOf(context), request, "payables");
