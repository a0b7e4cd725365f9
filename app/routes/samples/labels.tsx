import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { useHydrated } from "#app/components/keys.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { Receipt } from "#app/components/samples/receipt.tsx";
import { SampleLabels } from "#app/components/samples/sample-labels.tsx";
import { findOrder } from "#app/domain/samples/find-order.server.ts";
import { sampleCode } from "#app/domain/samples/policy.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/labels.ts";
import { shortCode } from "#app/domain/short-code.ts";

/** A sheet to print: labels for the sender, or with `?sheet=receipt` the receipt for the receiver. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findOrder(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { order, rows, allowed: _, scope: side, ...names } = found.value;
  const receipt = new URL(request.url).searchParams.get("sheet") === "receipt";
  return {
    ...names,
    order,
    side,
    receipt,
    rows: rows.map((row) => ({ ...row, code: sampleCode(order.id, row.number) })),
    title: scope.t(receipt ? "samples:labels.receiptTitle" : "samples:labels.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Labels({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("samples");
  const titleOf = useTitleOf();
  const hydrated = useHydrated();
  const { order, rows, receipt, title } = loaderData;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/samples", label: t("title") },
          { to: `/samples/${order.id}`, label: t("number", { number: shortCode(order.id) }) },
        ]}
      />
      <PageHead
        kicker={titleOf(loaderData)}
        title={title}
        state={t("number", { number: shortCode(order.id) })}
        lead={receipt ? undefined : <span className="no-print">{t("labels.lead")}</span>}
        actions={hydrated && <Button onClick={() => window.print()}>{t("labels.print")}</Button>}
      />
      {receipt ? (
        <Receipt order={order} names={loaderData} rows={rows} />
      ) : (
        <SampleLabels names={loaderData} rows={rows} />
      )}
    </>
  );
}
