import { ownAccounts, statementPage } from "#app/domain/money/ledger/statement.server.ts";
import { statementCsv } from "#app/domain/money/ledger/statement-csv.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/statement-csv.ts";
import { fileAnswer } from "./file-answer.server.ts";

/** A file holds so many entries; earlier ones are asked for with `before`. */
const mostLines = 10_000;

/** `?account=&before=`: the latest entries of an account, oldest first. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "statement.read");
  const { searchParams } = new URL(request.url);
  const accounts = await ownAccounts(scope.ctx);
  if (!accounts.ok) throw problemResponse(accounts.problem);
  const wanted = searchParams.get("account");
  const account = wanted ? accounts.value.find(({ purpose }) => purpose === wanted) : accounts.value[0];
  if (!account && wanted) throw problemResponse(problems.notFound("account"));
  if (!account)
    return fileAnswer("kexiang-statement.csv", "text/csv; charset=utf-8", statementCsv([], scope.t));
  const before = Number(searchParams.get("before")) || undefined;
  const page = await statementPage(scope.ctx, { purpose: account.purpose, before, limit: mostLines });
  if (!page.ok) throw problemResponse(page.problem);
  const name = `kexiang-statement-${account.purpose}.csv`;
  return fileAnswer(name, "text/csv; charset=utf-8", statementCsv(page.value.lines, scope.t));
}
