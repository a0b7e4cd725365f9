import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { EntryPage } from "#app/components/identity/entry-page.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { PasswordInput, TextInput } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { type SignInInput, signInInput } from "#app/domain/identity/inputs.ts";
import { signIn } from "#app/domain/identity/sign-in.server.ts";
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
import type { Route } from "./+types/sign-in.ts";
import { redirectAfterSignIn, visitOf } from "./visit.server.ts";

export function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const next = nextPath(request);
  if (ctx.actor.user) throw redirect(next);
  return { title: t("identity:signIn.title"), query: nextQuery(next), asked: next !== "/", demo: env().demo };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const submission = parseForm(await readForm(request), signInInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const visit = visitOf(scope, request);
  const result = await signIn(scope.ctx, submission.value, visit);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirectAfterSignIn(result.value, visit, nextPath(request));
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { form, fields, props } = usePostedForm<SignInInput>("sign-in", actionData);
  return (
    <EntryPage title={t("signIn.title")}>
      <Flash messages={{ reset: t("signIn.done.reset"), confirmed: t("signIn.done.confirmed") }} />
      {loaderData.asked && !actionData && <Notice>{t("signIn.asked")}</Notice>}
      <Form method="post" className="grid gap-5" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={{ email: t("field.email"), password: t("field.password") }}
        />
        <TextInput
          meta={fields.email}
          label={t("field.email")}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <PasswordInput meta={fields.password} label={t("field.password")} autoComplete="current-password" />
        <SubmitRow label={t("signIn.submit")}>
          <Link className="link" to="/account/forgot-password">
            {t("signIn.forgot")}
          </Link>
        </SubmitRow>
      </Form>
      {loaderData.demo && <DemoAccounts />}
      <p className="border-t border-hairline pt-4 text-sm">
        {t("signIn.noAccount")}{" "}
        <Link className="link" to={`/account/register${loaderData.query}`}>
          {t("register.title")}
        </Link>
      </p>
    </EntryPage>
  );
}

const demoAccounts = [
  "sme",
  "provider",
  "tto",
  "officer",
  "adjudicator",
  "auditor",
  "city",
  "operator",
] as const;

/** Who a visitor of the demonstration can be. */
function DemoAccounts() {
  const { t } = useTranslation("identity");
  return (
    <Disclosure summary={t("signIn.demo.title")}>
      <p className="text-sm text-muted">{t("signIn.demo.password")}</p>
      <DescriptionList
        facts={demoAccounts.map((name) => ({
          term: t(`signIn.demo.${name}`),
          value: <code className="font-mono select-all">{name}@demo.test</code>,
        }))}
      />
    </Disclosure>
  );
}
