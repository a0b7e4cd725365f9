import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { PasswordInput, TextInput } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type RegisterInput, registerInput } from "#app/domain/identity/inputs.ts";
import { registerUser } from "#app/domain/identity/register.server.ts";
import { env } from "#app/runtime/env.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { nextPath, nextQuery } from "#app/runtime/next-path.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/register.ts";
import { redirectAfterSignIn, visitOf } from "./visit.server.ts";

const afterwards = "/account?done=registered";

export function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  if (ctx.actor.user) throw redirect(nextPath(request));
  return {
    title: t("identity:register.title"),
    query: nextQuery(nextPath(request)),
    email: new URL(request.url).searchParams.get("email") ?? "",
    mailbox: env().demo,
  };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const submission = parseForm(await readForm(request), registerInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const visit = { ...visitOf(scope, request), locale: scope.locale };
  const result = await registerUser(scope.ctx, submission.value, visit);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  const outcome = { kind: "session", token: result.value } as const;
  return redirectAfterSignIn(outcome, visit, nextPath(request, afterwards));
}

export default function Register({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { email, query, mailbox } = loaderData;
  const { form, fields, props } = usePostedForm<RegisterInput>("register", actionData, { email });
  const labels = { name: t("field.name"), email: t("field.email"), password: t("field.newPassword") };
  return (
    <EntryPage title={t("register.title")} lead={t("register.lead")}>
      {mailbox && <Notice>{t("register.demo")}</Notice>}
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        <TextInput meta={fields.name} label={labels.name} help={t("register.nameHelp")} autoComplete="name" />
        <TextInput
          meta={fields.email}
          label={labels.email}
          help={t("register.emailHelp")}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <PasswordInput
          meta={fields.password}
          label={t("field.password")}
          help={t("register.passwordHelp")}
          autoComplete="new-password"
        />
        <SubmitRow label={t("register.submit")} note={t("register.note")} />
      </Form>
      <p className="border-t border-hairline pt-4 text-sm">
        {t("register.haveAccount")}{" "}
        <Link className="link" to={`/account/sign-in${query}`}>
          {t("signIn.title")}
        </Link>
      </p>
    </EntryPage>
  );
}
