import { useTranslation } from "react-i18next";
import { data, Link, redirect } from "react-router";
import { z } from "zod";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { ContractLink } from "#app/components/deals/contract-link.tsx";
import { NegotiationActs } from "#app/components/deals/negotiation-acts.tsx";
import { VersionsCompare } from "#app/components/deals/versions-compare.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDeadline, localeOf } from "#app/components/format.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { dealContract } from "#app/domain/contracts/from-deal.server.ts";
import { actsOf } from "#app/domain/deals/negotiation/acts.ts";
import { announceDeal, concludeDeal } from "#app/domain/deals/negotiation/conclude.server.ts";
import { announceDealInput, noInput, offerInput, reasonInput } from "#app/domain/deals/negotiation/inputs.ts";
import { offerForm, offerValues } from "#app/domain/deals/negotiation/offer-form.ts";
import { confidentialityTerms } from "#app/domain/deals/negotiation/policy.ts";
import { findNegotiation } from "#app/domain/deals/negotiation/queries.server.ts";
import {
  acceptOffer,
  breakOff,
  declineEnquiry,
  makeOffer,
  openNegotiation,
  renegotiate,
} from "#app/domain/deals/negotiation/talk.server.ts";
import type { Context } from "#app/domain/context.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { fail, problems } from "#app/runtime/problem.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import { codeErrorMap, fieldErrors } from "#app/runtime/validation.ts";
import { refused, replyTo, textsOf } from "./reply.server.ts";
import type { Route } from "./+types/negotiation.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findNegotiation(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const { row, side, offers, needed, waiting, ...rest } = found.value;
  const latest = offers.at(-1)?.offer;
  const agreed = offers.find(({ offer }) => offer.n === row.agreedOffer)?.offer;
  return {
    ...{ ...rest, row, side, offers },
    waiting: waiting.filter(({ rule }) => rule !== "deal_notice_first"),
    acts: actsOf({
      ...{ state: row.state, side, latest: latest?.side ?? null },
      ...{ needsNotice: needed, waiting: waiting.length > 0 },
    }),
    needed,
    contract: await dealContract(scope.ctx, {
      ...{ ref: { negotiationId: row.id }, sellerId: row.sellerId, buyerId: row.buyerId },
      ...{ made: row.state === "deal_concluded", mode: agreed?.mode ?? "" },
    }),
    initial: latest ? offerValues(latest) : {},
    termsVersion: confidentialityTerms.version,
    title: scope.t("deals:negotiation.kicker"),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findNegotiation(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const form = await readForm(request);
  const reply = await act(scope.ctx, params.id, form);
  if (reply) return data(reply, { status: reply.problem.status });
  return redirect(`/negotiations/${params.id}?done=${String(form.get("intent"))}`);
}

const openForm = z.strictObject({ termsVersion: z.coerce.number().pipe(z.int().min(1)) });
const announceForm = z
  .strictObject({ insider: z.literal("on").optional(), relation: z.string().optional() })
  .transform(({ insider, relation }) => ({ insider: insider === "on", relation: relation ?? "" }));

function act(ctx: Context, id: string, form: FormData) {
  switch (form.get("intent")) {
    case "open":
      return replyTo(form, openForm, (input) => openNegotiation(ctx, id, input));
    case "offer":
      return replyTo(form, offerForm, async (terms) => {
        const input = offerInput.safeParse(terms, { error: codeErrorMap });
        return input.success
          ? makeOffer(ctx, id, input.data)
          : fail(problems.invalid(fieldErrors(input.error)));
      });
    case "accept":
      return replyTo(form, noInput, () => acceptOffer(ctx, id));
    case "announce":
      return replyTo(form, announceForm, async (marks) => {
        const input = announceDealInput.safeParse(marks, { error: codeErrorMap });
        return input.success
          ? announceDeal(ctx, id, input.data)
          : fail(problems.invalid(fieldErrors(input.error)));
      });
    case "conclude":
      return replyTo(form, noInput, () => concludeDeal(ctx, id));
    case "renegotiate":
      return replyTo(form, reasonInput, (input) => renegotiate(ctx, id, input));
    case "decline":
      return replyTo(form, reasonInput, (input) => declineEnquiry(ctx, id, input));
    case "break_off":
      return replyTo(form, reasonInput, (input) => breakOff(ctx, id, input));
    default:
      return refused("", textsOf(form), problems.notFound("transition"));
  }
}

const done = [
  "enquire",
  "open",
  "decline",
  "offer",
  "accept",
  "announce",
  "conclude",
  "renegotiate",
  "break_off",
] as const;

type Loaded = Route.ComponentProps["loaderData"];

export default function Negotiation({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["deals", "lifecycles"]);
  const titleOf = useTitleOf();
  const { row, offers, acts, modes, initial, termsVersion } = loaderData;
  const problem = actionData?.problem;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`negotiation.done.${name}`)]))} />
      <Breadcrumb steps={[{ to: "/organization/deals", label: t("own.title") }]} />
      <PageHead
        kicker={t("negotiation.kicker")}
        title={titleOf(loaderData)}
        state={<StateTag tone={toneOf(row.state)}>{t(`lifecycles:state.${row.state}`)}</StateTag>}
        actions={loaderData.contract && <ContractLink {...loaderData.contract} />}
        next={<Next {...loaderData} />}
      />
      {problem && problem.code !== "invalid" && (
        <div className="pb-6">
          <Refusal problem={problem} />
        </div>
      )}
      <Standing {...loaderData} />
      <NegotiationActs {...{ acts, modes, initial, termsVersion }} reply={actionData} />
      <Section title={t("negotiation.versions")}>
        {offers.length === 0 ? (
          <p className="text-muted">{t("negotiation.noVersions")}</p>
        ) : (
          <VersionsCompare offers={offers} agreed={row.agreedOffer} />
        )}
      </Section>
      <Section title={t("negotiation.facts")}>
        <Facts {...loaderData} />
      </Section>
    </>
  );
}

