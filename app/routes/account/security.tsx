import { useTranslation } from "react-i18next";
import { data } from "react-router";
import { renderSVG } from "uqr";
import { Flash } from "#app/components/flash.tsx";
import { AccountTabs } from "#app/components/identity/account-tabs.tsx";
import { NewRecoveryCodes, RecoveryCodes } from "#app/components/identity/recovery-codes.tsx";
import { DisableTotp, EnrolTotp } from "#app/components/identity/totp-forms.tsx";
import { PageHead } from "#app/components/page-head.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { disableTotpInput, enrolTotpInput } from "#app/domain/identity/inputs.ts";
import { ownAccount } from "#app/domain/identity/queries.server.ts";
import { disableTotp, enrolTotp, renewRecoveryCodes } from "#app/domain/identity/second-factor.server.ts";
import { newTotpSecret, totpUri } from "#app/domain/identity/totp.ts";
import { isRecent } from "#app/domain/identity/visit.ts";
import {
  parseForm,
  passRetryAfter,
  readForm,
  replyInvalid,
  replyProblem,
} from "#app/runtime/forms.server.ts";
import { sessionCookie } from "#app/runtime/cookies.server.ts";
import { problems } from "#app/runtime/problem.ts";
import { problemResponse, type RequestScope, scopeOf } from "#app/runtime/request.server.ts";
import type { Route } from "./+types/security.ts";
import { redirectWithSession, requireSession, toProveAgain } from "./visit.server.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const scope = scopeOf(context);
  const session = requireSession(scope, request);
  const account = await ownAccount(scope.ctx);
  if (!account) throw problemResponse(problems.signInRequired());
  const title = scope.t("identity:security.title");
  const left = account.recoveryCodesLeft;
  if (account.totp) return { title, enrol: null, left };
  if (!isRecent(session, scope.ctx.clock.now())) throw toProveAgain(request);
  return { title, enrol: enrolment(newTotpSecret(), account.email), left };
}

/** What the page shows of a secret: the QR code as a picture, and its text for typing. */
function enrolment(secret: string, email: string) {
  const svg = renderSVG(totpUri(secret, email), { border: 2, pixelSize: 6 });
  return { secret, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}` };
}

export const headers = passRetryAfter;

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: loaderData?.title }];

export async function action({ request, context }: Route.ActionArgs) {
  const scope = scopeOf(context);
  const form = await readForm(request);
  if (form.get("renew") === "codes") return renew(scope, request);
  return form.has("secret") ? turnOn(scope, request, form) : turnOff(scope, request, form);
}

async function renew(scope: RequestScope, request: Request) {
  const result = await renewRecoveryCodes(scope.ctx, requireSession(scope, request));
  if (result.ok) return data({ enrol: null, codes: result.value });
  if (result.problem.code === "prove_again") throw toProveAgain(request);
  throw problemResponse(result.problem);
}

async function turnOn(scope: RequestScope, request: Request, form: FormData) {
  const session = requireSession(scope, request);
  const submission = parseForm(form, enrolTotpInput);
  // The same secret again, so that the authenticator that already knows it still fits.
  const secret = String(form.get("secret"));
  const again = enrolTotpInput.shape.secret.safeParse(secret).success
    ? enrolment(secret, scope.ctx.actor.user?.email ?? "")
    : null;
  if (submission.status !== "success") return withEnrolment(replyInvalid(submission), again);
  const result = await enrolTotp(scope.ctx, session, submission.value);
  if (result.ok) {
    const { token, codes } = result.value;
    return data({ enrol: null, codes }, { headers: { "Set-Cookie": sessionCookie(token) } });
  }
  if (result.problem.code === "prove_again") throw toProveAgain(request);
  return withEnrolment(replyProblem(submission, result.problem, scope.t), again);
}

async function turnOff(scope: RequestScope, request: Request, form: FormData) {
  const session = requireSession(scope, request);
  const submission = parseForm(form, disableTotpInput);
  if (submission.status !== "success") return withEnrolment(replyInvalid(submission), null);
  const result = await disableTotp(scope.ctx, session, submission.value);
  if (result.ok) throw redirectWithSession("/account/security?done=off", result.value);
  return withEnrolment(replyProblem(submission, result.problem, scope.t), null);
}

type Reply = ReturnType<typeof replyInvalid> | ReturnType<typeof replyProblem>;

const withEnrolment = ({ data: reply, init }: Reply, enrol: ReturnType<typeof enrolment> | null) =>
  data({ ...reply, enrol, codes: null }, init ?? undefined);

export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation("identity");
  const on = loaderData.enrol === null;
  const enrol = actionData?.enrol ?? loaderData.enrol;
  const codes = actionData?.codes;
  const reply = actionData && "result" in actionData ? actionData : undefined;
  return (
    <>
      <Flash messages={{ off: t("security.done.off") }} />
      <PageHead
        title={t("security.title")}
        lead={t("security.lead")}
        state={
          <StateTag tone={on ? "confirmed" : "neutral"}>{t(on ? "account.on" : "account.off")}</StateTag>
        }
      />
      <AccountTabs />
      {codes && <NewRecoveryCodes codes={codes} />}
      {on && <RecoveryCodes left={loaderData.left} />}
      {enrol ? <EnrolTotp reply={reply} enrol={enrol} /> : <DisableTotp reply={reply} />}
    </>
  );
}
