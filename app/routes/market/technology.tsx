import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { ContactLink, DetailEnd, Pictures } from "#app/components/catalog/detail-end.tsx";
import { DetailHead, Prose } from "#app/components/catalog/detail-head.tsx";
import { NoticeBox, ObjectForm } from "#app/components/catalog/notice-box.tsx";
import { Objections } from "#app/components/catalog/objections.tsx";
import { DealFacts, RightsFacts, statusIsOld } from "#app/components/catalog/technology-facts.tsx";
import { DealLinks, DealStep, hasDealStep } from "#app/components/deals/deal-links.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatLastDay, localeOf } from "#app/components/format.ts";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { Section } from "#app/components/page-head.tsx";
import { pageMeta } from "#app/components/meta/page-meta.ts";
import { answerObjection } from "#app/domain/catalog/answer-objection.server.ts";
import { calendarDay } from "#app/domain/catalog/days.ts";
import { findListing, listObjections } from "#app/domain/catalog/detail-queries.server.ts";
import { answerInput, objectionInput } from "#app/domain/catalog/inputs.ts";
import { raiseObjection } from "#app/domain/catalog/raise-objection.server.ts";
import { dealsOf } from "#app/domain/deals/of-technology.server.ts";
import { readParameter } from "#app/domain/parameters.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { type Problem, problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors, issueText } from "#app/runtime/validation.ts";
import { listingHead } from "./head.server.ts";
import type { Route } from "./+types/technology.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const { ctx, locale } = scope;
  const found = await findListing(ctx, params.id, "technology");
  if (!found.ok) throw problemResponse(found.problem);
  const { technology, ...detail } = found.value;
  if (!technology) throw problemResponse(problems.notFound("technology"));
  const now = ctx.clock.now();
  const { titleZh, titleEn, regionCode } = detail.listing;
  return {
    ...detail,
    head: listingHead(request, scope, found.value),
    technology,
    deals: await dealsOf(ctx, detail.listing),
    title: (locale === "en" && titleEn) || titleZh,
    objections: technology.noticeUntil ? await listObjections(ctx, found.value) : [],
    days: await readParameter(ctx.db, "public_notice_days", regionCode, calendarDay(now)),
    now,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => pageMeta(loaderData?.head);

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const form = await readForm(request);
  const answering = form.get("intent") === "answer";
  const sent = answering ? await answer(scope, params.id, form) : await object(scope, params.id, form);
  if (sent === null)
    return redirect(`/technologies/${params.id}?done=${answering ? "answer" : "object"}#notice`);
  const errors: Record<string, string[]> = {};
  for (const { path, code, params: given } of sent.errors ?? [])
    errors[path] = [...(errors[path] ?? []), issueText(code, given)];
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  return data(
    { intent: answering ? "answer" : "object", errors, values, problem: sent },
    { status: sent.status },
  );
}

async function answer({ ctx }: RequestScope, id: string, form: FormData): Promise<Problem | null> {
  const input = { objectionId: form.get("objectionId"), answer: form.get("answer") };
  const parsed = answerInput.safeParse(input, { error: codeErrorMap });
  if (!parsed.success) return problems.invalid(fieldErrors(parsed.error));
  const done = await answerObjection(ctx, id, parsed.data);
  return done.ok ? null : done.problem;
}

async function object({ ctx, ip }: RequestScope, id: string, form: FormData): Promise<Problem | null> {
  const input = { name: form.get("name"), contact: form.get("contact"), text: form.get("text") };
  const parsed = objectionInput.safeParse(input, { error: codeErrorMap });
  if (!parsed.success) return problems.invalid(fieldErrors(parsed.error));
  const done = await raiseObjection(ctx, id, parsed.data, ip);
  return done.ok ? null : done.problem;
}

export default function TechnologyPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation("catalog");
  const { listing, technology, now } = loaderData;
  const text = (name: "problemSolved" | "advantage" | "proof" | "applications" | "wanted") => ({
    title: t(`path.technology.${name}`),
    text: technology[name],
  });
  const refused = actionData?.problem;
  return (
    <>
      {!actionData && <Flash messages={{ object: t("technology.sent"), answer: t("done.answer") }} />}
      <DetailHead
        {...loaderData}
        action={
          <>
            <DealStep id={listing.id} deals={loaderData.deals} />
            <ContactLink look={hasDealStep(loaderData.deals) ? "secondary" : "primary"} />
          </>
        }
        next={
          technology.noticeUntil &&
          listing.state === "public_notice" &&
          technology.noticeUntil > now && (
            <a className="link" href="#notice">
              {t("technology.noticeNext", {
                date: formatLastDay(technology.noticeUntil, localeOf(i18n.language), undefined, true),
              })}
            </a>
          )
        }
      />
      {refused && refused.code !== "invalid" && <Refusal problem={refused} />}
      <Pictures {...loaderData} />
      <Section title={t("technology.plain")}>
        <Prose
          texts={[
            text("problemSolved"),
            text("advantage"),
            text("proof"),
            text("applications"),
            text("wanted"),
          ]}
        />
      </Section>
      <Section title={t("technology.deal")}>
        <DealFacts technology={technology} />
        <DealLinks id={listing.id} deals={loaderData.deals} />
      </Section>
      <Section title={t("technology.rights")}>
        <div className="grid gap-3">
          {statusIsOld(technology, now) && <Notice kind="warning">{t("technology.statusOld")}</Notice>}
          <RightsFacts technology={technology} />
        </div>
      </Section>
      <PublicNotice {...loaderData} reply={actionData} />
      <DetailEnd {...loaderData} listing={listing} />
    </>
  );
}

type NoticeProps = Route.ComponentProps["loaderData"] & { reply: Route.ComponentProps["actionData"] };

function PublicNotice({
  listing,
  technology,
  objections,
  days,
  now,
  title,
  editable,
  moderated,
  reply,
}: NoticeProps) {
  const { t, i18n } = useTranslation("catalog");
  const { noticeUntil, priceForm, transferModes, askingPrice, insiderDeal } = technology;
  // A notice of an earlier offer says nothing about what is offered now.
  if (!noticeUntil || priceForm !== "agreement") return null;
  const over = noticeUntil <= now || listing.state !== "public_notice";
  const given = { errors: reply?.errors ?? {}, values: reply?.values ?? {} };
  const none = { errors: {}, values: {} };
  return (
    <Section id="notice" title={t("technology.notice")}>
      <div className="grid gap-6">
        <NoticeBox
          until={noticeUntil}
          over={over}
          days={days}
          title={title}
          summary={(localeOf(i18n.language) === "en" && listing.summaryEn) || listing.summaryZh}
          modes={transferModes}
          price={askingPrice}
          insider={insiderDeal}
        />
        <div>
          <h3 className="font-semibold">{t("technology.objections")}</h3>
          <Objections
            objections={objections}
            insider={editable || moderated}
            answering={editable ? (reply?.intent === "answer" ? given : none) : undefined}
          />
        </div>
        {!over && (
          <div>
            <h3 className="pb-2 font-semibold">{t("technology.object")}</h3>
            <ObjectForm {...(reply?.intent === "object" ? given : none)} />
          </div>
        )}
      </div>
    </Section>
  );
}
