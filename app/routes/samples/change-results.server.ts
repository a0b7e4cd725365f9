import { data, redirect } from "react-router";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";

type Changed = Promise<Result<{ id: string }>>;

interface Change {
  intent: "upload" | "remove";
  /** The order's page, where the reader goes on. */
  page: string;
  add(file: File): Changed;
  remove(fileId: string): Changed;
}

/** Adds or removes a file of an order's results as its page asks; every upload is counted against its limit. */
export async function changeResults({ ctx }: RequestScope, form: FormData, change: Change) {
  const { intent, page } = change;
  const file = form.get("file");
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  const missing = fail(problems.invalid([{ path: "file", code: "file_missing" }]));
  const run = () => {
    if (intent === "remove") return change.remove(String(file ?? ""));
    return file instanceof File ? change.add(file) : missing;
  };
  const done = counted.ok ? await run() : counted;
  if (done.ok) return redirect(`${page}?done=${intent}`);
  const fileErrors = (done.problem.errors ?? []).map(({ code, params }) => issueText(code, params));
  const reply = { result: { status: "error" as const }, problem: done.problem, intent, fileErrors };
  return data(reply, { status: done.problem.status });
}
