import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDate, formatLastDay, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { InvoiceAct } from "#app/components/billing/invoice-acts.tsx";
import { invoiceState, invoiceTone } from "#app/components/billing/invoice-words.ts";
import { StateTag } from "#app/components/state-tag.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { invoiceForm, invoiceIntents } from "#app/domain/money/invoices/inputs.ts";
import {
  declineInvoice,
  issueInvoice,
  voidInvoice,
  withdrawInvoice,
} from "#app/domain/money/invoices/issue.server.ts";
import { findInvoice } from "#app/domain/money/invoices/queries.server.ts";
import { today } from "#app/domain/working-days.ts";
import { acceptAttribute, proofRules } from "#app/runtime/files.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problems, type Result } from "#app/runtime/problem.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import {
  problemResponse,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import type { Route } from "./+types/invoice.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const found = await findInvoice(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  return {
    ...found.value,
    acts: invoiceIntents.filter((intent) => found.value.allowed.includes(`${intent}-invoice`)),
    accept: acceptAttribute(proofRules),
    today: today(scope.ctx.clock.now()),
    title: scope.t("billing:invoice.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: what was refused has usually changed under the reader. */
export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.pay");
  const form = await readForm(request);
  const intent = invoiceIntents.find((name) => name === form.get("intent"));
  if (!intent) throw problemResponse(problems.notFound("transition"));
  const submission = parseForm(form, invoiceForm);
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { intent });
  const done = await perform(scope, params.id, submission.value);
  if (done.ok) return redirect(`/organization/invoices/${params.id}?done=${intent}`);
  return replyWith(replyProblem(submission, done.problem, scope.t), { intent });
}

type Posted = ReturnType<typeof invoiceForm.parse>;

async function perform({ ctx }: RequestScope, id: string, posted: Posted): Promise<Result<unknown>> {
  switch (posted.intent) {
    case "issue": {
      const { intent: _, file, ...input } = posted;
      const counted = await countAttempt(ctx.db, ctx.clock.now(), [
        [limits.uploadByAccount, ctx.actor.user?.id ?? null],
      ]);
      return counted.ok ? issueInvoice(ctx, id, input, file) : counted;
    }
    case "decline":
      return declineInvoice(ctx, id, posted);
    case "withdraw":
      return withdrawInvoice(ctx, id);
    case "void":
      return voidInvoice(ctx, id, { redNumber: posted.redNumber, reason: posted.reason });
  }
}

export default function Invoice({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("billing");
  const { row, payer, payee, side, acts, accept, today: day } = loaderData;
  const state = invoiceState(row.state);
  const problem = actionData?.problem;
  return (
    <>
      <Flash messages={Object.fromEntries(invoiceIntents.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb steps={[{ to: `/organization/invoices?side=${side}`, label: t("invoice.title") }]} />
      <PageHead
        kicker={t(`invoice.kind.${row.kind}`)}
        title={<OrganizationName {...(side === "received" ? payee : payer)} />}
        state={
          <>
            <StateTag tone={invoiceTone[state]}>{t(`invoice.state.${state}`)}</StateTag>
            <Money fen={row.amount} />
          </>
        }
        next={<NextStep {...loaderData} />}
      />
      {problem && !problem.errors && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <div className="flex flex-wrap items-start gap-3 pb-6">
        {acts.map((intent) => (
          <InvoiceAct key={intent} intent={intent} reply={actionData} today={day} accept={accept} />
        ))}
      </div>
      <Facts {...loaderData} />
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function NextStep({ row, side }: Loaded) {
  const { t, i18n } = useTranslation("billing");
  const state = invoiceState(row.state);
  const day = row.deadline ? formatLastDay(row.deadline, localeOf(i18n.language)) : "";
  if (state === "requested")
    return (
      <p>{t(side === "issued" ? "invoice.next.requestedPayee" : "invoice.next.requestedPayer", { day })}</p>
    );
  return <p>{t(`invoice.next.${state}`, { reason: row.reason })}</p>;
}

function Facts(loaded: Loaded) {
  const { t } = useTranslation("billing");
  const { row, lines } = loaded;
  return (
    <>
      {row.number && (
        <Section title={t("invoice.record")}>
          <Record {...loaded} />
        </Section>
      )}
      <Section title={t("invoice.facts")}>
        <DescriptionList
          columns={2}
          facts={factNames.map((name) => ({ term: t(`invoice.field.${name}`), value: row[name] }))}
        />
      </Section>
      <Section title={t("invoice.lines")}>
        <DataTable
          caption={t("invoice.lines")}
          captionHidden
          rows={lines}
          rowKey={({ chargeId }) => chargeId}
          columns={[
            {
              key: "reference",
              head: t("invoice.column.reference"),
              rowHeader: true,
              cell: ({ chargeId, reference }) => (
                <RowLink to={`/organization/charges/${chargeId}`}>
                  <span className="tnum">{reference}</span>
                </RowLink>
              ),
            },
            {
              key: "amount",
              head: t("invoice.column.amount"),
              numeric: true,
              cell: ({ amount }) => <Money fen={amount} />,
            },
          ]}
        />
      </Section>
    </>
  );
}

const factNames = ["title", "taxNumber", "address", "phone", "bank", "bankNumber", "email", "note"] as const;

function Record({ row, files }: Loaded) {
  const { t, i18n } = useTranslation("billing");
  const locale = localeOf(i18n.language);
  return (
    <>
      <DescriptionList
        columns={2}
        facts={[
          { term: t("invoice.field.number"), value: <span className="tnum">{row.number}</span> },
          { term: t("invoice.field.code"), value: row.code },
          {
            term: t("invoice.field.issuedOn"),
            value: row.issuedOn && formatDate(`${row.issuedOn}T12:00:00+08:00`, locale),
          },
          { term: t("invoice.field.redNumber"), value: row.redNumber },
        ]}
      />
      {files.length === 0 ? (
        <p className="pt-3 text-muted">{t("invoice.noFiles")}</p>
      ) : (
        <ul className="pt-3">
          {files.map(({ id, name }) => (
            <li key={id}>
              <Link className="link" reloadDocument to={`/files/${id}`}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
