import { useTranslation } from "react-i18next";
import { Form, Link } from "react-router";
import type { z } from "zod";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { TextInput } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import { requestResetInput } from "#app/domain/identity/inputs.ts";
import { requestPasswordReset } from "#app/domain/identity/reset-password.server.ts";
import { env } from "#app/runtime/env.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/forgot-password.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { title: scopeOf(context).t("identity:forgot.title"), mailbox: env().demo };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const { ctx, ip, t } = scopeOf(context);
  const submission = parseForm(await readForm(request), requestResetInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await requestPasswordReset(ctx, submission.value.email, ip);
  if (!result.ok) return replyProblem(submission, result.problem, t);
  return { result: submission.reply(), problem: null, sentTo: submission.value.email };
}

export default function ForgotPassword({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<z.infer<typeof requestResetInput>>("forgot", actionData);
  const sentTo = actionData && "sentTo" in actionData ? actionData.sentTo : undefined;
  if (sentTo) {
    return (
      <EntryPage title={t("forgot.title")}>
        <Notice kind="success" live title={t("forgot.sent")}>
          <p>{t("forgot.sentDetail", { email: sentTo })}</p>
        </Notice>
        {loaderData.mailbox && (
          <Link className="link" to="/mailbox">
            {t("mailbox.title")}
          </Link>
        )}
      </EntryPage>
    );
  }
  return (
    <EntryPage title={t("forgot.title")} lead={t("forgot.lead")}>
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={{ email: t("field.email") }} />
        <TextInput
          meta={fields.email}
          label={t("field.email")}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <SubmitRow label={t("forgot.submit")}>
          <Link className="link" to="/account/sign-in">
            {t("code.back")}
          </Link>
        </SubmitRow>
      </Form>
    </EntryPage>
  );
}
