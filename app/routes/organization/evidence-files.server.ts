import { data, redirect } from "react-router";
import {
  addEvidenceFile,
  removeEvidenceFile,
} from "#app/domain/money/stripe/disputes/evidence-files.server.ts";
import { mostEvidenceBytes } from "#app/domain/money/stripe/disputes/policy.ts";
import { acceptAttribute, evidenceRules } from "#app/runtime/files.server.ts";
import { fail, problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import type { RequestScope } from "#app/runtime/request.server.ts";
import { issueText } from "#app/runtime/validation.ts";
import { evidenceKinds } from "#db/schema/vocabulary.ts";

const megabyte = 1_000_000;

/** What the page says of files for a dispute. */
export const evidenceUpload = {
  accept: acceptAttribute(evidenceRules),
  megabytes: evidenceRules.maxBytes / megabyte,
  total: mostEvidenceBytes / megabyte,
};

/** A file is put to the evidence about a charge, or taken off it, by a form of the charge's page. */
export async function changeEvidenceFiles(
  { ctx }: RequestScope,
  chargeId: string,
  form: FormData,
  intent: "attach" | "detach",
) {
  const disputeId = String(form.get("disputeId") ?? "");
  const file = form.get("file");
  const kind = evidenceKinds.find((name) => name === form.get("kind"));
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  const missing = fail(problems.invalid([{ path: "file", code: "file_missing" }]));
  const change = () => {
    if (intent === "detach")
      return removeEvidenceFile(ctx, chargeId, { disputeId, fileId: String(file ?? "") });
    return kind && file instanceof File ? addEvidenceFile(ctx, chargeId, { disputeId, kind, file }) : missing;
  };
  const done = counted.ok ? await change() : counted;
  if (done.ok) return redirect(`/organization/charges/${chargeId}?done=${intent}`);
  const fileErrors = (done.problem.errors ?? []).map(({ code, params }) => issueText(code, params));
  const reply = { result: { status: "error" as const }, problem: done.problem };
  return data({ ...reply, intent, refundId: "", disputeId, fileErrors }, { status: done.problem.status });
}
