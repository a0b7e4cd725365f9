import { useTranslation } from "react-i18next";
import { CreditTabs } from "#app/components/credit/credit-tabs.tsx";
import { conditionsIn, RegisterSearch } from "#app/components/credit/register-search.tsx";
import { RegisterTable } from "#app/components/credit/register-table.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { registerRegions } from "#app/domain/credit/register/regions.server.ts";
import { readRegisterQuery } from "#app/domain/credit/register/inputs.ts";
import { listRegister } from "#app/domain/credit/register/list.server.ts";
import { countAttempt, limits } from "#app/runtime/rate-limit.server.ts";
import { problemResponse, scopeOf } from "#app/runtime/request.server.ts";
import { headOf } from "../market/head.server.ts";
import type { Route } from "./+types/register.ts";

/** `/credit`: the public register of decisions. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, ip, t } = scope;
  const allowed = await countAttempt(ctx.db, ctx.clock.now(), [[limits.creditListByAddress, ip]]);
  if (!allowed.ok) throw problemResponse(allowed.problem);
  const params = new URL(request.url).searchParams;
  const input = readRegisterQuery(params);
  const [page, regions] = await Promise.all([listRegister(ctx, input), registerRegions(ctx)]);
  const bare = params.size === 0 || (params.size === 1 && params.has("lang"));
  const head = headOf(request, scope, {
    title: t("credit:title"),
    description: t("credit:register.lead"),
    path: "/credit",
    index: bare,
  });
  return { head, input, regions, after: input.cursor ?? null, ...page };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export const headers: Route.HeadersFunction = () => ({ "Cache-Control": "no-store" });

export default function Register({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("credit");
  const { input, regions, items, after, next } = loaderData;
  const asked = conditionsIn(input);
  return (
    <>
      <PageHead title={t("title")} lead={t("register.lead")} />
      <CreditTabs current="register" />
      <RegisterSearch input={input} regions={regions} />
      <RegisterTable
        rows={items}
        caption={t("register.caption")}
        none={{ title: t("register.none"), detail: t("register.noneDetail") }}
      />
      <CursorPager after={after} next={next} />
      <p className="flex flex-wrap gap-x-6 gap-y-2 pt-4 text-sm">
        <a className="link" href={`/api/v1/credit/register.csv?${asked}`} download>
          {t("register.csv")}
        </a>
        <a className="link" href={`/credit.atom?${asked}`}>
          {t("register.feedLink")}
        </a>
      </p>
    </>
  );
}
