import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { data, redirect, useRevalidator } from "react-router";
import { z } from "zod";
import { AuctionFacts } from "#app/components/deals/auction-facts.tsx";
import { ContractLink } from "#app/components/deals/contract-link.tsx";
import { BidHistory } from "#app/components/deals/bid-history.tsx";
import { BidderPart } from "#app/components/deals/bidder-part.tsx";
import { auctionState, AuctionTag, useNextAuctionWords } from "#app/components/deals/auction-words.tsx";
import { MediatorPart } from "#app/components/deals/mediator-part.tsx";
import { SellerPart } from "#app/components/deals/seller-part.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatDuration, localeOf } from "#app/components/format.ts";
import { KeyFigures } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime, Money } from "#app/components/text.tsx";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { yuan } from "#app/domain/booking/act-forms.ts";
import { dealContract } from "#app/domain/contracts/from-deal.server.ts";
import { enterAuction } from "#app/domain/deals/bidding/enter.server.ts";
import {
  callOff,
  concludeSale,
  contestDefault,
  decideDefault,
  declareDefault,
} from "#app/domain/deals/bidding/finish.server.ts";
import { decideDefaultInput, enterInput, noInput, reasonInput } from "#app/domain/deals/bidding/inputs.ts";
import { placeBid } from "#app/domain/deals/bidding/place-bid.server.ts";
import { type AuctionView, auctionOf } from "#app/domain/deals/bidding/queries.server.ts";
import { unsettledSale } from "#app/domain/deals/bidding/states.ts";
import { isIn } from "#app/domain/process.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import { refused, replyTo, textsOf } from "./reply.server.ts";
import type { Route } from "./+types/bidding.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { ctx, t } = scopeOf(context);
  const [found, auction] = await Promise.all([
    findListing(ctx, params.id, "technology"),
    auctionOf(ctx, params.id),
  ]);
  if (!found.ok && !auction) throw problemResponse(problems.notFound("auction"));
  const named = auction ?? (found.ok ? found.value.listing : { titleZh: "", titleEn: "" });
  return {
    technology: { id: params.id, titleZh: named.titleZh, titleEn: named.titleEn },
    auction,
    contract: auction && (await contractOf(ctx, auction)),
    mayBuy: may(ctx.actor, "deal.buy"),
    maySell: found.ok && may(ctx.actor, "deal.sell", found.value.listing),
    signedIn: ctx.actor.user !== null,
    now: ctx.clock.now(),
    title: `${t("deals:bidding.kicker")} · ${named.titleZh}`,
  };
}

/** Where seller and winner go on once the lot is sold. */
const contractOf = (ctx: RequestScope["ctx"], { row, seller, winner }: AuctionView) =>
  dealContract(ctx, {
    ...{ ref: { auctionId: row.id }, sellerId: seller.id, buyerId: winner?.id ?? null, mode: row.mode },
    made: isIn([...unsettledSale, "sale_concluded"], row.state),
  });

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

/** Also after a refusal: somebody has usually bid meanwhile. */
export const shouldRevalidate = () => true;

const bidForm = z.strictObject({ amount: yuan });

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const form = await readForm(request);
  const auction = await auctionOf(scope.ctx, params.id);
  if (!auction) throw problemResponse(problems.notFound("auction"));
  const reply = await act(scope, auction.row.id, form);
  if (reply) return data(reply, { status: reply.problem.status });
  return redirect(`/technologies/${params.id}/bidding?done=${String(form.get("intent"))}`);
}

function act({ ctx }: RequestScope, id: string, form: FormData) {
  switch (form.get("intent")) {
    case "enter":
      return replyTo(form, enterInput, (input) => enterAuction(ctx, id, input));
    case "bid":
      return replyTo(form, bidForm, (input) => placeBid(ctx, id, input));
    case "conclude":
      return replyTo(form, noInput, () => concludeSale(ctx, id));
    case "declare_default":
      return replyTo(form, reasonInput, (input) => declareDefault(ctx, id, input));
    case "contest_default":
      return replyTo(form, reasonInput, (input) => contestDefault(ctx, id, input));
    case "decide_default":
      return replyTo(form, decideDefaultInput, (input) => decideDefault(ctx, id, input));
    case "call_off":
      return replyTo(form, reasonInput, (input) => callOff(ctx, id, input));
    default:
      return refused("", textsOf(form), problems.notFound("transition"));
  }
}

const done = [
  ...(["enter", "bid", "conclude", "call_off", "announce"] as const),
  ...(["declare_default", "contest_default", "decide_default"] as const),
] as const;

