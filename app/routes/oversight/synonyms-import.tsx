import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import { z } from "zod";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { FileInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import {
  importSynonyms,
  type MarkedPlan,
  planImport,
  textOfFile,
} from "#app/domain/search/synonyms/import-csv.server.ts";
import { wholeProvince } from "#app/domain/search/synonyms/policy.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/synonyms-import.ts";

const mostErrors = 50;
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
  const form = await request.formData();
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
  plan: (Omit<MarkedPlan, "edits"> & { added: number; changed: number; deleted: number }) | null;
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
  const { edits, ...rest } = planned.value;
  const plan = {
    ...rest,
    added: edits.filter(({ group }) => group === null).length,
    changed: edits.filter(({ group, after }) => group !== null && after.length > 0).length,
    deleted: edits.filter(({ after }) => after.length === 0).length,
  };
  return data<Answer>({ problem, errors: [], plan, text, name }, { status: problem?.status ?? 200 });
}

export default function Import({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("synonyms");
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/synonyms", label: t("title") }]} />
      <PageHead title={t("importTitle")} lead={t("importLead")} />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      {actionData?.plan && <PlanBox answer={actionData} plan={actionData.plan} />}
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

function PlanBox({ answer, plan }: { answer: Answer; plan: NonNullable<Answer["plan"]> }) {
  const { t } = useTranslation("synonyms");
  const { added, changed, deleted, same, errors, mark } = plan;
  const nothing = added + changed + deleted === 0;
  return (
    <Section title={t("plan")}>
      {errors.length > 0 ? (
        <Notice kind="refusal" live title={t("planErrors")}>
          <ul className="grid list-disc gap-0.5 ps-5">
            {errors.slice(0, mostErrors).map(({ line, code, params }) => (
              <li key={line}>{t("planLine", { line, error: t(`lineError.${code}`, params) })}</li>
            ))}
          </ul>
          {errors.length > mostErrors && <p>{t("planMore", { count: errors.length - mostErrors })}</p>}
        </Notice>
      ) : (
        <Form method="post" className="grid justify-items-start gap-3">
          <p role="status">
            {nothing ? t("planNothing") : t("planCounts", { added, changed, deleted, same })}
          </p>
          <textarea name="text" defaultValue={answer.text} hidden readOnly />
          <input type="hidden" name="mark" value={mark} />
          <input type="hidden" name="name" value={answer.name} />
          {!nothing && <SubmitButton>{t("apply")}</SubmitButton>}
        </Form>
      )}
    </Section>
  );
}
