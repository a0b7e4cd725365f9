import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import type { Problem } from "#app/runtime/problem.ts";
import { ButtonLink } from "./button.tsx";
import { MeasureInTheWay } from "./measure-in-the-way.tsx";
import { PageHead } from "./page-head.tsx";
import { postedOf, SendAgain } from "./send-again.tsx";
import { requestIdAttribute, useRequestId } from "./request-id.ts";

/** A whole page that says why there is nothing else: not found, not allowed, gone wrong, with the number that lets support find it. */
export function ProblemPage({ problem }: { problem: Problem }) {
  const { t } = useTranslation(["common", "problems"]);
  const requestId = useRequestId();
  const posted = postedOf(problem);
  const signIn = problem.code === "sign_in_required";
  const { pathname, search } = useLocation();
  // What went wrong here may go well the next time; what was sent has a button of its own.
  const again = problem.status >= 500 && !posted;
  return (
    <div className="py-8">
      <title>{`${t(`problems:${problem.code}.title`, problem.params ?? {})} · ${t("shell.name")}`}</title>
      <PageHead
        kicker={String(problem.status)}
        title={t(`problems:${problem.code}.title`, problem.params ?? {})}
        lead={t(`problems:${problem.code}.detail`, problem.params ?? {})}
      />
      <MeasureInTheWay problem={problem} />
      {posted && <SendAgain posted={posted} />}
      <div className="flex flex-wrap gap-3 pt-4">
        {again && (
          <ButtonLink to={`${pathname}${search}`} reloadDocument>
            {t("problem.again")}
          </ButtonLink>
        )}
        <ButtonLink look={posted || again ? "secondary" : "primary"} to={signIn ? "/account/sign-in" : "/"}>
          {signIn ? t("nav.signIn") : t("problem.home")}
        </ButtonLink>
        <ButtonLink look="secondary" to="/help">
          {t("nav.help")}
        </ButtonLink>
      </div>
      {problem.status >= 500 && requestId && (
        <p className="pt-6 text-sm text-muted" {...{ [requestIdAttribute]: requestId }}>
          {t("problem.requestId", { requestId })}
        </p>
      )}
    </div>
  );
}
