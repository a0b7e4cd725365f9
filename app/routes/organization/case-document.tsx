import { DecisionDocument } from "#app/components/cases/document.tsx";
import { casePage } from "#app/domain/cases/case-page.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/case-document.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.answer");
  const found = await casePage(scope.ctx, params.id);
  const row =
    found.ok && found.value.side === "subject"
      ? found.value.decisions.find(({ decision }) => String(decision.n) === params.n)
      : undefined;
  if (!row) throw problemResponse(problems.notFound("decision"));
  const { documentNo, text, sha256 } = row.decision;
  return { title: documentNo, documentNo, text, sha256, back: `/organization/cases/${params.id}` };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function OwnCaseDocument({ loaderData }: Route.ComponentProps) {
  return <DecisionDocument {...loaderData} />;
}
