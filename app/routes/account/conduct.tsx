import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { BasisText } from "#app/components/conduct/basis.tsx";
import { BlockTag, ViolationTag } from "#app/components/conduct/state-tags.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { formatDeadline, localeOf } from "#app/components/format.ts";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { CursorPager } from "#app/components/navigation-bits.tsx";
import { EmptyState, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateRange, LastDay } from "#app/components/text.tsx";
import { contestViolation } from "#app/domain/conduct/contest.server.ts";
import { contestForm } from "#app/domain/conduct/inputs.ts";
import { type BlockItem, ownConduct, type ViolationItem } from "#app/domain/conduct/queries.server.ts";
import { parameterDefaults } from "#app/domain/parameters.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { requireUser, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/conduct.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const after = new URL(request.url).searchParams.get("after");
  const page = await ownConduct(scope.ctx, after !== null && isUuid(after) ? after : undefined);
  const answerDays = parameterDefaults.violation_answer_working_days;
  return { title: scope.t("conduct:own.title"), after, answerDays, ...page };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireUser(scope, request);
  const submission = parseForm(await readForm(request), contestForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const { id, statement } = submission.value;
  const result = await contestViolation(scope.ctx, id, { statement });
  if (!result.ok) return replyProblem(submission, result.problem, scope.t);
  return redirect("/account/conduct?done=contest");
}

export default function OwnConduct({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("conduct");
  const { items, blocks, after, next, answerDays } = loaderData;
  return (
    <>
      <Flash messages={{ contest: t("own.done") }} />
      <PageHead title={t("own.title")} lead={t("own.lead")} />
      <AccountTabs />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      {items.length === 0 && blocks.length === 0 && (
        <EmptyState title={t("own.none")}>{t("own.noneDetail")}</EmptyState>
      )}
      {blocks.length > 0 && (
        <Section title={t("own.blocks")}>
          <ul className="grid gap-6">
            {blocks.map((block) => (
              <OneBlock key={block.id} block={block} />
            ))}
          </ul>
        </Section>
      )}
      {items.length > 0 && (
        <Section title={t("own.violations")}>
          <ul className="grid gap-8">
            {items.map((item) => (
              <OneViolation
                key={item.id}
                item={item}
                answerDays={answerDays}
                errors={getErrors(actionData, item.id)}
              />
            ))}
          </ul>
        </Section>
      )}
      <CursorPager after={after} next={next} />
    </>
  );
}

function OneBlock({ block }: { block: BlockItem }) {
  const { t } = useTranslation("conduct");
  const titleOf = useTitleOf();
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          {t(`level.${block.level}`)} · {titleOf(block)}
        </h3>
        <BlockTag state={block.state} over={block.over} />
      </div>
      <DescriptionList
        facts={[
          {
            term: t("own.period"),
            value: block.state !== "proposed" && (
              <DateRange starts={block.from} ends={block.until} zone={block.zone} />
            ),
            note: block.automatic && t("own.automatic"),
          },
          { term: t("own.basis"), value: block.basis.length > 0 && <BasisText basis={block.basis} /> },
          { term: t("own.state"), value: block.state === "proposed" && t("own.proposedNote") },
          { term: t("own.reason"), value: block.reason },
        ].map((fact) => ({ ...fact, value: fact.value || null }))}
      />
    </li>
  );
}

interface OneProps {
  item: ViolationItem;
  answerDays: number;
  errors: string[] | undefined;
}

function OneViolation({ item, answerDays, errors }: OneProps) {
  const { t } = useTranslation("conduct");
  const titleOf = useTitleOf();
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          {t(`code.${item.code}`)} · {titleOf(item)}
        </h3>
        <ViolationTag state={item.state} />
      </div>
      <ViolationFacts item={item} />
      {item.state === "recorded" && item.counts && (
        <Confirm label={t("own.contest")} open={errors !== undefined}>
          <p>{t("own.contestNote", { days: answerDays })}</p>
          <Form method="post" className="grid w-full gap-4">
            <input type="hidden" name="id" value={item.id} />
            <TextArea
              meta={{ ...plainField("statement", "", errors), id: `statement-${item.id}` }}
              label={t("own.statementLabel")}
              optional={false}
              max={2000}
            />
            <div>
              <SubmitButton>{t("own.submit")}</SubmitButton>
            </div>
          </Form>
        </Confirm>
      )}
    </li>
  );
}

function ViolationFacts({ item }: { item: ViolationItem }) {
  const { t, i18n } = useTranslation("conduct");
  const { state, reason, deadline, zone } = item;
  const answerBy =
    state === "contested" && deadline
      ? t("own.answerBy", { at: formatDeadline(deadline, localeOf(i18n.language), zone) })
      : null;
  return (
    <DescriptionList
      facts={[
        {
          term: t("own.booking"),
          value: (
            <Link className="link" to={`/bookings/${item.bookingId}`}>
              <DateRange starts={item.startsAt} ends={item.endsAt} zone={zone} />
            </Link>
          ),
        },
        {
          term: t("own.counts"),
          value: item.counts ? <LastDay at={item.until} zone={zone} /> : t("own.noLonger"),
        },
        { term: t("own.statement"), value: item.statement, note: answerBy },
        { term: t("own.answer"), value: reason || (state === "waived" ? t("own.withdrawnReason") : null) },
      ]}
    />
  );
}

type Reply = Route.ComponentProps["actionData"];

/** The errors of the statement that was sent about this violation; undefined when another's or none was. */
function getErrors(reply: Reply, id: string): string[] | undefined {
  const sent = reply?.result.initialValue;
  return sent && Reflect.get(sent, "id") === id ? (reply.result.error?.statement ?? undefined) : undefined;
}
