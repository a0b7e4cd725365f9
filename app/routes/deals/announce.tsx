import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { AnnounceForm } from "#app/components/deals/announce-form.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { momentInput } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { calendarDay } from "#app/domain/catalog/days.ts";
import { announceAuction } from "#app/domain/deals/bidding/announce.server.ts";
import { announceForm } from "#app/domain/deals/bidding/announce-form.ts";
import { announceInput } from "#app/domain/deals/bidding/inputs.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { replyTo } from "./reply.server.ts";
import type { Route } from "./+types/announce.ts";

const dayMs = 86_400_000;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "deal.sell");
  const { ctx } = scope;
  const found = await findListing(ctx, params.id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  const { listing, technology } = found.value;
  requirePermission(scope, request, "deal.sell", listing);
  const now = ctx.clock.now();
  const number = (
    name: "bidding_notice_days" | "bidding_extend_within_minutes" | "bidding_extend_by_minutes",
  ) => readParameter(ctx.db, name, listing.regionCode, calendarDay(now));
  const noticeDays = await number("bidding_notice_days");
  const start = new Date(now.getTime() + (noticeDays + 1) * dayMs);
  return {
    technology: { id: listing.id, titleZh: listing.titleZh, titleEn: listing.titleEn },
    modes: technology?.transferModes ?? [],
    noticeDays,
    initial: {
      startPrice: technology?.askingPrice ? (technology.askingPrice / 100).toFixed(2) : "",
      startsAt: `${momentInput(start).slice(0, 10)} 09:00`,
      endsAt: `${momentInput(start).slice(0, 10)} 17:00`,
      extendWithin: String(await number("bidding_extend_within_minutes")),
      extendBy: String(await number("bidding_extend_by_minutes")),
    },
    title: scope.t("deals:bidding.newTitle"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "deal.sell");
  const found = await findListing(scope.ctx, params.id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  requirePermission(scope, request, "deal.sell", found.value.listing);
  const reply = await replyTo(await readForm(request), announceForm, async (form) => {
    const input = announceInput.safeParse({ ...form, technologyId: params.id }, { error: codeErrorMap });
    return input.success
      ? announceAuction(scope.ctx, input.data)
      : fail(problems.invalid(fieldErrors(input.error)));
  });
  if (reply) return data(reply, { status: reply.problem.status });
  return redirect(`/technologies/${params.id}/bidding?done=announce`);
}

export default function Announce({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { technology, noticeDays, modes, initial } = loaderData;
  const problem = actionData?.problem;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/organization/deals", label: t("own.title") },
          { to: `/organization/listings/${technology.id}`, label: titleOf(technology) },
        ]}
      />
      <PageHead
        title={t("bidding.newTitle")}
        lead={t("bidding.newLead")}
        next={<p>{t("bidding.newNext", { days: noticeDays })}</p>}
      />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <AnnounceForm modes={modes} initial={initial} reply={actionData} />
    </>
  );
}
