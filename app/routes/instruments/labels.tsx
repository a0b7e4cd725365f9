import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { validate } from "uuid";
import { InstrumentTabs } from "#app/components/instrument/instrument-tabs.tsx";
import { Button, SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { useHydrated } from "#app/components/keys.ts";
import { Pager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { ownFacilities, unitLabels, type UnitLabel } from "#app/domain/instrument/labels.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/labels.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const { searchParams } = new URL(request.url);
  const asked = Number(searchParams.get("page"));
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1;
  const chosen = searchParams.get("facility") ?? "";
  const facilityId = validate(chosen) ? chosen : undefined;
  const [{ labels, pages }, facilities] = await Promise.all([
    unitLabels(scope.ctx, { facilityId, page }),
    ownFacilities(scope.ctx),
  ]);
  return { labels, pages, page, facilities, chosen, title: scope.t("instrument:labels.title") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Labels({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("instrument");
  const hydrated = useHydrated();
  const titleOf = useTitleOf();
  const { labels, page, pages, facilities, chosen } = loaderData;
  return (
    <>
      <div className="no-print">
        <PageHead
          title={t("labels.title")}
          lead={t("labels.lead")}
          actions={
            hydrated &&
            labels.length > 0 && (
              <Button onClick={() => window.print()}>{t("labels.print", { count: labels.length })}</Button>
            )
          }
        />
        <InstrumentTabs />
        <Form className="flex flex-wrap items-end gap-3 pb-6">
          <Select
            meta={plainField("facility", chosen)}
            label={t("labels.facility")}
            placeholder={t("labels.all")}
            options={facilities.map((one) => ({ value: one.id, label: titleOf(one) }))}
          />
          <SubmitButton look="secondary">{t("labels.show")}</SubmitButton>
        </Form>
      </div>
      {labels.length === 0 && <EmptyState title={t("labels.none")}>{t("labels.noneDetail")}</EmptyState>}
      <ul className="unit-labels">
        {labels.map((label) => (
          <Label key={label.unitId} {...label} />
        ))}
      </ul>
      <div className="no-print">
        <Pager page={page} pages={pages} />
      </div>
    </>
  );
}

/** One label, the size of a postcard when printed. */
function Label({ number, label, titleZh, titleEn, innerId, address, qr }: UnitLabel) {
  const { t } = useTranslation("instrument");
  return (
    <li className="unit-label">
      <p className="text-lg font-semibold">{titleZh}</p>
      {titleEn && <p lang="en">{titleEn}</p>}
      <p className="font-semibold">
        {t("unit", { number })} {label}
      </p>
      <img src={qr} alt={t("labels.alt", { title: titleZh, number })} className="w-full max-w-60" />
      <p>{t("labels.scan")}</p>
      <p className="text-sm text-muted">{t("labels.inner", { id: innerId })}</p>
      <p className="text-xs break-all text-muted">{address}</p>
    </li>
  );
}
