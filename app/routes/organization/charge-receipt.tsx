import { useTranslation } from "react-i18next";
import { Button } from "#app/components/button.tsx";
import { useHydrated } from "#app/components/keys.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { ChargeLines } from "#app/components/money/charge-lines.tsx";
import { Payments } from "#app/components/money/movements.tsx";
import { purposeWord } from "#app/components/money/words.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Money, OrganizationName } from "#app/components/text.tsx";
import { chargeDetail } from "#app/domain/money/charges/queries.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/charge-receipt.ts";

/** `/organization/charges/{id}/receipt`: what was paid of a charge, for paper. Nothing was paid: there is none. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "charge.read");
  const found = await chargeDetail(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  if (found.value.charge.paid === 0) throw problemResponse(problems.notFound("receipt"));
  return { ...found.value, title: `${scope.t("charges:receipt")} ${found.value.charge.reference}` };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Receipt({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("charges");
  const hydrated = useHydrated();
  const { charge, payer, payee, lines, payments, title } = loaderData;
  return (
    <>
      <div className="print:hidden">
        <Breadcrumb steps={[{ to: `/organization/charges/${charge.id}`, label: charge.reference }]} />
      </div>
      <article className="panel my-4 grid max-w-reading gap-6 p-6 sm:p-10">
        <h1 className="text-2xl">{title}</h1>
        <DescriptionList
          facts={[
            { term: t("field.payer"), value: <OrganizationName {...payer} /> },
            { term: t("field.payee"), value: <OrganizationName {...payee} /> },
            { term: t("field.what"), value: purposeWord(t, charge.purpose) },
            { term: t("field.paid"), value: <Money fen={charge.paid} /> },
            { term: t("field.refunded"), value: charge.refunded > 0 && <Money fen={charge.refunded} /> },
          ]}
        />
        <ChargeLines lines={lines} total={charge.amount} />
        <Payments rows={payments} />
        <p className="text-xs text-muted">{t("receiptNote")}</p>
      </article>
      {hydrated && (
        <div className="print:hidden">
          <Button look="secondary" onClick={() => window.print()}>
            {t("print")}
          </Button>
        </div>
      )}
    </>
  );
}
