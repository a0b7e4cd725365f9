import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { confirmEmail } from "#app/domain/identity/confirm-email.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/confirm-email.ts";

export const loader = ({ context }: Route.LoaderArgs) => ({
  title: scopeOf(context).t("identity:confirm.title"),
});

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "referrer", content: "same-origin" },
];

/** Only a press of the button confirms: mail scanners open links by themselves. */
export async function action({ params, context }: Route.ActionArgs) {
  const { ctx } = scopeOf(context);
  const result = await confirmEmail(ctx, params.token);
  if (!result.ok) throw problemResponse(result.problem);
  return redirect(ctx.actor.user ? "/account?done=confirmed" : "/account/sign-in?done=confirmed");
}

export default function ConfirmEmail() {
  const { t } = useTranslation("identity");
  return (
    <EntryPage title={t("confirm.title")} lead={t("confirm.lead")}>
      <Form method="post">
        <SubmitButton>{t("confirm.submit")}</SubmitButton>
      </Form>
    </EntryPage>
  );
}
