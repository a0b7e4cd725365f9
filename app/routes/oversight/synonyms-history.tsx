import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Breadcrumb, CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Change } from "#app/components/synonyms/change.tsx";
import { DateTime } from "#app/components/text.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { wholeProvince } from "#app/domain/search/synonyms/policy.ts";
import { listEdits, type SynonymEdit } from "#app/domain/search/synonyms/queries.server.ts";
import { undoEdit } from "#app/domain/search/synonyms/undo-edit.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/synonyms-history.ts";

const numberOf = (text: unknown): number | undefined =>
  typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "synonym.edit");
  const params = new URL(request.url).searchParams;
  const group = numberOf(params.get("group"));
  const before = numberOf(params.get("after"));
  const { items, next } = await listEdits(scope.ctx, { group, before });
  return {
    title: scope.t(group === undefined ? "synonyms:historyTitle" : "synonyms:historyOf", { group }),
    edits: may(actor, "synonym.edit", wholeProvince),
    group,
    items,
    after: before === undefined ? null : String(before),
    next: next === null ? null : String(next),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "synonym.edit", wholeProvince);
  const seq = numberOf((await readForm(request)).get("seq"));
  if (seq === undefined) throw problemResponse(problems.notFound("synonym"));
  const undone = await undoEdit(scope.ctx, seq);
  if (!undone.ok) return { problem: undone.problem };
  return redirect("/oversight/synonyms?done=undone");
}

export default function History({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("synonyms");
  const { title, items, edits, after, next } = loaderData;
  const undoing = {
    key: "undo",
    head: t("undo"),
    cell: (edit: SynonymEdit) => <Undo edit={edit} />,
  };
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/synonyms", label: t("title") }]} />
      <PageHead title={title} lead={t("historyLead")} />
      {actionData && <Refusal problem={actionData.problem} />}
      <DataTable<SynonymEdit>
        caption={title}
        captionHidden
        desk
        rows={items}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState title={t("noHistory")}>{t("noHistoryDetail")}</EmptyState>}
        columns={[
          { key: "at", head: t("at"), cell: ({ at }) => <DateTime at={at} weekday={false} /> },
          { key: "who", head: t("who"), cell: ({ actorName }) => actorName },
          { key: "act", head: t("act"), rowHeader: true, cell: (edit) => <Act edit={edit} linked={edits} /> },
          {
            key: "change",
            head: t("change"),
            cell: ({ before, after: then }) => <Change before={before} after={then} />,
          },
          ...(edits ? [undoing] : []),
        ]}
      />
      <CursorPager after={after} next={next} />
    </>
  );
}

function Act({ edit: { act, group, reason, after }, linked }: { edit: SynonymEdit; linked: boolean }) {
  const { t } = useTranslation(["synonyms", "lifecycles"]);
  return (
    <>
      {t(`lifecycles:step.${act}`)}{" "}
      {linked && after.length > 0 ? (
        <Link className="link" to={`/oversight/synonyms/${group}`} aria-label={t("open", { group })}>
          {group}
        </Link>
      ) : (
        group
      )}
      {reason && <span className="block text-xs font-normal text-muted">{reason}</span>}
    </>
  );
}

function Undo({ edit: { seq, group } }: { edit: SynonymEdit }) {
  const { t } = useTranslation("synonyms");
  return (
    <Form method="post">
      <SubmitButton
        small
        look="secondary"
        name="seq"
        value={String(seq)}
        aria-label={t("undoNamed", { group })}
      >
        {t("undo")}
      </SubmitButton>
    </Form>
  );
}
