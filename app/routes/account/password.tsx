import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import type { z } from "zod";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { PasswordInput } from "#app/components/inputs.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { changePassword } from "#app/domain/identity/change-password.server.ts";
import { changePasswordInput } from "#app/domain/identity/inputs.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/password.ts";
import { redirectWithSession, requireSession, visitOf } from "./visit.server.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  return { title: scope.t("identity:password.title") };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const submission = parseForm(await readForm(request), changePasswordInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await changePassword(
    scope.ctx,
    session,
    submission.value,
    visitOf(scope, request).deviceToken,
  );
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirectWithSession("/account?done=password", result.value);
}

export default function Password({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof changePasswordInput>>("password", actionData);
  const labels = { current: t("password.current"), next: t("field.newPassword") };
  return (
    <>
      <PageHead title={t("password.title")} lead={t("password.lead")} />
      <AccountTabs />
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        <PasswordInput meta={fields.current} label={labels.current} autoComplete="current-password" />
        <PasswordInput
          meta={fields.next}
          label={labels.next}
          help={t("register.passwordHelp")}
          autoComplete="new-password"
        />
        <SubmitRow label={t("password.submit")} />
      </Form>
    </>
  );
}
