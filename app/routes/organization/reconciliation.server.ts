import { z } from "zod";
import { data, redirect } from "react-router";
import {
  differenceViews,
  explainDifference,
  listDifferences,
} from "#app/domain/money/reconciliation/explain.server.ts";
import { explainInput } from "#app/domain/money/reconciliation/states.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problemResponse, type RequestScope } from "#app/runtime/request.server.ts";

const size = 30;

const explainForm = z.strictObject({ id: z.uuid(), ...explainInput.shape });

/** The loader of the two pages of differences. The caller has checked who asks. */
export async function loadDifferences(scope: RequestScope, request: Request, whose: "own" | "all") {
  const params = new URL(request.url).searchParams;
  const view = differenceViews.find((name) => name === params.get("view")) ?? "found";
  const page = Math.min(Math.max(1, Math.trunc(Number(params.get("page"))) || 1), 1_000);
  const found = await listDifferences(scope.ctx, { whose, view, page, size });
  if (!found.ok) throw problemResponse(found.problem);
  const { items, counts } = found.value;
  return {
    ...{ items, counts, view, views: differenceViews, page },
    pages: Math.max(1, Math.ceil(counts[view] / size)),
    title: scope.t("billing:reconciliation.title"),
  };
}

/** Writes down what a person says to a difference, and back to the page. */
export async function explainPosted(scope: RequestScope, request: Request, back: string) {
  const form = await readForm(request);
  const submission = parseForm(form, explainForm);
  const id = String(form.get("id") ?? "");
  if (submission.status !== "success") {
    const errors: Record<string, string[]> = {};
    for (const [path, found] of Object.entries(submission.error ?? {})) errors[path] = found ?? [];
    return data({ id, errors }, { status: 422 });
  }
  const { id: difference, explanation } = submission.value;
  const done = await explainDifference(scope.ctx, difference, { explanation });
  if (!done.ok) throw problemResponse(done.problem);
  return redirect(`${back}?done=explained`);
}
