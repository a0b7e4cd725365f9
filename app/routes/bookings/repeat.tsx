import { randomUUID } from "node:crypto";
import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { QuestionFields } from "#app/components/booking/question-fields.tsx";
import { Checkbox } from "#app/components/choices.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ErrorSummary, SubmitRow } from "#app/components/form.tsx";
import { formatMoney } from "#app/components/format.ts";
import { usePostedForm } from "#app/components/identity/posted-form.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Occurrences } from "#app/components/series/occurrences.tsx";
import { PatternForm } from "#app/components/series/pattern-form.tsx";
import { DateRange } from "#app/components/text.tsx";
import { PayByVoucher } from "#app/components/vouchers/pay-by-voucher.tsx";
import { answersSaid } from "#app/domain/booking/said-before.ts";
import { bookPage } from "#app/domain/booking/book-page.server.ts";
import { anyAnswers } from "#app/domain/booking/questions.ts";
import { makeSeries, previewSeries } from "#app/domain/booking/series/make-series.server.ts";
import {
  readPattern,
  type RepeatForm,
  repeatForm,
  seriesOf,
  usualPattern,
} from "#app/domain/booking/series/repeat-form.ts";
import { readTimes } from "#app/domain/booking/wanted-times.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { once } from "#app/domain/idempotency.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { ok } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/repeat.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const found = await findListing(scope.ctx, params.id, "facility");
  if (!found.ok) throw problemResponse(found.problem);
  const query = new URL(request.url).searchParams;
  const times = readTimes(query);
  if (!times) throw redirect(`/facilities/${params.id}#times`);
  const page = await bookPage(scope.ctx, params.id, { ...times, way: query.get("way") ?? undefined });
  if (!page.ok) throw problemResponse(page.problem);
  const { facility, assessment, atOnce, vouchers } = page.value;
  const { terms, termsVersion, questions } = facility.rules;
  const pattern = readPattern(query);
  const wish = {
    ...times,
    wayOfService: assessment.way,
    purpose: "--",
    accepted: termsVersion,
    answers: anyAnswers(questions),
  };
  const seen =
    pattern &&
    (await previewSeries(scope.ctx, seriesOf(params.id, { ...wish, ...pattern, conflicts: "skip" })));
  if (seen && !seen.ok) throw problemResponse(seen.problem);
  const { titleZh, titleEn, id } = found.value.listing;
  return {
    ...times,
    listing: { id, titleZh, titleEn },
    zone: facility.zone,
    ways: facility.ways,
    way: assessment.way,
    questions,
    terms: terms === "" ? null : termsVersion,
    ...{ atOnce, vouchers },
    pattern: pattern ?? usualPattern,
    wrong: query.has("count") && pattern === undefined,
    seen:
      seen?.value.map(({ booked, ...one }) => ({ ...one, amount: booked?.price?.amount ?? null })) ?? null,
    key: randomUUID(),
    title: scope.t("booking:repeat.title"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export const shouldRevalidate = () => true;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.use");
  const submission = parseForm(await readForm(request), repeatForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { key, ...form } = submission.value;
  const wish = seriesOf(params.id, form);
  const attempt = { key: `form-${key}`, request: JSON.stringify(["repeat", wish]) };
  const made = await once(scope.ctx, attempt, async (ctx) => {
    const result = await makeSeries(ctx, wish);
    return result.ok ? ok({ status: 201, body: result.value.id }) : result;
  });
  if (!made.ok) return replyProblem(submission, made.problem, scope.t);
  return redirect(`/booking-series/${String(made.value.body)}?done=made`);
}

export default function Repeat({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("booking");
  const titleOf = useTitleOf();
  const { listing, start, end, zone, seen } = loaderData;
  const problem = actionData?.problem;
  return (
    <>
      <Breadcrumb
        steps={[
          { to: "/?kind=facility", label: t("common:nav.facilities") },
          { to: `/facilities/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        kicker={titleOf(listing)}
        title={t("repeat.title")}
        lead={t("repeat.lead")}
        next={
          <>
            {t("repeat.first")} <DateRange starts={start} ends={end} zone={zone} />
          </>
        }
      />
      {problem && <Refusal problem={problem} />}
      <PatternForm {...loaderData} />
      {seen && (
        <Section title={t("repeat.times")}>
          <Occurrences times={seen} zone={zone} amountHead={t("book.price")} caption={t("repeat.times")} />
          <SendSeries key={loaderData.key} page={loaderData} reply={actionData} />
        </Section>
      )}
    </>
  );
}

function SendSeries({
  page,
  reply,
}: {
  page: Route.ComponentProps["loaderData"];
  reply: Route.ComponentProps["actionData"];
}) {
  const { t } = useTranslation("booking");
  const { form, fields, props } = usePostedForm<RepeatForm>("repeat", reply);
  const { pattern, terms } = page;
  const free = (page.seen ?? []).filter((one) => one.problem === null);
  const left = (page.seen ?? []).length - free.length;
  if (free.length === 0) return <p className="py-4 font-medium text-refused">{t("repeat.none")}</p>;
  const sum = free.reduce((all, { amount }) => all + (amount ?? 0), 0);
  const settled = {
    key: page.key,
    start: page.start.toISOString(),
    end: page.end.toISOString(),
    frequency: pattern.frequency,
    every: String(pattern.every),
    count: String(pattern.count),
    wayOfService: page.way,
    conflicts: left > 0 ? "skip" : "refuse",
  };
  const labels = { purpose: t("book.purpose"), accepted: t("repeat.terms") };
  return (
    <Form method="post" className="grid max-w-form gap-5 pt-6" {...props}>
      <ErrorSummary form={form} fields={fields} labels={labels} />
      {Object.entries(settled).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {pattern.days.map((day) => (
        <input key={day} type="hidden" name="days" value={day} />
      ))}
      <p>
        {t(left > 0 ? "repeat.sumSkipping" : "repeat.sum", {
          free: free.length,
          left,
          price: formatMoney(sum),
        })}
      </p>
      <TextArea
        meta={fields.purpose}
        label={t("book.purpose")}
        help={t(page.atOnce ? "book.purposeHelp" : "book.purposeHelpRequest")}
        optional={false}
        max={500}
        rows={3}
      />
      <QuestionFields questions={page.questions} said={answersSaid(reply?.result)} />
      <PayByVoucher meta={fields.voucherId} vouchers={page.vouchers} repeated />
      {terms !== null && (
        <Checkbox meta={fields.accepted} label={t("book.accept", { version: terms })} value={String(terms)} />
      )}
      <SubmitRow label={t(page.atOnce ? "repeat.send" : "repeat.sendRequest", { free: free.length })} />
    </Form>
  );
}
