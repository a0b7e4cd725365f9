import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import type { z } from "zod";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { PasswordInput } from "#app/components/inputs.tsx";
import { reauthenticateInput } from "#app/domain/identity/inputs.ts";
import { reauthenticate } from "#app/domain/identity/sessions.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { nextPath } from "#app/runtime/next-path.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/prove.ts";
import { redirectWithSession, requireSession } from "./visit.server.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { user } = requireUser(scope, request);
  return { title: scope.t("identity:prove.title"), email: user.email };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const submission = parseForm(await readForm(request), reauthenticateInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await reauthenticate(scope.ctx, session, submission.value.password);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirectWithSession(nextPath(request, "/account"), result.value);
}

export default function Prove({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof reauthenticateInput>>("prove", actionData);
  return (
    <EntryPage title={t("prove.title")} lead={t("prove.lead", { email: loaderData.email })}>
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ password: t("field.password") }} />
        <PasswordInput meta={fields.password} label={t("field.password")} autoComplete="current-password" />
        <SubmitRow label={t("prove.submit")} />
      </Form>
    </EntryPage>
  );
}
