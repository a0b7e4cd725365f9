import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { RoleChoice } from "#app/components/identity/role-choice.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { changeRoles, endMembership } from "#app/domain/identity/change-membership.server.ts";
import { changeRolesInput } from "#app/domain/identity/inputs.ts";
import { assignableRoles, may } from "#app/domain/identity/permissions.ts";
import { listMembers } from "#app/domain/identity/queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/member.ts";

const rolesOnly = changeRolesInput.omit({ membershipId: true });

/** Owners see every member, everybody themselves. */
async function memberShown(scope: RequestScope, request: Request, id: string) {
  const actor = requireMember(scope, request);
  const mayManage = may(actor, "organization.members", { organizationId: actor.organization.id });
  const member = (await listMembers(scope.ctx)).find((row) => row.id === id);
  if (!member) throw problemResponse(problems.notFound("membership"));
  const self = id === actor.membershipId;
  if (!mayManage && !self) throw problemResponse(problems.forbidden("organization.members"));
  const offered: Role[] | null = mayManage
    ? [...new Set([...assignableRoles(actor), ...member.roles])]
    : null;
  return { member, self, offered };
}

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const shown = await memberShown(scope, request, params.id);
  return { title: shown.member.name, ...shown };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const { self } = await memberShown(scope, request, params.id);
  const form = await readForm(request);
  if (form.get("intent") === "end") {
    const ended = await endMembership(scope.ctx, params.id);
    if (!ended.ok) throw problemResponse(ended.problem);
    return redirect(self ? "/account" : "/organization/members?done=ended");
  }
  const submission = parseForm(form, rolesOnly);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await changeRoles(scope.ctx, params.id, submission.value.roles);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect("/organization/members?done=changed");
}

export default function Member({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const { member, self, offered } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/members", label: t("members.title") }]} />
      <PageHead kicker={t("members.one")} title={member.name} lead={member.email} />
      {offered && <Roles reply={actionData} offered={offered} held={member.roles} />}
      <Section title={t(self ? "members.leave" : "members.end")}>
        <Confirm label={t(self ? "members.leave" : "members.end")}>
          <p>{t(self ? "members.leaveDetail" : "members.endDetail", { name: member.name })}</p>
          <Form method="post">
            <SubmitButton look="danger" name="intent" value="end">
              {t(self ? "members.leave" : "members.end")}
            </SubmitButton>
          </Form>
        </Confirm>
      </Section>
    </>
  );
}

function Roles({
  reply,
  offered,
  held,
}: {
  reply: Route.ComponentProps["actionData"];
  offered: Role[];
  held: Role[];
}) {
  const { t } = useTranslation("organization");
  const { form, fields, props } = usePostedForm<{ roles: Role[] }>("roles", reply, { roles: held });
  return (
    <Form method="post" className="grid max-w-form gap-5" {...props}>
      <ErrorSummary form={form} fields={fields} labels={{ roles: t("field.roles") }} />
      <RoleChoice meta={fields.roles} roles={offered} />
      <SubmitRow label={t("members.save")} />
    </Form>
  );
}
