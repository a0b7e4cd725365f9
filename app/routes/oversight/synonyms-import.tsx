import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { z } from "zod";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FileInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { PlanBox } from "#app/components/synonyms/plan-box.tsx";
import { importSynonyms, planImport, textOfFile } from "#app/domain/search/synonyms/import-csv.server.ts";
import { type PlanSummary, summaryOf } from "#app/domain/search/synonyms/plan-summary.ts";
import { wholeProvince } from "#app/domain/search/synonyms/policy.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/synonyms-import.ts";

const confirmed = z.object({
  text: z.string().min(1),
  mark: z.string().min(1),
  name: z.string().default(""),
});

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit", wholeProvince);
  return { title: scope.t("synonyms:importTitle") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit", wholeProvince);
  const form = await readForm(request);
  const accepted = confirmed.safeParse(Object.fromEntries(form));
  if (accepted.success) {
    const { text, mark, name } = accepted.data;
    const done = await importSynonyms(scope.ctx, { text, mark, reason: name.slice(0, 200) });
    if (done.ok) return redirect("/oversight/synonyms?done=imported");
    return preview(scope.ctx.db, text, name, done.problem);
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refusal(null, ["file_missing"]);
  const text = textOfFile(new Uint8Array(await file.arrayBuffer()));
  return text.ok ? preview(scope.ctx.db, text.value, file.name, null) : refusal(text.problem);
}

interface Answer {
  problem: Problem | null;
  errors: string[];
  plan: PlanSummary | null;
  text: string;
  name: string;
}

const refusal = (problem: Problem | null, errors: string[] = []) =>
  data<Answer>({ problem, errors, plan: null, text: "", name: "" }, { status: problem?.status ?? 422 });

async function preview(
  db: Parameters<typeof planImport>[0],
  text: string,
  name: string,
  problem: Problem | null,
) {
  const planned = await planImport(db, text);
  if (!planned.ok) return refusal(planned.problem);
  const plan = summaryOf(planned.value);
  return data<Answer>({ problem, errors: [], plan, text, name }, { status: problem?.status ?? 200 });
}

export default function Import({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("synonyms");
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/synonyms", label: t("title") }]} />
      <PageHead title={t("importTitle")} lead={t("importLead")} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      {actionData?.plan && <PlanBox plan={actionData.plan} text={actionData.text} name={actionData.name} />}
      <Form method="post" encType="multipart/form-data" className="grid max-w-form gap-5 py-6">
        <FileInput
          meta={plainField("file", undefined, actionData?.errors)}
          label={t("file")}
          help={t("fileHelp")}
          accept=".csv,.tsv,.txt,text/csv"
        />
        <div>
          <SubmitButton look={actionData?.plan ? "secondary" : "primary"}>{t("read")}</SubmitButton>
        </div>
      </Form>
    </>
  );
}
