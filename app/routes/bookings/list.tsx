import { useTranslation } from "react-i18next";
import { data, Form } from "react-router";
import { z } from "zod";
import { BulkDecision } from "#app/components/booking/bulk-decision.tsx";
import { BookingTable } from "#app/components/booking/booking-table.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { decideMany } from "#app/domain/booking/decide-many.server.ts";
import { NumberSearch } from "#app/components/booking/number-search.tsx";
import { countWaiting, listBookings, type Side } from "#app/domain/booking/list-bookings.server.ts";
import { readShortCode } from "#app/domain/short-code.ts";
import type { Context } from "#app/domain/context.ts";
import { may } from "#app/domain/identity/permissions.ts";
import { parseForm, readForm, replyInvalid, replyWith } from "#app/runtime/forms.server.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/list.ts";

const tabs = ["mine", "organization", "waiting", "provider"] as const;
type Tab = (typeof tabs)[number];

const pageSize = 30;

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "booking.use");
  const manages = may(actor, "booking.manage");
  const query = new URL(request.url).searchParams;
  const waiting = manages ? await countWaiting(scope.ctx) : 0;
  const tab = chosenTab(query.get("tab") ?? (await firstTab(scope.ctx, waiting)), manages);
  const asked = tab === "waiting" ? "" : (query.get("number")?.trim() ?? "");
  const view: ListView = asked === "" ? viewOf(tab, query.get("view")) : "any";
  const after = query.get("after") ?? undefined;
  const side: Side = tab === "waiting" ? "provider" : tab;
  // What is no number at all is nobody's.
  const number = asked === "" ? undefined : (readShortCode(asked) ?? "");
  const { items, nextCursor } = await listBookings(scope.ctx, { side, view, number, after, limit: pageSize });
  return {
    items,
    nextCursor,
    after: after ?? null,
    tab,
    view,
    asked,
    manages,
    waiting,
    title: scope.t("booking:list.title"),
  };
}

/** Where requests wait for an answer and nothing of one's own is to come, that is what one has come for. */
async function firstTab(ctx: Context, waiting: number): Promise<Tab> {
  if (waiting === 0) return "mine";
  const own = await listBookings(ctx, { side: "mine", view: "upcoming", limit: 1 });
  return own.items.length > 0 ? "mine" : "waiting";
}

type ListView = "waiting" | "past" | "upcoming" | "any";

const viewOf = (tab: Tab, asked: string | null): Exclude<ListView, "any"> =>
  tab === "waiting" ? "waiting" : asked === "past" ? "past" : "upcoming";

const chosenTab = (asked: string | null, manages: boolean): Tab => {
  const tab = tabs.find((name) => name === asked) ?? "mine";
  return manages || tab === "mine" || tab === "organization" ? tab : "mine";
};

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const ids = z.array(z.uuid()).max(200).default([]);
const decision = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("approve"), id: ids, reason: z.string().max(500).optional() }),
  z.strictObject({ intent: z.literal("reject"), id: ids, reason: z.string().trim().min(2).max(500) }),
]);

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const submission = parseForm(await readForm(request), decision);
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { decided: null });
  const { id, ...rest } = submission.value;
  const decided = await decideMany(scope.ctx, id, rest);
  return data({ result: submission.reply(), problem: null, decided });
}

export default function BookingList({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation(["booking", "calendar"]);
  const { items, nextCursor, after, tab, view, asked, manages, waiting } = loaderData;
  const shown = manages ? tabs : tabs.slice(0, 2);
  return (
    <>
      <PageHead
        title={t("list.title")}
        lead={t("list.lead")}
        actions={
          <>
            <ButtonLink to="/?kind=facility">{t("list.find")}</ButtonLink>
            <ButtonLink look="secondary" to="/account/agenda" icon="calendar">
              {t("calendar:agenda.title")}
            </ButtonLink>
            <ButtonLink look="secondary" to="/samples">
              {t("list.samples")}
            </ButtonLink>
            <ButtonLink look="secondary" to="/service-orders">
              {t("list.services")}
            </ButtonLink>
            <ButtonLink look="secondary" to="/bookings/waitlist">
              {t("list.waitlist")}
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label={t("list.tabs")}
        tabs={shown.map((name) => ({
          to: `?tab=${name}`,
          label: t(`list.${name}`),
          current: name === tab,
          count: name === "waiting" ? waiting : undefined,
        }))}
      />
      {tab !== "waiting" && (
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-3">
          <Views tab={tab} view={view} />
          {tab !== "mine" && <NumberSearch tab={tab} asked={asked} />}
        </div>
      )}
      <div className="pt-4">
        {tab === "waiting" && items.length > 0 ? (
          <Form method="post" className="grid gap-4">
            <BookingTable items={items} side="provider" selectable />
            <BulkDecision reply={actionData} items={items} />
          </Form>
        ) : (
          <>
            {actionData && <BulkDecision reply={actionData} items={items} answerOnly />}
            <BookingTable
              items={items}
              side={tab === "mine" || tab === "organization" ? "user" : "provider"}
              empty={
                <EmptyState
                  title={t(`list.none.${view}`)}
                  action={tab === "mine" && <ButtonLink to="/?kind=facility">{t("list.find")}</ButtonLink>}
                >
                  {asked === "" && t(`list.noneDetail.${tab}`)}
                </EmptyState>
              }
            />
          </>
        )}
      </div>
      <CursorPager after={after} next={nextCursor} />
    </>
  );
}

function Views({ tab, view }: { tab: Tab; view: ListView }) {
  const { t } = useTranslation("booking");
  return (
    <Tabs
      label={t("list.views")}
      tabs={(["upcoming", "past"] as const).map((name) => ({
        to: `?tab=${tab}&view=${name}`,
        label: t(`list.${name}`),
        current: name === view,
      }))}
    />
  );
}
