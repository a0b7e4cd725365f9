import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { RoleList } from "#app/components/identity/role-list.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { acceptInvitation, findInvitation } from "#app/domain/identity/accept-invitation.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { redirectWithSession, requireSession } from "../account/visit.server.ts";
import type { Route } from "./+types/invitation.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const found = await findInvitation(ctx, params.token);
  if (!found.ok) throw problemResponse(found.problem);
  const next = encodeURIComponent(`/organization/invitation/${params.token}`);
  return {
    title: t("organization:invitation.title"),
    invitation: found.value,
    me: ctx.actor.user?.email ?? null,
    next,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "referrer", content: "same-origin" },
];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const result = await acceptInvitation(scope.ctx, session, params.token);
  if (!result.ok) throw problemResponse(result.problem);
  return redirectWithSession("/organization?done=joined", result.value);
}

export default function Invitation({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("organization");
  const { invitation } = loaderData;
  return (
    <EntryPage title={t("invitation.title")} lead={t("invitation.lead", { from: invitation.invitedBy })}>
      <DescriptionList
        facts={[
          { term: t("invitation.organization"), value: <OrganizationName {...invitation.organization} /> },
          { term: t("field.roles"), value: <RoleList roles={invitation.roles} /> },
          { term: t("invitation.to"), value: invitation.email },
          { term: t("members.until"), value: <DateTime at={invitation.expiresAt} /> },
        ]}
      />
      <Answer {...loaderData} />
    </EntryPage>
  );
}

function Answer({ invitation, me, next }: Route.ComponentProps["loaderData"]) {
  const { t } = useTranslation("organization");
  if (me === null) {
    return (
      <div className="grid gap-3">
        <p>{t("invitation.signInFirst")}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink to={`/account/register?email=${encodeURIComponent(invitation.email)}&next=${next}`}>
            {t("invitation.register")}
          </ButtonLink>
          <ButtonLink look="secondary" to={`/account/sign-in?next=${next}`}>
            {t("invitation.signIn")}
          </ButtonLink>
        </div>
      </div>
    );
  }
  if (me !== invitation.email) {
    return (
      <Notice kind="warning" title={t("invitation.otherAccount")}>
        <p>{t("invitation.otherAccountDetail", { me, email: invitation.email })}</p>
      </Notice>
    );
  }
  return (
    <Form method="post">
      <SubmitButton>{t("invitation.accept")}</SubmitButton>
    </Form>
  );
}
