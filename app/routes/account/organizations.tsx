import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { RoleList } from "#app/components/identity/role-list.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { OrganizationName } from "#app/components/text.tsx";
import { listOwnMemberships, type OwnMembership } from "#app/domain/identity/queries.server.ts";
import { membershipInput } from "#app/domain/identity/inputs.ts";
import { switchOrganization } from "#app/domain/identity/sessions.server.ts";
import { parseForm, readForm, replyInvalid } from "#app/runtime/forms.server.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/organizations.ts";
import { redirectWithSession, requireSession } from "./visit.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { membershipId } = requireUser(scope, request);
  const memberships = await listOwnMemberships(scope.ctx);
  return { title: scope.t("identity:organizations.title"), memberships, current: membershipId };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const submission = parseForm(await readForm(request), membershipInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await switchOrganization(scope.ctx, session, submission.value.membershipId);
  if (!result.ok) throw problemResponse(result.problem);
  return redirectWithSession("/organization", result.value);
}

export default function Organizations({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { memberships, current } = loaderData;
  const found = <ButtonLink to="/organization/new">{t("account.found")}</ButtonLink>;
  return (
    <>
      <PageHead
        title={t("organizations.title")}
        lead={t("organizations.lead")}
        actions={memberships.length > 0 && found}
      />
      <AccountTabs />
      <DataTable<OwnMembership>
        caption={t("organizations.title")}
        captionHidden
        rows={memberships}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={t("organizations.none")} action={found}>
            {t("organizations.noneDetail")}
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            head: t("organizations.name"),
            rowHeader: true,
            cell: (row) => <OrganizationName {...row.organization} />,
          },
          {
            key: "uscc",
            head: t("organizations.uscc"),
            cell: (row) => <span className="tnum">{row.organization.uscc}</span>,
          },
          { key: "roles", head: t("organizations.roles"), cell: (row) => <RoleList roles={row.roles} /> },
          {
            key: "act",
            head: t("devices.act"),
            cell: (row) => <Act row={row} current={row.id === current} />,
          },
        ]}
      />
    </>
  );
}

function Act({ row, current }: { row: OwnMembership; current: boolean }) {
  const { t } = useTranslation("identity");
  if (current) return <StateTag tone="confirmed">{t("organizations.current")}</StateTag>;
  return (
    <Form method="post">
      <SubmitButton
        small
        look="secondary"
        name="membershipId"
        value={row.id}
        aria-label={t("organizations.switchNamed", { name: row.organization.nameZh })}
      >
        {t("organizations.switch")}
      </SubmitButton>
    </Form>
  );
}