export default function Bidding({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const { technology, auction, maySell } = loaderData;
  useLook(auction?.standing);
  const problem = actionData?.problem;
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`bidding.done.${name}`)]))} />
      <Breadcrumb
        steps={[
          { to: "/biddings", label: t("bidding.listTitle") },
          { to: `/technologies/${technology.id}`, label: titleOf(technology) },
        ]}
      />
      {auction ? (
        <Lot {...loaderData} auction={auction} reply={actionData}>
          {problem && problem.code !== "invalid" && (
            <div className="pb-6">
              <Refusal problem={problem} />
            </div>
          )}
        </Lot>
      ) : (
        <>
          <PageHead kicker={t("bidding.kicker")} title={titleOf(technology)} />
          <EmptyState
            title={t("bidding.noneHere")}
            action={
              maySell && (
                <ButtonLink to={`/organization/listings/${technology.id}/bidding`}>
                  {t("bidding.offer")}
                </ButtonLink>
              )
            }
          />
        </>
      )}
    </>
  );
}

type Loaded = Route.ComponentProps["loaderData"];
type LotProps = Omit<Loaded, "auction"> & {
  auction: NonNullable<Loaded["auction"]>;
  reply: Route.ComponentProps["actionData"];
  children: React.ReactNode;
};

function Lot({ auction, reply, children, ...loaded }: LotProps) {
  const { t } = useTranslation("deals");
  const titleOf = useTitleOf();
  const next = useNextAuctionWords();
  const { row, standing } = auction;
  return (
    <>
      <PageHead
        kicker={t("bidding.kicker")}
        title={titleOf(auction)}
        state={<AuctionTag state={standing} />}
        actions={loaded.contract && <ContractLink {...loaded.contract} />}
        next={<p>{next(row, standing)}</p>}
      />
      {children}
      <Figures {...loaded} auction={auction} />
      <BidderPart {...loaded} auction={auction} reply={reply} />
      {auction.selling && <SellerPart auction={auction} now={loaded.now} reply={reply} />}
      {auction.mediating && <MediatorPart reply={reply} />}
      <Section title={t("bidding.history")}>
        <BidHistory bids={auction.shown} />
      </Section>
      <Section title={t("bidding.facts")}>
        <AuctionFacts auction={auction} />
      </Section>
      <Section title={t("bidding.terms")}>
        <p className="max-w-reading whitespace-pre-line">{row.terms}</p>
        <p className="pt-2 text-xs break-all text-muted">
          {t("bidding.termsHash", { hash: row.termsSha256 })}
        </p>
      </Section>
    </>
  );
}

function Figures({ auction, now }: Pick<LotProps, "auction" | "now">) {
  const { t, i18n } = useTranslation("deals");
  const { row, standing, leader } = auction;
  const running = standing === "bidding_open" || standing === "bidding_announced";
  const minutes = Math.max(0, Math.ceil((row.endsAt.getTime() - now.getTime()) / 60_000));
  return (
    <div aria-live="polite" aria-atomic="true">
      <KeyFigures
        figures={[
          {
            term: t(running ? "bidding.price" : "bidding.finalPrice"),
            value: row.price === null ? t("bidding.noPrice") : <Money fen={row.price} />,
            note: leader !== null && `${t("bidding.leader")} ${t("bidding.number", { number: leader })}`,
          },
          ...(running ? [{ term: t("bidding.least"), value: <Money fen={auction.least} /> }] : []),
          {
            term: t("bidding.endsAt"),
            value: (
              <span className="text-lg">
                <DateTime at={row.endsAt} weekday={false} />
              </span>
            ),
            note:
              standing === "bidding_open" &&
              `${t("bidding.left")} ${formatDuration(minutes, localeOf(i18n.language))}`,
          },
          { term: t("bidding.bids"), value: row.bids },
          { term: t("bidding.entered"), value: auction.entered },
        ]}
      />
    </div>
  );
}

const everyMs = 4_000;

/** Looks again every few seconds while bidding runs and the page is looked at; without a script the reader reloads. */
function useLook(standing: string | undefined): void {
  const { revalidate, state } = useRevalidator();
  const runs = standing !== undefined && auctionState(standing) !== null && lively.includes(standing);
  useEffect(() => {
    if (!runs || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") void revalidate();
    }, everyMs);
    return () => clearTimeout(timer);
  }, [runs, state, revalidate]);
}

const lively: readonly string[] = ["bidding_announced", "bidding_open", "ending"];