/** Whose turn it is and until when; what stands in the way of concluding is listed below it. */
function Next({ row, side, needed }: Loaded) {
  const { t, i18n } = useTranslation("deals");
  const until = row.deadline ? formatDeadline(row.deadline, localeOf(i18n.language)) : "";
  const turn =
    row.state === "with_buyer"
      ? "buyer"
      : row.state === "enquired" || row.state === "with_seller"
        ? "seller"
        : null;
  if (turn)
    return <p>{t(turn === side ? "negotiation.next.yours" : "negotiation.next.theirs", { until })}</p>;
  if (row.state === "terms_agreed")
    return <p>{t(needed ? "negotiation.next.announce" : "negotiation.next.conclude", { until })}</p>;
  if (row.state === "deal_notice") return <p>{t("negotiation.next.notice", { until })}</p>;
  return row.state === "deal_concluded" ? <p>{t("negotiation.next.concluded")}</p> : null;
}

function Standing({ waiting, noticeId, row }: Loaded) {
  const { t } = useTranslation(["deals", "problems"]);
  if (!noticeId && row.ending === "") return null;
  return (
    <div className="grid gap-3 pb-6">
      {row.ending !== "" && (
        <Notice kind="info" title={t("negotiation.ending")}>
          <p>{row.ending}</p>
        </Notice>
      )}
      {noticeId && (
        <Notice kind={waiting.length > 0 ? "warning" : "info"}>
          {waiting.length > 0 && (
            <ul>
              {waiting.map(({ rule, params }) => (
                <li key={rule}>{t(`problems:rule.${rule}`, params ?? {})}</li>
              ))}
            </ul>
          )}
          <p>
            <Link className="link" to={`/deal-notices/${noticeId}`}>
              {t("negotiation.toNotice")}
            </Link>
          </p>
        </Notice>
      )}
    </div>
  );
}

function Facts({ row, seller, buyer, titleZh, titleEn, side }: Loaded) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  return (
    <DescriptionList
      columns={2}
      facts={[
        {
          term: t("own.technologyColumn"),
          value: (
            <Link className="link" to={`/technologies/${row.technologyId}`}>
              {titleOf({ titleZh, titleEn })}
            </Link>
          ),
        },
        { term: t("negotiation.yourSide"), value: t(`negotiation.side.${side}`) },
        { term: t("bidding.seller"), value: <OrganizationName {...seller} /> },
        { term: t("own.buyerColumn"), value: <OrganizationName {...buyer} /> },
        { term: t("negotiation.begun"), value: <DateTime at={row.createdAt} /> },
        {
          term: t("negotiation.confidential"),
          value: row.sellerAcceptedAt
            ? t("negotiation.bothAccepted", { version: row.termsVersion })
            : t("negotiation.buyerAccepted", { version: row.termsVersion }),
        },
        {
          term: t("negotiation.enquiry"),
          value: <span className="whitespace-pre-line">{row.enquiry}</span>,
        },
      ]}
    />
  );
}
