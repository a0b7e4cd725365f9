import { useTranslation } from "react-i18next";
import { Form, redirect } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { formatDate, localeOf, platformZone } from "#app/components/format.ts";
import { Flash } from "#app/components/flash.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState } from "#app/components/notice.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import { markRead } from "#app/domain/notices/mark-read.server.ts";
import { localDate } from "#app/domain/booking/hours.ts";
import { listNotices } from "#app/domain/notices/queries.server.ts";
import { topicOf } from "#app/domain/notices/topics.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import { isLocalPath } from "#app/runtime/next-path.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problemResponse, requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/notices.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const after = new URL(request.url).searchParams.get("after");
  const before = after === null ? undefined : new Date(after);
  const { items, next } = await listNotices(
    scope.ctx,
    scope.locale,
    before && !Number.isNaN(before.getTime()) ? before : undefined,
  );
  return {
    title: scope.t("identity:notices.title"),
    after,
    next: next?.toISOString() ?? null,
    unread: items.some(({ readAt }) => readAt === null),
    today: localDate(scope.ctx.clock.now().getTime(), platformZone),
    items: items.map(({ template, data, ...row }) => ({
      ...row,
      topic: topicOf(template),
      date: localDate(row.createdAt.getTime(), platformZone),
      title: say(scope.t, `notices:${template}.title`, data),
      body: say(scope.t, `notices:${template}.body`, data),
    })),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const id = (await readForm(request)).get("notice");
  const result = await markRead(scope.ctx, typeof id === "string" && isUuid(id) ? id : undefined);
  if (!result.ok) throw problemResponse(result.problem);
  return redirect(isLocalPath(result.value) ? result.value : "/account/notices?done=read");
}

export default function Notices({ loaderData }: Route.ComponentProps) {
  const { t, i18n } = useTranslation(["identity", "calendar"]);
  const { items, unread, after, next, today } = loaderData;
  const dayWords = (date: string): string =>
    date === today
      ? t("calendar:choices.today")
      : date === dayBefore(today)
        ? t("calendar:choices.yesterday")
        : formatDate(`${date}T00:00:00Z`, localeOf(i18n.language), "UTC", true);
  return (
    <>
      <Flash messages={{ read: t("notices.allRead") }} />
      <PageHead
        title={t("notices.title")}
        lead={t("notices.lead")}
        actions={
          <>
            {unread && (
              <Form method="post">
                <SubmitButton look="secondary">{t("notices.markAll")}</SubmitButton>
              </Form>
            )}
            <ButtonLink look="secondary" to="/account/notices/choices">
              {t("calendar:choices.title")}
            </ButtonLink>
          </>
        }
      />
      <AccountTabs />
      {items.length === 0 && <EmptyState title={t("notices.none")}>{t("notices.noneDetail")}</EmptyState>}
      {[...Map.groupBy(items, ({ date }) => date)].map(([date, here]) => (
        <section key={date} className="pb-4">
          <h2 className="border-b border-line pb-1 text-base text-muted">
            <time dateTime={date}>{dayWords(date)}</time>
          </h2>
          <ul>
            {here.map((item) => (
              <NoticeItem key={item.id} item={item} />
            ))}
          </ul>
        </section>
      ))}
      <CursorPager after={after} next={next} />
    </>
  );
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** One notice; opening it marks it as read, which is why it is a button and not a link. */
function NoticeItem({ item }: { item: Route.ComponentProps["loaderData"]["items"][number] }) {
  const { t } = useTranslation(["identity", "calendar"]);
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-hairline py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className={`text-base ${item.readAt ? "font-normal" : "font-semibold"}`}>{item.title}</h3>
        <p className="max-w-reading text-sm text-muted">{item.body}</p>
        <Form method="post" className="pt-1">
          <SubmitButton
            small
            look="quiet"
            name="notice"
            value={item.id}
            aria-label={t("notices.openNamed", { title: item.title })}
          >
            {t("notices.open")}
          </SubmitButton>
        </Form>
      </div>
      <div className="flex items-start gap-3 text-sm text-muted sm:flex-col sm:items-end">
        <span>{t(`calendar:topic.${item.topic}`)}</span>
        <DateTime at={item.createdAt} weekday={false} />
        {!item.readAt && <StateTag tone="pending">{t("notices.unread")}</StateTag>}
      </div>
    </li>
  );
}
