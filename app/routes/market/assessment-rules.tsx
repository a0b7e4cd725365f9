import { useTranslation } from "react-i18next";
import { SetContent } from "#app/components/assessment/set-content.tsx";
import { useDay } from "#app/components/assessment/words.ts";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateTime } from "#app/components/text.tsx";
import { findSet } from "#app/domain/assessment/set-queries.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "./head.server.ts";
import type { Route } from "./+types/assessment-rules.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const page = isUuid(params.id) ? await findSet(scope.ctx, params.id) : undefined;
  if (!page) throw problemResponse(problems.notFound("indicator_set"));
  const title = scope.locale === "en" ? page.set.nameEn : page.set.nameZh;
  const description = scope.t("assessment:rules.lead");
  const index = page.set.publishedAt !== null;
  return {
    head: headOf(request, scope, { title, description, path: `/assessments/rules/${page.set.id}`, index }),
    page,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export default function Rules({ loaderData: { page } }: Route.ComponentProps) {
  const { t } = useTranslation("assessment");
  const nameOf = useNameOf();
  const dayOf = useDay();
  const { set } = page;
  return (
    <>
      <Breadcrumb steps={[{ to: "/assessments", label: t("public.title") }]} />
      <PageHead
        kicker={t(`track.${set.track}`)}
        title={`${nameOf(set)} · ${t("version", { version: set.version })}`}
        lead={t("rules.lead")}
        state={
          <>
            <span>{t("rules.validFrom", { day: dayOf(set.validFrom) })}</span>
            <span>
              {t("rules.publishedAt")}{" "}
              {set.publishedAt ? <DateTime at={set.publishedAt} weekday={false} /> : t("rules.unpublished")}
            </span>
          </>
        }
      />
      <SetContent page={page} />
    </>
  );
}
