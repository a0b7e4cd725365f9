import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { RoleChoice } from "#app/components/identity/role-choice.tsx";
import { RoleList } from "#app/components/identity/role-list.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime, Day } from "#app/components/text.tsx";
import { type InviteInput, inviteInput } from "#app/domain/identity/inputs.ts";
import { inviteColleague, revokeInvitation } from "#app/domain/identity/invite.server.ts";
import { assignableRoles, may } from "#app/domain/identity/permissions.ts";
import {
  type InvitationRow,
  listInvitations,
  listMembers,
  type MemberRow,
} from "#app/domain/identity/queries.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { problemResponse, requireMember, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/members.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requireMember(scope, request);
  const mayManage = may(actor, "organization.members", { organizationId: actor.organization.id });
  const [members, invitations] = await Promise.all([
    listMembers(scope.ctx),
    mayManage ? listInvitations(scope.ctx) : [],
  ]);
  const own = actor.membershipId;
  return {
    title: scope.t("organization:members.title"),
    members,
    invitations,
    own,
    roles: mayManage ? assignableRoles(actor) : null,
  };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { organization } = requireMember(scope, request);
  requirePermission(scope, request, "organization.members", { organizationId: organization.id });
  const form = await readForm(request);
  const revoked = form.get("revoke");
  if (typeof revoked === "string") {
    const gone = await revokeInvitation(scope.ctx, revoked);
    if (!gone.ok) throw problemResponse(gone.problem);
    return redirect("/organization/members?done=revoked");
  }
  const submission = parseForm(form, inviteInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await inviteColleague(scope.ctx, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect("/organization/members?done=invited");
}

export default function Members({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const { members, invitations, roles, own } = loaderData;
  const done = ["invited", "revoked", "changed", "ended"] as const;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`members.done.${name}`)]))} />
      <PageHead title={t("members.title")} lead={t("members.lead")} />
      <OrganizationTabs />
      <DataTable<MemberRow>
        caption={t("members.title")}
        captionHidden
        rows={members}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            head: t("members.name"),
            rowHeader: true,
            cell: (row) =>
              roles || row.id === own ? (
                <RowLink to={`/organization/members/${row.id}`}>{row.name}</RowLink>
              ) : (
                row.name
              ),
          },
          { key: "email", head: t("members.email"), cell: ({ email }) => email },
          { key: "roles", head: t("field.roles"), cell: (row) => <RoleList roles={row.roles} /> },
          { key: "since", head: t("members.since"), cell: ({ since }) => <Day at={since} /> },
        ]}
      />
      {invitations.length > 0 && <Invitations rows={invitations} />}
      {roles && <Invite reply={actionData} roles={roles} />}
    </>
  );
}

function Invitations({ rows }: { rows: InvitationRow[] }) {
  const { t } = useTranslation("organization");
  return (
    <Section title={t("members.open")}>
      <DataTable<InvitationRow>
        caption={t("members.open")}
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "email", head: t("members.email"), rowHeader: true, cell: ({ email }) => email },
          { key: "roles", head: t("field.roles"), cell: (row) => <RoleList roles={row.roles} /> },
          { key: "by", head: t("members.invitedBy"), cell: ({ invitedBy }) => invitedBy },
          {
            key: "until",
            head: t("members.until"),
            cell: ({ expiresAt }) => <DateTime at={expiresAt} weekday={false} />,
          },
          {
            key: "act",
            head: t("members.act"),
            cell: (row) => (
              <Form method="post">
                <SubmitButton
                  small
                  look="secondary"
                  name="revoke"
                  value={row.id}
                  aria-label={t("members.revokeNamed", { email: row.email })}
                >
                  {t("members.revoke")}
                </SubmitButton>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Invite({
  reply,
  roles,
}: {
  reply: Route.ComponentProps["actionData"];
  roles: InviteInput["roles"];
}) {
  const { t } = useTranslation("organization");
  const { form, fields, props } = usePostedForm<InviteInput>("invite", reply, { roles: ["member"] });
  const labels = { email: t("members.email"), roles: t("field.roles") };
  return (
    <Section title={t("members.invite")}>
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        <TextInput
          meta={fields.email}
          label={labels.email}
          help={t("members.emailHelp")}
          type="email"
          autoComplete="off"
        />
        <RoleChoice meta={fields.roles} roles={roles} />
        <SubmitRow label={t("members.submit")} note={t("members.note")} />
      </Form>
    </Section>
  );
}
