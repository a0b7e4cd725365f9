import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { OutcomesView } from "#app/components/contracts/outcomes-view.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { scopeOf } from "#app/runtime/request.server.ts";
import { readOutcomes } from "./outcomes.server.ts";
import type { Route } from "./+types/statistics.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  return { title: t("outcomes:title"), ...(await readOutcomes(ctx, request.url, false)) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export default function Statistics({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("outcomes");
  const { title: _, ...shown } = loaderData;
  const query = new URLSearchParams({ year: String(shown.year ?? ""), region: shown.region });
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <ButtonLink look="secondary" to={`/statistics.csv?${query}`} reloadDocument>
            {t("csv")}
          </ButtonLink>
        }
      />
      <OutcomesView {...shown} />
    </>
  );
}
