import { useTranslation } from "react-i18next";
import { data, Form, Link } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { CreditTabs } from "#app/components/credit/credit-tabs.tsx";
import { ObjectionMark } from "#app/components/credit/marks.tsx";
import { usePick } from "#app/components/credit/words.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import type { Restriction } from "#app/domain/credit/public-standing.server.ts";
import { checkCodes, type CheckedCode, mostCodes } from "#app/domain/credit/register/check.server.ts";
import { codesIn } from "#app/domain/credit/register/inputs.ts";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/check.ts";

/** `/credit/check`: the standing of many organisations at once. */
export async function loader({ context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  return { title: t("credit:check.title"), most: await mostCodes(ctx) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const { ctx, ip, t } = scopeOf(context);
  const text = String((await readForm(request)).get("codes") ?? "").slice(0, 200_000);
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.standingByAddress, ip]]);
  const checked = allowed.ok ? await checkCodes(ctx, codesIn(text)) : allowed;
  if (checked.ok) return { text, rows: checked.value, errors: undefined };
  const { status } = checked.problem;
  const words = describeProblem(t, checked.problem);
  const errors = words.errors.length > 0 ? words.errors.map(({ message }) => message) : [words.detail];
  return data({ text, rows: [], errors }, { status });
}

export default function CheckMany({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("credit");
  const { most } = loaderData;
  return (
    <>
      <PageHead title={t("check.title")} lead={t("check.lead", { most })} />
      <CreditTabs current="check" />
      <Form method="post" className="grid max-w-form gap-4 pb-6">
        <TextArea
          meta={plainField("codes", actionData?.text, actionData?.errors)}
          label={t("check.codes")}
          rows={8}
        />
        <div>
          <SubmitButton>{t("check.submit")}</SubmitButton>
        </div>
      </Form>
      {actionData && actionData.rows.length > 0 && (
        <Section title={t("check.caption")}>
          <Checked rows={actionData.rows} />
        </Section>
      )}
      <p className="text-sm text-muted">{t("check.api")}</p>
    </>
  );
}

function Checked({ rows }: { rows: readonly CheckedCode[] }) {
  const { t } = useTranslation("credit");
  const pick = usePick();
  return (
    <DataTable<CheckedCode>
      caption={t("check.caption")}
      captionHidden
      rows={rows}
      rowKey={({ uscc }) => uscc}
      columns={[
        {
          key: "code",
          head: t("check.code"),
          rowHeader: true,
          cell: ({ uscc, found }) =>
            found ? (
              <Link className="link tnum" to={`/credit/${uscc}`}>
                {uscc}
              </Link>
            ) : (
              <span className="tnum">{uscc}</span>
            ),
        },
        {
          key: "name",
          head: t("check.name"),
          cell: ({ found }) => (found ? pick(found.nameZh, found.nameEn) : t("check.notFound")),
        },
        { key: "grade", head: t("check.grade"), cell: ({ found }) => found?.grade ?? "—" },
        { key: "score", head: t("check.score"), numeric: true, cell: ({ found }) => found?.score ?? "—" },
        {
          key: "restrictions",
          head: t("check.restrictions"),
          cell: ({ found }) => (found ? <Restrictions rows={found.restrictions} /> : "—"),
        },
      ]}
    />
  );
}

function Restrictions({ rows }: { rows: readonly Restriction[] }) {
  const { t } = useTranslation("credit");
  if (rows.length === 0) return t("check.none");
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1">
      {rows.map(({ measure, caseNo, underObjection }) => (
        <span key={caseNo + measure}>
          {t(`measure.${measure}`)} <ObjectionMark marked={underObjection} />
        </span>
      ))}
    </span>
  );
}
