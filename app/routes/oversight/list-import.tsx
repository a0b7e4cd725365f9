import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FileInput, TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { importExternalList } from "#app/domain/credit/external/import-list.server.ts";
import { listInput } from "#app/domain/credit/external/inputs.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { type FieldError, type Problem, problems } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/list-import.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "external_list.import");
  return { title: scope.t("external:import") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "external_list.import");
  const { ctx } = scope;
  const form = await readForm(request);
  const file = form.get("file");
  const text = (name: string): string => {
    const given = form.get(name);
    return typeof given === "string" ? given : "";
  };
  const values = { name: text("name"), source: text("source") };
  const parsed = listInput.safeParse(values, { error: codeErrorMap });
  const noFile: FieldError[] =
    file instanceof File && file.size > 0 ? [] : [{ path: "file", code: "file_missing" }];
  if (!parsed.success || !(file instanceof File) || noFile.length > 0)
    return refused(problems.invalid([...(parsed.error ? fieldErrors(parsed.error) : []), ...noFile]), values);
  const counted = await countAttempt(ctx.db, ctx.clock.now(), [
    [limits.uploadByAccount, ctx.actor.user?.id ?? null],
  ]);
  if (!counted.ok) return refused(counted.problem, values);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const done = await importExternalList(ctx, { ...parsed.data, fileName: file.name.slice(0, 200), bytes });
  return done.ok ? redirect(`/oversight/lists/${done.value.id}`) : refused(done.problem, values);
}

function refused(problem: Problem, values: { name: string; source: string }) {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) errors[path] = [issueText(code, params)];
  return data({ problem, values, errors }, { status: problem.status });
}

export default function ImportList({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("external");
  const field = (name: "name" | "source" | "file") =>
    plainField(name, name === "file" ? undefined : actionData?.values[name], actionData?.errors[name]);
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/lists", label: t("title") }]} />
      <PageHead title={t("import")} lead={t("importLead")} />
      {actionData && actionData.problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-5">
        <TextInput meta={field("name")} label={t("name")} help={t("nameHelp")} />
        <TextInput meta={field("source")} label={t("source")} help={t("sourceHelp")} />
        <FileInput
          meta={field("file")}
          label={t("file")}
          help={t("fileHelp")}
          accept=".csv,.tsv,.xlsx,.xls"
        />
        <div>
          <SubmitButton>{t("submit")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
