import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { Flash } from "#app/components/flash.tsx";
import { ImportScreen } from "#app/components/imports/import-screen.tsx";
import { confirmImport } from "#app/domain/catalog/imports/confirm-import.server.ts";
import { discardImport } from "#app/domain/catalog/imports/discard-import.server.ts";
import { ignoredColumns } from "#app/domain/catalog/imports/headers.ts";
import { confirmInput, reviseInput } from "#app/domain/catalog/imports/inputs.ts";
import { findImport, listImportRows, sampleCells } from "#app/domain/catalog/imports/queries.server.ts";
import { reviseImport } from "#app/domain/catalog/imports/revise-import.server.ts";
import { isOpen } from "#app/domain/catalog/imports/states.ts";
import { undoImport } from "#app/domain/catalog/imports/undo-import.server.ts";
import { parseForm, readForm, replyInvalid } from "#app/runtime/forms.server.ts";
import { type Problem, problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/imports-detail.ts";
import { chosenOutcome, pageOf } from "./imports-page.ts";

/** Rows that need a person come first. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "import.run");
  const found = await findImport(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const view = found.value;
  const chosen = chosenOutcome(request) ?? (view.counts.error > 0 ? "error" : "all");
  const outcome = chosen === "all" ? null : chosen;
  const page = pageOf(request);
  const samples = isOpen(view) ? await sampleCells(scope.ctx, view.id) : {};
  return {
    title: view.fileName,
    view,
    outcome,
    page,
    ...(await listImportRows(scope.ctx, view, outcome ? [outcome] : [], page)),
    samples,
    ignored: ignoredColumns(view, (header) => samples[header] !== undefined),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** After a refusal too: in another tab, or by a colleague, the import may have gone on meanwhile. */
export const shouldRevalidate = () => true;

export async function action({ request, context, params }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "import.run");
  const form = await readForm(request);
  const intent = form.get("intent");
  form.delete("intent");
  switch (intent) {
    case "revise":
      return revise(scope, params.id, form);
    case "confirm":
      return confirm(scope, params.id, form);
    case "discard":
      return settle(await discardImport(scope.ctx, params.id), "/organization/imports?done=discarded");
    case "undo":
      return settle(await undoImport(scope.ctx, params.id), `/organization/imports/${params.id}?done=undone`);
    default:
      throw problemResponse(problems.notFound("page"));
  }
}

async function revise({ ctx }: RequestScope, id: string, form: FormData) {
  const submission = parseForm(form, reviseInput);
  if (submission.status !== "success") return replyInvalid(submission);
  return settle(await reviseImport(ctx, id, submission.value), `/organization/imports/${id}`);
}

async function confirm({ ctx }: RequestScope, id: string, form: FormData) {
  const submission = parseForm(form, confirmInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const submit = submission.value.finish === "submit";
  return settle(await confirmImport(ctx, id, { submit }), `/organization/imports/${id}`);
}

/** On to `next`, or the same page with the refusal on top. */
function settle(result: { ok: true } | { ok: false; problem: Problem }, next: string) {
  if (result.ok) return redirect(next);
  if (result.problem.status === 404) throw problemResponse(result.problem);
  return data({ problem: result.problem }, { status: result.problem.status });
}

export default function ImportDetail({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("imports");
  return (
    <>
      <Flash messages={{ undone: t("flash.undone") }} />
      <ImportScreen {...loaderData} problem={actionData?.problem ?? null} />
    </>
  );
}
