import { useTranslation } from "react-i18next";
import { Link, redirect } from "react-router";
import { z } from "zod";
import { ProblemActs } from "#app/components/instrument/problem-acts.tsx";
import { ProblemHistory } from "#app/components/instrument/problem-history.tsx";
import { problemState, ProblemStateTag } from "#app/components/instrument/problem-state.tsx";
import { useTitleOf } from "#app/components/catalog/labels.ts";
import { Flash } from "#app/components/flash.tsx";
import { DescriptionList } from "#app/components/lists.tsx";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { DateTime, OrganizationName } from "#app/components/text.tsx";
import { acknowledgeProblem, resolveProblem } from "#app/domain/instrument/answer-problem.server.ts";
import { acknowledgeInput, resolveInput } from "#app/domain/instrument/inputs.ts";
import { findProblem } from "#app/domain/instrument/problem-queries.server.ts";
import { parseForm, readForm, replyInvalid, replyProblem, replyWith } from "#app/runtime/forms.server.ts";
import { problemResponse, requireMember, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/problem.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findProblem(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  return { ...found.value, title: scope.t("instrument:problem.kicker") };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export const shouldRevalidate = () => true;

const actForm = z.discriminatedUnion("intent", [
  acknowledgeInput.extend({ intent: z.literal("acknowledge") }),
  resolveInput.extend({ intent: z.literal("resolve") }),
]);

export async function action({ request, params, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  requireMember(scope, request);
  const found = await findProblem(scope.ctx, params.id);
  if (!found.ok) throw problemResponse(found.problem);
  const form = await readForm(request);
  const intent = String(form.get("intent"));
  const submission = parseForm(form, actForm);
  if (submission.status !== "success") return replyWith(replyInvalid(submission), { intent });
  const { value } = submission;
  const command = value.intent === "resolve" ? resolveProblem : acknowledgeProblem;
  const done = await command(scope.ctx, params.id, value);
  if (!done.ok) return replyWith(replyProblem(submission, done.problem, scope.t), { intent });
  return redirect(`/problems/${params.id}?done=${value.intent}`);
}

const nextOf = { reported: "waiting", acknowledged: "working", resolved: "over" } as const;
const staffNextOf = { reported: "answerIt", acknowledged: "finish", resolved: "over" } as const;

export default function ProblemPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("instrument");
  const titleOf = useTitleOf();
  const { problem, unit, unitLabel, zone, staff, allowed, history } = loaderData;
  const refused = actionData?.problem;
  const where = unit === null ? "" : ` · ${t("unit", { number: unit })} ${unitLabel ?? ""}`;
  return (
    <>
      <Flash messages={{ acknowledge: t("problem.done.acknowledge"), resolve: t("problem.done.resolve") }} />
      {staff && <Breadcrumb steps={[{ to: "/organization/problems", label: t("problems.title") }]} />}
      <PageHead
        kicker={t("problem.kicker") + where}
        title={titleOf(loaderData)}
        state={
          <>
            <ProblemStateTag state={problem.state} />
            <span>{t(`at.${problem.severity}`)}</span>
          </>
        }
        next={<p>{t(`problem.${(staff ? staffNextOf : nextOf)[problemState(problem.state)]}`)}</p>}
      />
      {refused && !refused.errors && (
        <div className="pb-6">
          <Refusal problem={refused} />
        </div>
      )}
      <ProblemActs
        {...loaderData}
        allowed={allowed}
        reply={actionData && { intent: actionData.intent, result: actionData.result }}
      />
      <Section title={t("problem.description")}>
        <p className="max-w-reading pb-4 whitespace-pre-line">{problem.description}</p>
        <DescriptionList
          facts={[
            { term: t("problem.answer"), value: problem.answer },
            {
              term: t("problems.reporter"),
              value: loaderData.reporter,
              note: <Organization {...loaderData} />,
            },
            { term: t("problems.since"), value: <DateTime at={problem.createdAt} zone={zone} /> },
            {
              term: t("problems.facility"),
              value: (
                <Link
                  className="link"
                  to={problem.unitId ? `/at/${problem.unitId}` : `/facilities/${problem.facilityId}`}
                >
                  {titleOf(loaderData)}
                </Link>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t("problem.history")}>
        <ProblemHistory lines={history} zone={zone} />
      </Section>
    </>
  );
}

const Organization = ({
  organizationZh,
  organizationEn,
}: {
  organizationZh: string;
  organizationEn: string;
}) => <OrganizationName nameZh={organizationZh} nameEn={organizationEn} />;
