import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import type { Problem } from "#app/runtime/problem.ts";
import { type EditorWords, FieldInput } from "./field-input.tsx";
import type { FieldSpec } from "./form-steps.ts";
import type { Filled } from "./read-fields.ts";

interface Props extends EditorWords {
  fields: readonly FieldSpec[];
  /** What is saved now. */
  saved: Record<string, Filled>;
  version: number;
  reply:
    | { values: Record<string, Filled>; errors: Record<string, string[]>; problem: Problem | null }
    | undefined;
}

/** The fields of one step with their errors, and after a stale save what somebody else saved meanwhile. */
export function FieldsForm({ fields, saved, version, reply, ...words }: Props) {
  const { t } = useTranslation(["catalog", "editor"]);
  const labels = Object.fromEntries(fields.map(({ path }) => [path, t(`path.${path}`)]));
  const changed = changedIn(reply?.problem ?? null);
  return (
    <Form method="post" className="grid max-w-form gap-6">
      <input type="hidden" name="version" value={version} />
      {reply?.problem && <Answer problem={reply.problem} changed={changed} />}
      <ErrorSummary
        form={{ id: "step", allErrors: reply?.errors ?? {} }}
        fields={metas(fields)}
        labels={labels}
      />
      {fields.map((spec) => (
        <div key={spec.path} className="grid gap-1">
          <FieldInput
            spec={spec}
            value={reply?.values[spec.path] ?? saved[spec.path]}
            errors={reply?.errors[spec.path]}
            {...words}
          />
          {changed.includes(spec.path) && (
            <p className="text-sm text-warning">
              {t("editor:edit.staleNow", { value: [saved[spec.path] ?? ""].flat().join(", ") })}
            </p>
          )}
        </div>
      ))}
      <div className="flex flex-wrap gap-3 pt-2">
        <SubmitButton name="then" value="next">
          {t("editor:edit.saveNext")}
        </SubmitButton>
        <SubmitButton look="secondary" name="then" value="stay">
          {t("editor:edit.save")}
        </SubmitButton>
      </div>
    </Form>
  );
}

function Answer({ problem, changed }: { problem: Problem; changed: readonly string[] }) {
  const { t } = useTranslation(["catalog", "editor"]);
  if (problem.code === "invalid") return null;
  if (problem.code !== "changed_meanwhile") return <Refusal problem={problem} />;
  return (
    <Notice kind="warning" live title={t("editor:edit.stale")}>
      <p>{t("editor:edit.staleDetail", { fields: changed.map((path) => t(`path.${path}`)).join("、") })}</p>
    </Notice>
  );
}

function changedIn(problem: Problem | null): string[] {
  const changed = problem?.details?.changed;
  return Array.isArray(changed) ? changed.filter((path) => typeof path === "string") : [];
}

const metas = (fields: readonly FieldSpec[]) =>
  Object.fromEntries(
    fields.map(({ path }) => [
      path,
      { id: path, name: path, errorId: `${path}-error`, descriptionId: `${path}-help` },
    ]),
  );
