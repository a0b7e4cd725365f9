import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import type { z } from "zod";
import { DataTable } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { Day } from "#app/components/text.tsx";
import { may } from "#app/domain/identity/permissions.ts";
import { isRecent } from "#app/domain/identity/visit.ts";
import {
  type BankAccount,
  ownBankAccounts,
  setBankAccount,
} from "#app/domain/money/transfer/bank-account.server.ts";
import { bankAccountInput } from "#app/domain/money/transfer/inputs.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { requireSession, toProveAgain } from "../account/visit.server.ts";
import type { Route } from "./+types/bank-account.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "charge.manage");
  const session = requireSession(scope, request);
  const mayEdit = may(actor, "bank_account.edit", { organizationId: actor.organization.id });
  // Whoever came to change it proves themselves before the form is filled in, not after.
  const edits = new URL(request.url).searchParams.has("edit");
  if (mayEdit && edits && !isRecent(session, scope.ctx.clock.now())) throw toProveAgain(request);
  const accounts = await ownBankAccounts(scope.ctx);
  return { title: scope.t("billing:account.title"), accounts, mayEdit, holder: actor.organization.nameZh };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "bank_account.edit");
  const session = requireSession(scope, request);
  const submission = parseForm(await readForm(request), bankAccountInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await setBankAccount(scope.ctx, session, submission.value);
  if (done.ok) return redirect("/organization/bank-account?done=account");
  if (done.problem.code === "prove_again")
    throw redirect(`/account/prove?next=${encodeURIComponent("/organization/bank-account?edit=1")}`);
  return replyProblem(submission, done.problem, scope.t);
}

export default function BankAccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { accounts, mayEdit } = loaderData;
  return (
    <>
      <Flash messages={{ account: t("done.account") }} />
      <PageHead title={t("account.title")} lead={t("account.lead")} />
      <OrganizationTabs />
      {mayEdit && <AccountForm {...loaderData} reply={actionData} />}
      <Section title={t("account.history")}>
        <DataTable<BankAccount>
          caption={t("account.history")}
          captionHidden
          rows={accounts}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t("account.none")}>{t("account.noneDetail")}</EmptyState>}
          columns={[
            {
              key: "number",
              head: t("account.number"),
              rowHeader: true,
              cell: ({ number }) => <span className="tnum">{number}</span>,
            },
            { key: "holder", head: t("account.holder"), cell: ({ holder }) => holder },
            { key: "bank", head: t("account.bank"), cell: ({ bank, branch }) => `${bank} ${branch}` },
            { key: "from", head: t("account.from"), cell: ({ createdAt }) => <Day at={createdAt} /> },
            {
              key: "until",
              head: t("account.until"),
              cell: ({ endedAt }) => (endedAt ? <Day at={endedAt} /> : t("account.current")),
            },
          ]}
        />
      </Section>
    </>
  );
}

type FormProps = Route.ComponentProps["loaderData"] & { reply: Route.ComponentProps["actionData"] };

function AccountForm({ accounts, holder, reply }: FormProps) {
  const { t } = useTranslation("billing");
  const current = accounts.find(({ endedAt }) => endedAt === null);
  const { form, fields, props } = usePostedForm<z.input<typeof bankAccountInput>>(
    "bank-account",
    reply,
    current ?? { holder },
  );
  const labels = {
    holder: t("account.holder"),
    bank: t("account.bank"),
    branch: t("account.branch"),
    number: t("account.number"),
    bankCode: t("account.bankCode"),
  };
  return (
    <Form method="post" className="grid max-w-form gap-5 pb-8" {...props}>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      <TextInput
        meta={fields.holder}
        label={labels.holder}
        help={t("account.holderHelp")}
        autoComplete="off"
      />
      <TextInput meta={fields.bank} label={labels.bank} width="medium" autoComplete="off" />
      <TextInput meta={fields.branch} label={labels.branch} width="medium" optional autoComplete="off" />
      <TextInput
        meta={fields.number}
        label={labels.number}
        width="medium"
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput
        meta={fields.bankCode}
        label={labels.bankCode}
        help={t("account.bankCodeHelp")}
        width="medium"
        inputMode="numeric"
        optional
        autoComplete="off"
      />
      <SubmitRow label={t("account.submit")} note={t("account.prove")} />
    </Form>
  );
}
