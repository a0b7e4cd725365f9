import { useTranslation } from "react-i18next";
import { redirect } from "react-router";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Act, replyOf } from "#app/components/vouchers/ask-reason.tsx";
import { HoldTable } from "#app/components/vouchers/hold-table.tsx";
import { SettlementTable } from "#app/components/vouchers/settlement-table.tsx";
import { claimForm } from "#app/domain/vouchers/forms.ts";
import { nameInvoice } from "#app/domain/vouchers/name-invoice.server.ts";
import { ownSettlements } from "#app/domain/vouchers/settlement-queries.server.ts";
import { claimsOf } from "#app/domain/vouchers/voucher-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/voucher-claims.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "booking.manage");
  const [claims, settlements] = await Promise.all([claimsOf(scope.ctx), ownSettlements(scope.ctx)]);
  return { title: scope.t("vouchers:claims.title"), claims, settlements, me: actor.user.id };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const submission = parseForm(await readForm(request), claimForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { id, invoiceNo } = submission.value;
  const done = await nameInvoice(scope.ctx, id, { invoiceNo });
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect("/organization/voucher-claims?done=invoice");
}

type Claim = Route.ComponentProps["loaderData"]["claims"][number];

export default function Claims({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("vouchers");
  const nameOf = useNameOf();
  const { claims, settlements, me } = loaderData;
  const reply = replyOf(actionData);
  return (
    <>
      <Flash messages={{ invoice: t("done.invoice") }} />
      <PageHead title={t("claims.title")} lead={t("claims.lead")} />
      <OrganizationTabs />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <HoldTable
        rows={claims}
        caption={t("claims.title")}
        empty={t("claims.none")}
        otherHead={t("column.company")}
        other={(row) => nameOf({ nameZh: row.companyZh, nameEn: row.companyEn })}
        more={[
          {
            key: "invoice",
            head: t("column.invoice"),
            cell: ({ hold }: Claim) =>
              hold.state === "captured" && hold.settlementId === null ? (
                <span className="grid gap-1">
                  {hold.invoiceNo !== "" && <span className="tnum">{hold.invoiceNo}</span>}
                  <Act
                    id={hold.id}
                    small
                    intent="invoice"
                    label={t(hold.invoiceNo === "" ? "act.invoice" : "act.invoiceAgain")}
                    note={t("act.invoiceNote")}
                    reply={reply}
                    ask={{ name: "invoiceNo", label: t("field.invoiceNo") }}
                  />
                </span>
              ) : (
                <span className="tnum">{hold.invoiceNo || "—"}</span>
              ),
          },
        ]}
      />
      <Section title={t("settlements.made")}>
        <SettlementTable rows={settlements} pays={false} me={me} reply={undefined} />
      </Section>
    </>
  );
}
