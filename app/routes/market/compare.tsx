import { useTranslation } from "react-i18next";
import { CompareTable } from "#app/components/search/compare-table.tsx";
import { Absentees } from "#app/components/search/compare-absent.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Notice } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { togetherOf } from "#app/domain/booking/bundle/wanted-parts.ts";
import { compareFacilities } from "#app/domain/search/compare.server.ts";
import { mostCompared } from "#app/domain/search/options.ts";
import { scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/compare.ts";

const mostRead = 50;

/** `/compare?id=…&id=…`: up to four facilities side by side; the address is the whole state and can be shared. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const params = new URL(request.url).searchParams;
  const ids = params.getAll("id").filter(Boolean).slice(0, mostRead);
  const near = params.get("near") ?? "";
  const comparison = await compareFacilities(ctx, ids, /^\d{6}$/.test(near) ? near : undefined);
  return {
    title: t("compare:title"),
    description: t("compare:lead", { most: mostCompared }),
    onlyDifferences: params.get("only") === "differences",
    ...comparison,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.title },
  { name: "description", content: loaderData?.description },
  // One of countless selections: the facilities have pages of their own.
  { name: "robots", content: "noindex" },
];

export default function Compare({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation(["compare", "together"]);
  const { facilities, absent, origin, onlyDifferences } = loaderData;
  return (
    <>
      <Breadcrumb steps={[{ to: "/?kind=facility", label: t("back") }]} />
      <PageHead
        title={t("title")}
        lead={t("lead", { most: mostCompared })}
        actions={
          facilities.length > 0 && (
            <>
              {facilities.length < mostCompared && (
                <ButtonLink look="secondary" to="/?kind=facility">
                  {t("add")}
                </ButtonLink>
              )}
              {facilities.length > 1 && (
                <ButtonLink look="secondary" to={togetherOf(facilities.map(({ id }) => id))}>
                  {t("together:compare")}
                </ButtonLink>
              )}
            </>
          )
        }
      />
      <Absentees absent={absent} />
      {facilities.length === 0 && (
        <EmptyState title={t("empty")} action={<ButtonLink to="/?kind=facility">{t("back")}</ButtonLink>}>
          <p>{t("emptyLead", { most: mostCompared })}</p>
        </EmptyState>
      )}
      {facilities.length === 1 && <Notice>{t("one")}</Notice>}
      {facilities.length > 0 && (
        <CompareTable facilities={facilities} origin={origin} onlyDifferences={onlyDifferences} />
      )}
    </>
  );
}
