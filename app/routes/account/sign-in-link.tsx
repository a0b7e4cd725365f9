import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { signInByLink, signInLinkWorks } from "#app/domain/identity/sign-in.server.ts";
import { nextPath } from "#app/runtime/next-path.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/sign-in-link.ts";
import { redirectAfterSignIn, visitOf } from "./visit.server.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const link = await signInLinkWorks(ctx, params.token);
  if (!link.ok) throw problemResponse(link.problem);
  return { title: t("identity:link.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "referrer", content: "same-origin" },
];

/** Only a press of the button signs in: mail scanners open links by themselves. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const visit = visitOf(scope, request);
  const result = await signInByLink(scope.ctx, params.token, visit);
  if (!result.ok) throw problemResponse(result.problem);
  return redirectAfterSignIn(result.value, visit, nextPath(request));
}

export default function SignInLink() {
  const { t } = useTranslation("identity");
  return (
    <EntryPage title={t("link.title")} lead={t("link.lead")}>
      <Form method="post">
        <SubmitButton>{t("signIn.submit")}</SubmitButton>
      </Form>
    </EntryPage>
  );
}
