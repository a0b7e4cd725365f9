import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import type { z } from "zod";
import { RadioGroup } from "#app/components/choices.tsx";
import { formatMoney, localeOf } from "#app/components/format.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { requestInput } from "#app/domain/money/invoices/inputs.ts";
import { listToInvoice } from "#app/domain/money/invoices/queries.server.ts";
import { requestInvoice, usualFacts } from "#app/domain/money/invoices/request.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { invoiceKinds } from "#db/schema/vocabulary.ts";
import type { Route } from "./+types/invoice-new.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const asked = new URL(request.url).searchParams.getAll("charge");
  const [all, facts] = await Promise.all([listToInvoice(scope.ctx), usualFacts(scope.ctx)]);
  const chosen = all.filter(({ chargeId }) => asked.includes(chargeId));
  const payee = chosen[0]?.payee;
  // Nothing was ticked, or what was is no longer to be had.
  if (!payee) throw redirect("/organization/invoices?side=received");
  const amount = chosen.reduce((sum, one) => sum + one.amount, 0);
  const { title, taxNumber, address, phone, bank, bankNumber, email } = facts;
  return {
    charges: chosen.map(({ chargeId }) => chargeId),
    ...{ payee, amount, facts: { title, taxNumber, address, phone, bank, bankNumber, email } },
    title: scope.t("billing:invoice.requestTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const submission = parseForm(await readForm(request), requestInput);
  if (submission.status !== "success") return replyInvalid(submission);
  const made = await requestInvoice(scope.ctx, submission.value);
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect("/organization/invoices?side=received&done=requested");
}

const texts = ["title", "taxNumber", "address", "phone", "bank", "bankNumber", "email", "note"] as const;

export default function NewInvoice({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation(["billing", "common"]);
  const { charges, payee, amount, facts } = loaderData;
  const { form, fields, props } = usePostedForm<z.input<typeof requestInput>>("invoice", actionData, {
    kind: "ordinary",
    ...facts,
  });
  const labels = Object.fromEntries(
    ["kind" as const, ...texts].map((name) => [name, t(`invoice.field.${name}`)]),
  );
  const name = localeOf(i18n.language) === "en" ? payee.nameEn || payee.nameZh : payee.nameZh;
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/invoices?side=received", label: t("invoice.title") }]} />
      <PageHead
        title={t("invoice.requestTitle")}
        lead={t("invoice.requestLead", { payee: name, amount: formatMoney(amount) })}
      />
      <Form method="post" className="grid max-w-form gap-5" {...props}>
        <ErrorSummary form={form} fields={fields} labels={labels} />
        {charges.map((id) => (
          <input key={id} type="hidden" name="charges" value={id} />
        ))}
        <RadioGroup
          meta={fields.kind}
          label={t("invoice.field.kind")}
          options={invoiceKinds.map((value) => ({ value, label: t(`invoice.kind.${value}`) }))}
        />
        <TextInput meta={fields.title} label={t("invoice.field.title")} />
        <TextInput
          meta={fields.taxNumber}
          label={t("invoice.field.taxNumber")}
          help={t("invoice.field.taxNumberHelp")}
          width="medium"
          autoComplete="off"
        />
        <TextInput meta={fields.address} label={t("invoice.field.address")} optional />
        <TextInput meta={fields.phone} label={t("invoice.field.phone")} optional width="medium" />
        <TextInput meta={fields.bank} label={t("invoice.field.bank")} optional width="medium" />
        <TextInput meta={fields.bankNumber} label={t("invoice.field.bankNumber")} optional width="medium" />
        <TextInput
          meta={fields.email}
          label={t("invoice.field.email")}
          type="email"
          optional
          width="medium"
        />
        <TextArea meta={fields.note} label={t("invoice.field.note")} optional max={500} rows={2} />
        <SubmitRow label={t("invoice.submit")}>
          <Link className="link" to="/organization/invoices?side=received">
            {t("common:action.cancel")}
          </Link>
        </SubmitRow>
      </Form>
    </>
  );
}
