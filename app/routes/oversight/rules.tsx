import { useTranslation } from "react-i18next";
import { data, Form, Link, redirect } from "react-router";
import { Button, ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { BookChanges } from "#app/components/credit/book-changes.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { OversightTabs } from "#app/components/identity/oversight-tabs.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import type { Context } from "#app/domain/context.ts";
import { diffBooks } from "#app/domain/credit/rule-book/diff.ts";
import { beginDraft, discardDraft, findDraft, noteDraft } from "#app/domain/credit/rule-book/draft.server.ts";
import { noteInput, publishBookInput } from "#app/domain/credit/rule-book/inputs.ts";
import {
  earliestDay,
  latestBook,
  province,
  publishDraft,
} from "#app/domain/credit/rule-book/publish.server.ts";
import { type RuleBook, withParts } from "#app/domain/credit/rule-book/queries.server.ts";
import { deskOf, may } from "#app/domain/identity/permissions.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems, type Result } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import type { Route } from "./+types/rules.ts";

/** The next version of the rule book while it is written, beside the last that was published. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "rule_book.read");
  const { db, clock } = scope.ctx;
  const [found, latest] = await Promise.all([findDraft(db), latestBook(db)]);
  const draft = found && (await withParts(db, found));
  return {
    title: scope.t("ruleBook:draft.title"),
    tabs: deskOf(actor),
    draft,
    latest: latest?.version ?? 0,
    changes: draft && latest ? diffBooks(latest, draft) : [],
    earliest: await earliestDay(db, clock.now()),
    edits: may(actor, "rule_book.edit"),
    publishes: may(actor, "rule_book.publish", { regionCode: province }),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { actor } = scope.ctx;
  requirePermission(scope, request, may(actor, "rule_book.edit") ? "rule_book.edit" : "rule_book.publish");
  const form = await readForm(request);
  const values = Object.fromEntries([...form].flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
  const done = await take(scope.ctx, values);
  if (done.ok) return redirect("/oversight/rules?done=saved");
  const errors: Record<string, string[]> = {};
  for (const { path, code, params } of done.problem.errors ?? [])
    errors[path] = [...(errors[path] ?? []), issueText(code, params)];
  return data({ values, errors, problem: done.problem }, { status: done.problem.status });
}

function take(ctx: Context, { intent, ...values }: Record<string, string>): Promise<Result<void>> {
  if (intent === "begin") return beginDraft(ctx);
  if (intent === "discard") return discardDraft(ctx);
  const schema = intent === "publish" ? publishBookInput : noteInput;
  const parsed = schema.safeParse(values, { error: codeErrorMap });
  if (!parsed.success) return Promise.resolve(fail(problems.invalid(fieldErrors(parsed.error))));
  return "noteZh" in parsed.data ? noteDraft(ctx, parsed.data) : publishDraft(ctx, parsed.data);
}

type Reply = Route.ComponentProps["actionData"];

export default function Rules({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("ruleBook");
  const { draft, latest, changes, edits, publishes, earliest, tabs } = loaderData;
  return (
    <>
      <PageHead
        kicker={draft && t("version", { version: draft.version })}
        title={t("draft.title")}
        lead={t("draft.lead")}
      />
      <OversightTabs {...tabs} />
      {!actionData && <Flash messages={{ saved: t("draft.done") }} />}
      {actionData && actionData.values.intent !== "publish" && <Refused reply={actionData} />}
      {draft ? (
        <>
          <Section title={t("draft.changes")}>
            <BookChanges changes={changes} />
          </Section>
          {edits && <Note draft={draft} reply={actionData} />}
          {publishes && <Publish earliest={earliest} reply={actionData} />}
          <Parts draft={draft} edits={edits} />
          {edits && <Discard />}
        </>
      ) : (
        <EmptyState
          title={t("draft.none")}
          action={
            edits && (
              <Form method="post">
                <Button name="intent" value="begin" type="submit">
                  {t("draft.begin")}
                </Button>
              </Form>
            )
          }
        >
          {t("draft.noneDetail", { version: latest })}
        </EmptyState>
      )}
      <p className="pt-6">
        <Link className="link" to="/credit/rules">
          {t("draft.read")}
        </Link>
      </p>
    </>
  );
}

const Refused = ({ reply }: { reply: NonNullable<Reply> }) =>
  reply.problem.code !== "invalid" && <Refusal problem={reply.problem} />;

function Note({ draft, reply }: { draft: RuleBook; reply: Reply }) {
  const { t } = useTranslation("ruleBook");
  const field = (name: "noteZh" | "noteEn") =>
    plainField(name, reply?.values[name] ?? draft[name], reply?.errors[name]);
  return (
    <Section title={t("note")}>
      <Form method="post" className="grid max-w-form gap-4">
        <input type="hidden" name="intent" value="note" />
        <TextArea meta={field("noteZh")} label={t("draft.noteZh")} max={1000} rows={3} />
        <TextArea meta={field("noteEn")} label={t("draft.noteEn")} max={1000} rows={3} />
        <div>
          <SubmitButton look="secondary">{t("draft.saveNote")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

function Publish({ earliest, reply }: { earliest: string; reply: Reply }) {
  const { t } = useTranslation("ruleBook");
  return (
    <Section title={t("draft.publish")}>
      <p className="max-w-reading pb-3 text-muted">{t("draft.publishNote")}</p>
      <Form method="post" className="grid max-w-form gap-4">
        <input type="hidden" name="intent" value="publish" />
        {reply?.values.intent === "publish" && <Refused reply={reply} />}
        <DateInput
          meta={plainField("effectiveOn", reply?.values.effectiveOn, reply?.errors.effectiveOn)}
          label={t("draft.effectiveOn")}
          help={t("draft.effectiveHelp", { date: earliest })}
          optional
        />
        <div>
          <SubmitButton>{t("draft.publish")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

/** Every rule of the draft by name, with the way to its form. */
function Parts({ draft, edits }: { draft: RuleBook; edits: boolean }) {
  const { t, i18n } = useTranslation(["ruleBook", "credit"]);
  const parts = [
    {
      part: "offences",
      rows: draft.offences.map(({ code, nameZh, nameEn }) => ({
        key: code,
        name: `${code} ${i18n.language === "en" ? nameEn : nameZh}`,
      })),
    },
    {
      part: "measures",
      rows: draft.measures.map(({ kind }) => ({ key: kind, name: t(`credit:measure.${kind}`) })),
    },
    {
      part: "publications",
      rows: draft.publications.map((row) => ({ key: row.class, name: t(`credit:class.${row.class}`) })),
    },
    {
      part: "limits",
      rows: draft.limits.map(({ code }) => ({ key: code, name: say(t, `ruleBook:limitCode.${code}`) })),
    },
  ] as const;
  return parts.map(({ part, rows }) => (
    <Section
      key={part}
      title={t(part)}
      aside={
        edits &&
        part === "offences" && (
          <ButtonLink look="secondary" small to="/oversight/rules/offences/new">
            {t("draft.add")}
          </ButtonLink>
        )
      }
    >
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {rows.map(({ key, name }) => (
          <li key={key} className="flex justify-between gap-4 border-b border-hairline py-2">
            <span className="min-w-0">{name}</span>
            {edits && (
              <Link className="link shrink-0" to={`/oversight/rules/${part}/${key}`}>
                {t("draft.edit")}
                <span className="sr-only"> {name}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  ));
}

function Discard() {
  const { t } = useTranslation("ruleBook");
  return (
    <div className="pt-8">
      <Confirm label={t("draft.discard")}>
        <p>{t("draft.discardNote")}</p>
        <Form method="post">
          <Button look="danger" name="intent" value="discard" type="submit">
            {t("draft.discard")}
          </Button>
        </Form>
      </Confirm>
    </div>
  );
}
