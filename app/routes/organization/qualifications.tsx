import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Confirm } from "#app/components/confirm.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatCount } from "#app/components/format.ts";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { useValidity } from "#app/components/qualification/standing.tsx";
import { TypeFields } from "#app/components/qualification/type-fields.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { defineType } from "#app/domain/qualification/define-type.server.ts";
import { typeForm } from "#app/domain/qualification/inputs.ts";
import { ownTypes } from "#app/domain/qualification/type-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/qualifications.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const after = new URL(request.url).searchParams.get("after");
  const page = await ownTypes(scope.ctx, after !== null && isUuid(after) ? after : undefined);
  return { title: scope.t("qualification:org.title"), after, ...page };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const form = await readForm(request);
  form.delete("intent");
  const submission = parseForm(form, typeForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await defineType(scope.ctx, submission.value);
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/organization/qualifications/${made.value}?done=defined`);
}

export default function Qualifications({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("qualification");
  const nameOf = useNameOf();
  const validity = useValidity();
  const { items, after, next } = loaderData;
  return (
    <>
      <Flash messages={{ retired: t("org.done.retired") }} />
      <PageHead title={t("org.title")} lead={t("org.lead")} />
      <OrganizationTabs />
      <DataTable
        caption={t("org.title")}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t("org.none")}>{t("org.noneDetail")}</EmptyState>}
        columns={[
          {
            key: "name",
            head: t("org.name"),
            rowHeader: true,
            cell: (row) => <RowLink to={`/organization/qualifications/${row.id}`}>{nameOf(row)}</RowLink>,
          },
          { key: "valid", head: t("org.validity"), cell: (row) => validity(row).join(" · ") },
          {
            key: "facilities",
            head: t("org.facilities"),
            numeric: true,
            cell: (row) => formatCount(row.facilities),
          },
          {
            key: "state",
            head: t("org.state"),
            cell: ({ retiredAt }) => (
              <StateTag tone={retiredAt ? "neutral" : "confirmed"}>
                {t(retiredAt ? "org.retired" : "org.inUse")}
              </StateTag>
            ),
          },
        ]}
      />
      <CursorPager after={after} next={next} />
      <div className="pt-8">
        <Confirm label={t("org.add")} look="primary" open={actionData !== undefined}>
          <TypeFields intent="define" reply={actionData} />
        </Confirm>
      </div>
    </>
  );
}
