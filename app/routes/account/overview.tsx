import { useTranslation } from "react-i18next";
import { Form, redirect, redirectDocument } from "react-router";
import type { z } from "zod";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { RadioGroup } from "#app/components/choices.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Day, OrganizationName } from "#app/components/text.tsx";
import { requestConfirmation } from "#app/domain/identity/confirm-email.server.ts";
import { profileInput } from "#app/domain/identity/inputs.ts";
import { ownAccount } from "#app/domain/identity/queries.server.ts";
import { updateProfile } from "#app/domain/identity/update-profile.server.ts";
import { preferenceCookie } from "#app/runtime/cookies.server.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/overview.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { organization } = requireUser(scope, request);
  const account = await ownAccount(scope.ctx);
  if (!account) throw problemResponse(problems.signInRequired());
  return { title: scope.t("identity:account.title"), account, organization };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const form = await readForm(request);
  if (form.get("intent") === "confirm") {
    const sent = await requestConfirmation(scope.ctx);
    if (!sent.ok) throw problemResponse(sent.problem);
    return redirect("/account?done=mailed");
  }
  const submission = parseForm(form, profileInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await updateProfile(scope.ctx, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  const headers = { "Set-Cookie": preferenceCookie("kx_lang", submission.value.locale) };
  // A whole document: its words are loaded once per document, and the language may have changed.
  return redirectDocument("/account?done=saved", { headers });
}

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const { account, organization } = loaderData;
  const done = ["registered", "confirmed", "mailed", "saved", "password", "joined"] as const;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`account.done.${name}`)]))} />
      <PageHead title={t("account.title")} lead={account.email} />
      <AccountTabs />
      {!account.emailVerified && <Unconfirmed email={account.email} />}
      <DescriptionList
        facts={[
          {
            term: t("field.email"),
            value: account.email,
            note: t(account.emailVerified ? "account.confirmed" : "account.unconfirmed"),
          },
          {
            term: t("account.actsFor"),
            value: organization ? <OrganizationName {...organization} /> : t("account.nobody"),
          },
          { term: t("account.totp"), value: t(account.totp ? "account.on" : "account.off") },
          { term: t("account.since"), value: <Day at={account.createdAt} /> },
        ]}
      />
      {!organization && (
        <div className="flex flex-wrap gap-3 py-4">
          <ButtonLink to="/organization/new">{t("account.found")}</ButtonLink>
        </div>
      )}
      <Profile reply={actionData} account={account} />
    </>
  );
}

function Unconfirmed({ email }: { email: string }) {
  const { t } = useTranslation("identity");
  return (
    <div className="pb-4">
      <Notice kind="warning" title={t("account.unconfirmed")}>
        <p>{t("account.unconfirmedDetail", { email })}</p>
        <Form method="post">
          <SubmitButton small look="secondary" name="intent" value="confirm">
            {t("account.mailAgain")}
          </SubmitButton>
        </Form>
      </Notice>
    </div>
  );
}

function Profile({
  reply,
  account,
}: {
  reply: Route.ComponentProps["actionData"];
  account: Route.ComponentProps["loaderData"]["account"];
}) {
  const { t } = useTranslation("identity");
  const { name, locale } = account;
  const { form, fields, props } = usePostedForm<z.infer<typeof profileInput>>("profile", reply, {
    name,
    locale,
  });
  return (
    <Section title={t("account.profile")}>
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary
          form={form}
          fields={fields}
          labels={{ name: t("field.name"), locale: t("field.locale") }}
        />
        <TextInput
          meta={fields.name}
          label={t("field.name")}
          help={t("register.nameHelp")}
          autoComplete="name"
        />
        <RadioGroup
          meta={fields.locale}
          label={t("field.locale")}
          help={t("account.localeHelp")}
          options={[
            { value: "zh-CN", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
        <SubmitRow label={t("account.save")} />
      </Form>
    </Section>
  );
}
