import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { BookingStateTag } from "#app/components/booking/state-line.tsx";
import { SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatMoney } from "#app/components/format.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { ChangeForms } from "#app/components/series/change-form.tsx";
import { Occurrences } from "#app/components/series/occurrences.tsx";
import { DateRange, Money } from "#app/components/text.tsx";
import { changeForm, readChange } from "#app/domain/booking/series/change-form.ts";
import { cancelSeries, retimeSeries } from "#app/domain/booking/series/change-series.server.ts";
import { previewChange, seriesPage } from "#app/domain/booking/series/series-page.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/series.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const page = await seriesPage(scope.ctx, params.id);
  if (!page.ok) throw problemResponse(page.problem);
  const { items, open } = page.value;
  const chosen = readChange(new URL(request.url).searchParams);
  const seen = chosen && open.length > 0 ? await previewChange(scope.ctx, params.id, chosen) : null;
  return {
    items,
    open,
    from: new URL(request.url).searchParams.get("from") ?? "",
    chosen: chosen ?? null,
    seen: seen?.ok ? seen.value : null,
    problem: seen && !seen.ok ? seen.problem : null,
    title: scope.t("booking:series.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const page = await seriesPage(scope.ctx, params.id);
  if (!page.ok) throw problemResponse(page.problem);
  const submission = parseForm(await readForm(request), changeForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { act, from, time, minutes, conflicts, reason } = submission.value;
  const done =
    act === "cancel"
      ? await cancelSeries(scope.ctx, params.id, { from }, { reason })
      : await retimeSeries(scope.ctx, params.id, { from }, { time, minutes, conflicts });
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/booking-series/${params.id}?done=${act}`);
}

type Data = Route.ComponentProps["loaderData"];

export default function Series({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("booking");
  const titleOf = useTitleOf();
  const { items, open, seen, problem } = loaderData;
  const [first] = items;
  const zone = first?.zone ?? "Asia/Shanghai";
  const refused = actionData?.problem ?? problem;
  return (
    <>
      <Flash
        messages={{
          made: t("series.done.made"),
          cancel: t("series.done.cancel"),
          retime: t("series.done.retime"),
        }}
      />
      <Breadcrumb steps={[{ to: "/bookings", label: t("list.title") }]} />
      <PageHead
        kicker={t("series.title")}
        title={first ? titleOf(first) : t("series.title")}
        lead={t("series.lead", { count: items.length, open: open.length })}
      />
      {refused && <Refusal problem={refused} />}
      {seen ? (
        <Outcome page={loaderData} zone={zone} />
      ) : (
        <ChangeForms open={open} zone={zone} from={loaderData.from} />
      )}
      <Section title={t("repeat.times")}>
        <DataTable<Data["items"][number]>
          caption={t("repeat.times")}
          captionHidden
          rows={items}
          rowKey={({ booking }) => booking.id}
          columns={[
            {
              key: "when",
              head: t("book.when"),
              rowHeader: true,
              cell: ({ booking }) => (
                <RowLink to={`/bookings/${booking.id}`}>
                  <DateRange starts={booking.startsAt} ends={booking.endsAt} zone={zone} />
                </RowLink>
              ),
            },
            { key: "state", head: t("list.state"), cell: ({ state }) => <BookingStateTag state={state} /> },
            {
              key: "price",
              head: t("list.price"),
              numeric: true,
              cell: ({ booking }) => (booking.price === null ? "—" : <Money fen={booking.price} />),
            },
          ]}
        />
      </Section>
    </>
  );
}

/** What the chosen change comes to, and the button that does it. */
function Outcome({ page: { chosen, seen, open }, zone }: { page: Data; zone: string }) {
  const { t } = useTranslation("booking");
  if (!chosen || !seen) return null;
  const cancels = chosen.act === "cancel";
  const fitting = seen.filter(({ problem }) => problem === null);
  const cost = seen.reduce((sum, { charge }) => sum + (charge ?? 0), 0);
  const times = seen.map((one) => ({ ...one, amount: cancels ? one.charge : null }));
  const left = seen.length - fitting.length;
  return (
    <Section title={t(cancels ? "series.cancel" : "series.retime")}>
      <Occurrences times={times} zone={zone} amountHead={t("series.charge")} caption={t("repeat.times")} />
      <Form method="post" className="grid max-w-form gap-5 pt-6" action="?">
        <input type="hidden" name="act" value={chosen.act} />
        <input type="hidden" name="from" value={chosen.from ?? ""} />
        <input type="hidden" name="time" value={chosen.time} />
        <input type="hidden" name="minutes" value={String(chosen.minutes)} />
        <input type="hidden" name="conflicts" value={left > 0 ? "skip" : "refuse"} />
        {cancels && (
          <>
            <p className={cost > 0 ? "font-semibold text-refused" : ""}>
              {t(cost > 0 ? "series.costs" : "series.free", { price: formatMoney(cost) })}
            </p>
            <TextInput meta={plainField("reason", "")} label={t("series.reason")} optional />
          </>
        )}
        {!cancels && left > 0 && <p>{t("series.stay", { left, count: open.length })}</p>}
        <div className="flex flex-wrap items-center gap-4">
          {fitting.length > 0 && (
            <SubmitButton look={cancels ? "danger" : "primary"}>
              {t(cancels ? "series.doCancel" : "series.doRetime", { free: fitting.length })}
            </SubmitButton>
          )}
          <Link className="link" to="?">
            {t("series.back")}
          </Link>
        </div>
      </Form>
    </Section>
  );
}
