import { useTranslation } from "react-i18next";
import { data, Form, redirect } from "react-router";
import type { z } from "zod";
import { Button } from "#app/components/button.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { Confirm } from "#app/components/confirm.tsx";
import {
  LimitFields,
  MeasureFields,
  OffenceFields,
  PublicationFields,
} from "#app/components/credit/rule-form.tsx";
import { SubmitRow } from "#app/components/form.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import type { Context } from "#app/domain/context.ts";
import type { Part } from "#app/domain/credit/rule-book/diff.ts";
import {
  findDraft,
  removeOffence,
  saveLimit,
  saveMeasureRule,
  saveOffence,
  savePublicationRule,
} from "#app/domain/credit/rule-book/draft.server.ts";
import {
  limitInput,
  measureRuleInput,
  offenceInput,
  publicationRuleInput,
} from "#app/domain/credit/rule-book/inputs.ts";
import { withParts } from "#app/domain/credit/rule-book/queries.server.ts";
import {
  classNamed,
  kindNamed,
  limitNamed,
  partNamed,
  allowedKinds,
  ruleInput,
  ruleValues,
} from "#app/domain/credit/rule-book/rule-form.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, type Problem, problems, type Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/rule.ts";

/** One rule of the draft in a form of its own. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "rule_book.edit");
  const part = partNamed(params.part);
  const draft = await findDraft(scope.ctx.db);
  const book = draft && (await withParts(scope.ctx.db, draft));
  const values = part && book && ruleValues(book, part, params.key);
  if (!part || !values) throw problemResponse(problems.notFound("rule_book"));
  return {
    part,
    key: params.key,
    values,
    version: book?.version ?? 0,
    title: scope.t("ruleBook:draft.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "rule_book.edit");
  const part = partNamed(params.part);
  if (!part) throw problemResponse(problems.notFound("rule_book"));
  const form = await readForm(request);
  const saved =
    form.get("intent") === "remove" && part === "offences"
      ? await removeOffence(scope.ctx, params.key)
      : await save(scope.ctx, part, params.key, ruleInput(part, params.key, form));
  if (saved.ok) return redirect("/oversight/rules?done=saved");
  const { problem } = saved;
  return data(
    { problem, values: sent(form), errors: errorsOf(problem, scope.t, allowedKinds(form)) },
    { status: problem.status },
  );
}

/** Saves a rule of the draft. */
function save(ctx: Context, part: Part, key: string, input: unknown): Promise<Result<void>> {
  const [kind, grade, limit] = [kindNamed(key), classNamed(key), limitNamed(key)];
  if (part === "offences") return checked(offenceInput, input, (row) => saveOffence(ctx, row));
  if (part === "measures" && kind)
    return checked(measureRuleInput, input, (row) => saveMeasureRule(ctx, kind, row));
  if (part === "publications" && grade)
    return checked(publicationRuleInput, input, (row) => savePublicationRule(ctx, grade, row));
  if (part === "limits" && limit) return checked(limitInput, input, (row) => saveLimit(ctx, limit, row));
  return Promise.resolve(fail(problems.notFound("rule_book")));
}

function checked<S extends z.ZodType>(
  schema: S,
  input: unknown,
  run: (row: z.output<S>) => Promise<Result<void>>,
): Promise<Result<void>> {
  const parsed = schema.safeParse(input, { error: codeErrorMap });
  return parsed.success
    ? run(parsed.data)
    : Promise.resolve(fail(problems.invalid(fieldErrors(parsed.error))));
}

const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

const sent = (form: FormData): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const all = form.getAll(name).filter((value) => typeof value === "string");
      return [name, all[0] ?? ""];
    }),
  );

/** Errors by the field's name: of a measure's term at its days, of all measures together in words above them. */
function errorsOf({ errors = [] }: Problem, t: Parameters<typeof say>[0], kinds: readonly string[]) {
  const byName: Record<string, string[]> = {};
  for (const { path, code, params } of errors) {
    const [first = "", index, side] = path.split(".");
    const name =
      index === undefined ? first : `${side === "maxDays" ? "max" : "min"}.${kinds[Number(index)] ?? ""}`;
    const error = name === "measures" ? say(t, `problems:field.${code}`, params) : issueText(code, params);
    if (!byName[name]?.includes(error)) byName[name] = [...(byName[name] ?? []), error];
  }
  return byName;
}

export default function Rule({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["ruleBook", "credit"]);
  const { part, key } = loaderData;
  const pick = usePick();
  const kind = part === "measures" ? kindNamed(key) : undefined;
  const props = { values: actionData?.values ?? loaderData.values, errors: actionData?.errors ?? {} };
  const name =
    part === "measures"
      ? say(t, `credit:measure.${key}`)
      : part === "publications"
        ? say(t, `credit:class.${key}`)
        : part === "limits"
          ? say(t, `ruleBook:limitCode.${key}`)
          : key === "new"
            ? t("draft.add")
            : `${key} ${pick(text(loaderData.values.nameZh), text(loaderData.values.nameEn))}`;
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/rules", label: t("draft.back") }]} />
      <PageHead
        kicker={`${t("version", { version: loaderData.version })} · ${t(`part.${part}`)}`}
        title={name}
      />
      {actionData && <Refusal problem={actionData.problem} />}
      <Form method="post" className="grid max-w-form gap-5 pt-4">
        {part === "offences" && <OffenceFields {...props} fresh={key === "new"} />}
        {kind && <MeasureFields kind={kind} {...props} />}
        {part === "publications" && <PublicationFields {...props} />}
        {part === "limits" && <LimitFields {...props} />}
        <SubmitRow label={t("draft.save")} />
      </Form>
      {part === "offences" && key !== "new" && (
        <div className="pt-8">
          <Confirm label={t("draft.remove")}>
            <p>{t("draft.removeNote")}</p>
            <Form method="post">
              <Button look="danger" name="intent" value="remove" type="submit">
                {t("draft.remove")}
              </Button>
            </Form>
          </Confirm>
        </div>
      )}
    </>
  );
}
