import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import type { z } from "zod";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { PasswordInput } from "#app/components/inputs.tsx";
import { resetPasswordInput } from "#app/domain/identity/inputs.ts";
import { resetLinkWorks, resetPassword } from "#app/domain/identity/reset-password.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/reset-password.ts";
import { redirectWithSession } from "./visit.server.ts";

const passwordOnly = resetPasswordInput.omit({ token: true });

export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const link = await resetLinkWorks(ctx, params.token);
  if (!link.ok) throw problemResponse(link.problem);
  return { title: t("identity:reset.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  // The address holds the secret: no other site may see it as where the reader came from. (With `no-referrer` browsers
  // would post the form as from nowhere, which is refused.)
  { name: "referrer", content: "same-origin" },
];

export async function action({ request, params, context }: Route.ActionArgs) {
  const { ctx, t } = scopeOf(context);
  const submission = parseForm(await readForm(request), passwordOnly);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await resetPassword(ctx, { token: params.token, ...submission.value });
  if (!result.ok) return replyProblem(submission, result.problem, t);
  return redirectWithSession("/account/sign-in?done=reset", null);
}

export default function ResetPassword({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof passwordOnly>>("reset", actionData);
  return (
    <EntryPage title={t("reset.title")} lead={t("reset.lead")}>
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ password: t("field.newPassword") }} />
        <PasswordInput
          meta={fields.password}
          label={t("field.newPassword")}
          help={t("register.passwordHelp")}
          autoComplete="new-password"
        />
        <SubmitRow label={t("reset.submit")} />
      </Form>
    </EntryPage>
  );
}
