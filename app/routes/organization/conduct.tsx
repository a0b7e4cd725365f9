import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { BasisText } from "#app/components/conduct/basis.tsx";
import { StaffAct, type StaffIntent, type StaffReply } from "#app/components/conduct/staff-acts.tsx";
import { BlockTag, ViolationTag } from "#app/components/conduct/state-tags.tsx";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { OrganizationTabs } from "#app/components/identity/organization-tabs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { CursorPager, Tabs } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { DateRange, LastDay, OrganizationName } from "#app/components/text.tsx";
import { dismissBlock, enforceBlock, liftBlock } from "#app/domain/conduct/decide-block.server.ts";
import { upholdViolation, waiveViolation } from "#app/domain/conduct/decide-violation.server.ts";
import { type StaffForm, staffForm } from "#app/domain/conduct/inputs.ts";
import {
  type BlockItem,
  conductQueue,
  countQueue,
  queueViews,
  type ViolationItem,
} from "#app/domain/conduct/queries.server.ts";
import type { Context } from "#app/domain/context.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import type { Result } from "#app/runtime/problem.ts";
import { requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/conduct.ts";

const viewOf = (request: Request) => {
  const asked = new URL(request.url).searchParams.get("view");
  return queueViews.find((view) => view === asked) ?? "contested";
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const view = viewOf(request);
  const after = new URL(request.url).searchParams.get("after");
  const [queue, counts] = await Promise.all([
    conductQueue(scope.ctx, view, after !== null && isUuid(after) ? after : undefined),
    countQueue(scope.ctx),
  ]);
  const tabs = queueViews.map((name) => ({
    name,
    count: name in counts ? Reflect.get(counts, name) : undefined,
  }));
  return {
    title: scope.t("conduct:staff.title"),
    now: scope.ctx.clock.now(),
    view,
    after,
    tabs: tabs.map(({ name, count }) => ({ name, count: typeof count === "number" ? count : undefined })),
    ...queue,
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "booking.manage");
  const submission = parseForm(await readForm(request), staffForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const result = await perform(scope.ctx, submission.value);
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect(`/organization/conduct?view=${viewOf(request)}&done=${submission.value.intent}`);
}

function perform(ctx: Context, form: StaffForm): Promise<Result<void>> {
  switch (form.intent) {
    case "uphold":
      return upholdViolation(ctx, form.id, { reason: form.reason });
    case "waive":
      return waiveViolation(ctx, form.id, { reason: form.reason });
    case "enforce":
      return enforceBlock(ctx, form.id);
    case "dismiss":
      return dismissBlock(ctx, form.id, { reason: form.reason });
    case "lift":
      return liftBlock(ctx, form.id, { reason: form.reason });
  }
}

const acts = ["uphold", "waive", "enforce", "dismiss", "lift"] as const;

export default function ConductQueue({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("conduct");
  const { view, tabs, violations, blocks, after, next, now } = loaderData;
  const reply = replyOf(actionData);
  return (
    <>
      <Flash messages={Object.fromEntries(acts.map((act) => [act, t(`staff.done.${act}`)]))} />
      <PageHead title={t("staff.title")} lead={t("staff.lead")} />
      <OrganizationTabs />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Tabs
        label={t("staff.views")}
        tabs={tabs.map(({ name, count }) => ({
          to: `?view=${name}`,
          label: t(`staff.view.${name}`),
          count,
          current: name === view,
        }))}
      />
      {violations.length + blocks.length === 0 && (
        <div className="pt-6">
          <EmptyState title={t(`staff.none.${view}`)}>{t("staff.noneDetail")}</EmptyState>
        </div>
      )}
      <ul className="grid gap-8 pt-6">
        {violations.map((item) => (
          <OneViolation key={item.id} item={item} now={now} reply={reply} />
        ))}
        {blocks.map((block) => (
          <OneBlock key={block.id} block={block} reply={reply} />
        ))}
      </ul>
      <CursorPager after={after} next={next} />
    </>
  );
}

const nameIn = (t: TFunction<"conduct">, item: ViolationItem) =>
  `${t(`code.${item.code}`)}, ${item.userName}`;

function OneViolation({ item, now, reply }: { item: ViolationItem; now: Date; reply?: StaffReply }) {
  const { t } = useTranslation("conduct");
  const titleOf = useTitleOf();
  const offered: StaffIntent[] = item.state === "contested" ? ["uphold", "waive"] : ["waive"];
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">
          {t(`code.${item.code}`)} · {titleOf(item)}
        </h2>
        <ViolationTag state={item.state} />
      </div>
      <DescriptionList
        facts={[
          { term: t("staff.person"), value: <Person item={item} /> },
          {
            term: t("own.booking"),
            value: (
              <Link className="link" to={`/bookings/${item.bookingId}`}>
                <DateRange starts={item.startsAt} ends={item.endsAt} zone={item.zone} />
              </Link>
            ),
          },
          {
            term: t("own.counts"),
            value: item.counts ? <LastDay at={item.until} zone={item.zone} /> : t("own.noLonger"),
          },
          { term: t("staff.statement"), value: item.statement },
          { term: t("staff.due"), value: item.state === "contested" && <Due at={item.deadline} now={now} /> },
          { term: t("staff.reason"), value: item.reason },
        ].map((fact) => ({ ...fact, value: fact.value || null }))}
      />
      {item.state !== "waived" && (
        <div className="flex flex-wrap gap-3">
          {offered.map((intent) => (
            <StaffAct key={intent} id={item.id} intent={intent} about={nameIn(t, item)} reply={reply} />
          ))}
        </div>
      )}
    </li>
  );
}

function OneBlock({ block, reply }: { block: BlockItem; reply?: StaffReply }) {
  const { t } = useTranslation("conduct");
  const titleOf = useTitleOf();
  const offered: StaffIntent[] = block.state === "proposed" ? ["enforce", "dismiss"] : ["lift"];
  const days = Math.round((block.until.getTime() - block.from.getTime()) / 86_400_000);
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">
          {t(`level.${block.level}`)} · {titleOf(block)}
        </h2>
        <BlockTag state={block.state} over={block.over} />
      </div>
      <DescriptionList
        facts={[
          { term: t("staff.person"), value: <Person item={block} /> },
          { term: t("own.basis"), value: block.basis.length > 0 && <BasisText basis={block.basis} /> },
          {
            term: t("staff.until"),
            value:
              block.state === "proposed" ? (
                t("staff.days", { count: days })
              ) : (
                <DateRange starts={block.from} ends={block.until} zone={block.zone} />
              ),
            note: block.automatic && t("own.automatic"),
          },
        ].map((fact) => ({ ...fact, value: fact.value || null }))}
      />
      <div className="flex flex-wrap gap-3">
        {offered.map((intent) => (
          <StaffAct
            key={intent}
            id={block.id}
            intent={intent}
            about={`${t(`level.${block.level}`)}, ${block.userName}`}
            reply={reply}
          />
        ))}
      </div>
    </li>
  );
}

const Person = ({ item }: { item: Pick<BlockItem, "userName" | "organizationZh" | "organizationEn"> }) => (
  <>
    {item.userName} · <OrganizationName nameZh={item.organizationZh} nameEn={item.organizationEn} />
  </>
);

function replyOf(reply: Route.ComponentProps["actionData"]): StaffReply | undefined {
  const sent = reply?.result.initialValue;
  if (!sent) return undefined;
  const errors = reply.result.error?.reason ?? undefined;
  return { id: Reflect.get(sent, "id"), intent: Reflect.get(sent, "intent"), errors };
}
