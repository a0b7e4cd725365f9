import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Builder } from "#app/components/contracts/builder.tsx";
import { useBuilderLabels } from "#app/components/contracts/builder-rest.tsx";
import {
  readValues,
  termsFrom,
  valuesOf,
  withDefinition,
  withMilestone,
} from "#app/components/contracts/builder-form.ts";
import { Checklist } from "#app/components/contracts/checklist.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary } from "#app/components/form.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { proposeAmendment } from "#app/domain/contracts/amendments/amend.server.ts";
import { proposeText, saveDraft } from "#app/domain/contracts/draft.server.ts";
import { editPage } from "#app/domain/contracts/edit-page.server.ts";
import { draftInput, proposeAmendmentInput, proposeInput } from "#app/domain/contracts/inputs.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { type Problem, problems, type Result } from "#app/runtime/problem.ts";
import {
  problemResponse,
  type RequestScope,
  requirePermission,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/edit.ts";

async function edited(scope: RequestScope, request: Request, id: string) {
  requirePermission(scope, request, "contract.edit");
  const found = await editPage(scope.ctx, id);
  if (!found.ok) throw problemResponse(found.problem);
  return found.value;
}

const annexesOf = (files: readonly { id: string; name: string; sha256: string; purpose: string }[]) =>
  files.filter(({ purpose }) => purpose === "annex").map(({ id, name, sha256 }) => ({ id, name, sha256 }));

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { page, terms, findings, amends } = await edited(scope, request, params.id);
  const files = annexesOf(page.files);
  return {
    id: page.row.id,
    version: page.row.version,
    name: page.row.title,
    kind: terms.kind,
    title: scope.t(amends ? "contracts:builder.amendTitle" : "contracts:builder.title"),
    values: valuesOf(terms, files),
    files,
    findings,
    amends,
  };
}

/** Also after a refusal: the checklist is that of what is saved. */
export const shouldRevalidate = () => true;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { page, amends } = await edited(scope, request, params.id);
  const form = await readForm(request);
  const values = readValues(form);
  const then = form.get("then");
  const note = String(form.get("note") ?? "");
  const empty = { errors: {} as Record<string, string[]>, problem: null as Problem | null };
  if (then === "kind") return data({ values, note, ...empty });
  if (then === "milestone") return data({ values: withMilestone(values), note, ...empty });
  if (then === "definition") return data({ values: withDefinition(values), note, ...empty });
  const terms = termsFrom(values, annexesOf(page.files));
  const done = await write(scope, params.id, {
    terms,
    note,
    as: then === "save" && !amends ? "save" : amends ? "amend" : "propose",
    version: Number(form.get("version")),
  });
  if (!done.ok) return data({ values, note, ...refusal(done.problem) }, { status: done.problem.status });
  return then === "save" && !amends
    ? redirect(`/contracts/${params.id}/edit?done=saved`)
    : redirect(`/contracts/${params.id}?done=proposed`);
}

interface Written {
  terms: unknown;
  note: string;
  as: "save" | "propose" | "amend";
  version: number;
}

async function write(
  { ctx }: RequestScope,
  id: string,
  { terms, note, as, version }: Written,
): Promise<Result<unknown>> {
  const refused = (error: Parameters<typeof fieldErrors>[0]) =>
    ({ ok: false, problem: problems.invalid(fieldErrors(error)) }) as const;
  if (as === "amend") {
    const read = proposeAmendmentInput.safeParse({ terms, reason: note }, { error: codeErrorMap });
    return read.success ? proposeAmendment(ctx, id, read.data) : refused(read.error);
  }
  if (as === "save") {
    const read = draftInput.safeParse({ terms }, { error: codeErrorMap });
    return read.success ? saveDraft(ctx, id, read.data) : refused(read.error);
  }
  const read = proposeInput.safeParse({ terms, note, version }, { error: codeErrorMap });
  return read.success ? proposeText(ctx, id, read.data) : refused(read.error);
}

function refusal(problem: Problem): { errors: Record<string, string[]>; problem: Problem } {
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of problem.errors ?? []) {
    const name = path === "reason" ? "note" : path.replace(/^terms\./, "");
    const said =
      code === "wrong_type"
        ? "number"
        : code === "wrong_format" && name.endsWith("dueOn")
          ? "date_format"
          : code;
    errors[name] = [...(errors[name] ?? []), issueText(said, params)];
  }
  return { errors, problem };
}

export default function EditContract({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("contracts");
  const labelOf = useBuilderLabels();
  const { id, name, kind, amends, files, findings, version } = loaderData;
  const values = actionData?.values ?? loaderData.values;
  const errors = actionData?.errors ?? {};
  const problem = actionData?.problem;
  return (
    <>
      {!actionData && <Flash messages={{ started: t("done.started"), saved: t("done.saved") }} />}
      <Breadcrumb
        steps={[
          { to: "/contracts", label: t("title") },
          { to: `/contracts/${id}`, label: name || t("kicker") },
        ]}
      />
      <PageHead
        kicker={name}
        title={t(amends ? "builder.amendTitle" : "builder.title")}
        lead={t(amends ? "builder.amendLead" : "builder.lead")}
      />
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Form
          method="post"
          className="grid max-w-form content-start gap-8 pb-8"
          key={`${version} ${values.fields.kind} ${values.milestones.length} ${values.definitions.length}`}
        >
          <input type="hidden" name="version" value={version} />
          {problem && problem.code !== "invalid" && <Refusal problem={problem} />}
          <ErrorSummary
            form={{ id: "terms", allErrors: errors }}
            labels={(path) => (path === "note" ? t("builder.note") : labelOf(path))}
            fields={metas(errors)}
          />
          <Builder values={values} errors={errors} files={files} />
          <TextArea
            meta={plainField("note", actionData?.note, errors.note)}
            label={t(amends ? "builder.reason" : "builder.note")}
            optional={!amends}
            max={1000}
            rows={2}
          />
          <div className="flex flex-wrap gap-3 border-t border-hairline pt-4">
            <SubmitButton name="then" value="propose">
              {t(amends ? "builder.proposeAmendment" : "builder.propose")}
            </SubmitButton>
            {!amends && (
              <SubmitButton look="secondary" name="then" value="save">
                {t("builder.save")}
              </SubmitButton>
            )}
          </div>
        </Form>
        <aside className="order-first lg:order-none">
          <Checklist kind={kind} findings={findings} />
        </aside>
      </div>
    </>
  );
}

const metas = (errors: Record<string, string[]>) =>
  Object.fromEntries(Object.keys(errors).map((name) => [name, plainField(name)]));
