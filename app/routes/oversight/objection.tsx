import { useTranslation } from "react-i18next";
import { Form, Link, redirect } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { useObjectedName } from "#app/components/credit/objected-name.ts";
import { objectionTones } from "#app/components/credit/words.ts";
import { plainField } from "#app/components/field-meta.ts";
import { Flash } from "#app/components/flash.tsx";
import { Due } from "#app/components/identity/due.tsx";
import { TextArea } from "#app/components/inputs.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import {
  dismissObjection,
  extendObjection,
  sustainObjection,
} from "#app/domain/cases/objection/answer.server.ts";
import { type ObjectionForm, objectionForm } from "#app/domain/cases/objection/inputs.ts";
import { findObjection, type ObjectionItem } from "#app/domain/cases/objection/queries.server.ts";
import { objectionProcess } from "#app/domain/cases/objection/states.ts";
import type { Context } from "#app/domain/context.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { say } from "#app/i18n/describe-problem.ts";
import { parseForm, readForm, replyInvalid, replyProblem } from "#app/runtime/forms.server.ts";
import { isUuid } from "#app/runtime/id.ts";
import { problems, type Result } from "#app/runtime/problem.ts";
import { problemResponse, requirePermission, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/objection.ts";

/** `/oversight/objections/{id}`: one objection, and its answer. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const actor = requirePermission(scope, request, "case.read");
  const found = isUuid(params.id) ? await findObjection(scope.ctx, params.id) : undefined;
  if (!found?.ok) throw problemResponse(problems.notFound("objection"));
  const allowed = allowedTransitions(objectionProcess, actor, found.value.objection).map(({ name }) => name);
  const { complex } = found.value.objection;
  return {
    title: scope.t("objections:one"),
    now: scope.ctx.clock.now(),
    item: found.value,
    offered: acts.filter((act) => allowed.includes(act) && !(act === "extend" && complex)),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

const acts = ["sustain", "dismiss", "extend"] as const;

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requirePermission(scope, request, "case.read");
  const submission = parseForm(await readForm(request), objectionForm);
  if (submission.status !== "success") return replyInvalid(submission);
  const done = await perform(scope.ctx, params.id, submission.value);
  if (!done.ok) return replyProblem(submission, done.problem, scope.t);
  return redirect(`/oversight/objections/${params.id}?done=${submission.value.intent}`);
}

function perform(ctx: Context, id: string, { intent, reason }: ObjectionForm): Promise<Result<void>> {
  if (intent === "extend") return extendObjection(ctx, id, { reason });
  const command = intent === "sustain" ? sustainObjection : dismissObjection;
  return command(ctx, id, { answer: reason });
}

export default function Objection({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("objections");
  const nameOf = useObjectedName();
  const { item, offered, now } = loaderData;
  const { objection } = item;
  const sent = actionData?.result.initialValue;
  const tried = sent && String(Reflect.get(sent, "intent"));
  return (
    <>
      <Breadcrumb steps={[{ to: "/oversight/objections", label: t("title") }]} />
      <Flash messages={Object.fromEntries(acts.map((act) => [act, t(`done.${act}`)]))} />
      <PageHead
        kicker={t("one")}
        title={nameOf(item)}
        lead={<OrganizationName nameZh={item.nameZh} nameEn={item.nameEn} />}
        state={
          <StateTag tone={objectionTones[objection.state] ?? "neutral"}>
            {say(t, `ownCredit:objections.states.${objection.state}`)}
          </StateTag>
        }
        next={
          objection.state === "filed" && (
            <>
              {t("answerBy")} <Due at={objection.deadline} now={now} />
            </>
          )
        }
      />
      {actionData?.problem && <Refusal problem={actionData.problem} />}
      <Facts item={item} />
      {offered.length > 0 && (
        <Section title={t("acts")}>
          <div className="flex flex-wrap gap-3">
            {offered.map((act) => (
              <Act
                key={act}
                act={act}
                reply={tried === act ? (actionData?.result.error?.reason ?? []) : undefined}
              />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}

function Facts({ item }: { item: ObjectionItem }) {
  const { t } = useTranslation("objections");
  const { objection, caseNo, documentNo, uscc } = item;
  return (
    <DescriptionList
      facts={[
        {
          term: t("credit"),
          value: (
            <Link className="link tnum" to={`/credit/${uscc}`}>
              {uscc}
            </Link>
          ),
        },
        {
          term: t("case"),
          value: objection.caseId && (
            <Link className="link" to={`/oversight/cases/${objection.caseId}`}>
              {caseNo}
            </Link>
          ),
        },
        { term: t("documentNo"), value: documentNo },
        { term: t("filed"), value: <DateTime at={objection.filedAt} weekday={false} /> },
        { term: t("grounds"), value: <p className="whitespace-pre-line">{objection.grounds}</p> },
        { term: t("complex"), value: objection.complex && t("complexYes") },
        { term: t("answer"), value: objection.answer },
        { term: t("answeredBy"), value: item.answeredBy },
        {
          term: t("answeredAt"),
          value: objection.answeredAt && <DateTime at={objection.answeredAt} weekday={false} />,
        },
      ]}
    />
  );
}

function Act({ act, reply }: { act: (typeof acts)[number]; reply: string[] | undefined }) {
  const { t } = useTranslation("objections");
  return (
    <Confirm label={t(`act.${act}`)} open={reply !== undefined}>
      <p>{t(`actNote.${act}`)}</p>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value={act} />
        <TextArea
          meta={{ ...plainField("reason", "", reply), id: `reason-${act}` }}
          label={t("reason")}
          optional={false}
          max={2000}
          rows={4}
        />
        <div>
          <SubmitButton>{t(`act.${act}`)}</SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}
