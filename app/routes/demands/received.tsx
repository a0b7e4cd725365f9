import { useTranslation } from "react-i18next";
import { data, redirect } from "react-router";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { DataTable, RowLink } from "#app/components/data-table.tsx";
import { CallActs } from "#app/components/demands/call-acts.tsx";
import { CallSection } from "#app/components/demands/call-section.tsx";
import { Flash } from "#app/components/flash.tsx";
import { formatDeadline, localeOf } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { EmptyState, Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { Money } from "#app/components/text.tsx";
import { contractStep } from "#app/domain/contracts/after-award.server.ts";
import { findListing } from "#app/domain/catalog/detail-queries.server.ts";
import { criteriaUntil } from "#app/domain/demands/criteria-until.server.ts";
import { listReceived } from "#app/domain/demands/find-proposal.server.ts";
import { callActForm } from "#app/domain/demands/forms.ts";
import { bringUpToClock } from "#app/domain/demands/settle.server.ts";
import { callPage } from "#app/domain/demands/page.server.ts";
import { performCallAct } from "#app/domain/demands/perform.server.ts";
import { ranking } from "#app/domain/demands/policy.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm } from "#app/runtime/forms.server.ts";
import { problems } from "#app/runtime/problem.ts";
import {
  problemResponse,
  requirePermission,
  type RequestScope,
  scopeOf,
} from "#app/runtime/request.server.ts";
import { fieldErrors } from "#app/runtime/validation.ts";
import type { Route } from "./+types/received.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "demand.edit");
  const found = await ownDemand(scope, params.id);
  const { id, titleZh, titleEn, publishedAt } = found.listing;
  await bringUpToClock(scope.ctx, id);
  const { row: _row, ...call } = await callPage(scope.ctx, {
    id,
    deadlineOn: found.demand?.deadlineOn ?? null,
  });
  const now = scope.ctx.clock.now();
  const fixing = call.dueAt && (await criteriaUntil(scope.ctx.db, { id, dueAt: call.dueAt }, now));
  const received = await listReceived(scope.ctx, id);
  const proposals = received.ok ? received.value : [];
  const ranks = ranking(proposals.map(({ row: one, total }) => ({ id: one.id, total })));
  return {
    listing: { id, titleZh, titleEn, published: publishedAt !== null },
    contract: await contractStep(scope.ctx, {
      ...{ demandId: id, clientId: found.listing.organizationId, award: call.award },
    }),
    call: { ...call, criteriaUntil: fixing && fixing.until > now ? fixing.until : null },
    sealed: !received.ok,
    proposals: proposals
      .map(({ row: one, total, organizationZh, organizationEn }) => ({
        ...{ id: one.id, state: one.state, amount: one.amount, total },
        ...{ nameZh: organizationZh, nameEn: organizationEn },
        rank: ranks.get(one.id) ?? null,
      }))
      .sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99)),
    title: scope.t("demands:received.title"),
  };
}

async function ownDemand({ ctx }: RequestScope, id: string) {
  const found = await findListing(ctx, id, "demand");
  if (!found.ok) throw problemResponse(found.problem);
  if (!may(ctx.actor, "demand.edit", found.value.listing)) throw problemResponse(problems.notFound("demand"));
  return found.value;
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "demand.edit");
  await ownDemand(scope, params.id);
  const submission = parseForm(await readForm(request), callActForm);
  if (submission.status !== "success") {
    const { error } = callActForm.safeParse(submission.payload);
    return data({ problem: problems.invalid(error ? fieldErrors(error) : []) }, { status: 422 });
  }
  const done = await performCallAct(scope.ctx, params.id, submission.value);
  if (!done.ok) return data({ problem: done.problem }, { status: done.problem.status });
  return redirect(`/demands/${params.id}/proposals?done=${submission.value.intent}`);
}

type Loaded = Route.ComponentProps["loaderData"];

export default function Received({ loaderData, actionData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation(["demands", "organization"]);
  const titleOf = useTitleOf();
  const { listing, call, sealed } = loaderData;
  const done = ["extend", "reopen", "close", "criteria", "revoke-award"] as const;
  const due = call.dueAt ? formatDeadline(call.dueAt, localeOf(i18n.language)) : "";
  return (
    <>
      <Flash messages={Object.fromEntries(done.map((name) => [name, t(`done.${name}`)]))} />
      <Breadcrumb
        steps={[
          { to: "/organization/listings", label: t("organization:tab.listings") },
          { to: `/demands/${listing.id}`, label: titleOf(listing) },
        ]}
      />
      <PageHead
        title={t("received.title")}
        state={<StateTag tone={toneOf(call.state)}>{t(`call.state.${call.state}`)}</StateTag>}
        next={<Next state={call.state} any={loaderData.proposals.length > 0} />}
      />
      {actionData && (
        <div className="pb-6">
          <Refusal problem={actionData.problem} />
        </div>
      )}
      {sealed && call.state === "receiving" && (
        <div className="pb-6">
          <Notice kind="info">
            <p>{t("received.sealed", { due })}</p>
          </Notice>
        </div>
      )}
      {!sealed && <Table {...loaderData} />}
      {listing.published && <CallActs call={call} empty={loaderData.proposals.length === 0} />}
      <CallSection call={{ ...call, ownProposal: null }} contract={loaderData.contract} />
    </>
  );
}

/** What the client does next; while proposals come in there is nothing to do. */
function Next({ state, any }: { state: string; any: boolean }) {
  const { t } = useTranslation("demands");
  if (state === "awarded") return <p>{t("received.next.awarded")}</p>;
  return state === "scoring" && any ? <p>{t("received.next.scoring")}</p> : null;
}

function Table({ proposals }: Loaded) {
  const { t } = useTranslation("demands");
  const nameOf = useNameOf();
  type Row = Loaded["proposals"][number];
  return (
    <div className="pb-6">
      <DataTable
        caption={t("received.title")}
        captionHidden
        rows={proposals}
        rowKey={({ id }: Row) => id}
        empty={<EmptyState title={t("received.none")} />}
        columns={[
          {
            key: "from",
            head: t("received.from"),
            rowHeader: true,
            cell: (row: Row) => <RowLink to={`/proposals/${row.id}`}>{nameOf(row)}</RowLink>,
          },
          {
            key: "amount",
            head: t("received.amount"),
            numeric: true,
            cell: ({ amount }: Row) => <Money fen={amount} />,
          },
          {
            key: "total",
            head: t("received.total"),
            numeric: true,
            cell: ({ total }: Row) => (total === null ? t("proposal.notScored") : total.toFixed(2)),
          },
          { key: "rank", head: t("received.rank"), numeric: true, cell: ({ rank }: Row) => rank ?? "–" },
          {
            key: "state",
            head: t("received.state"),
            cell: ({ state }: Row) => (
              <StateTag tone={toneOf(state)}>{t(`proposal.state.${state}`)}</StateTag>
            ),
          },
        ]}
      />
    </div>
  );
}
