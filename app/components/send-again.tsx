import { useTranslation } from "react-i18next";
import type { Posted } from "#app/runtime/posted.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { SubmitButton } from "./button.tsx";

/** Of a form that came after its session had ended: signing in beside it, and sending it again as it was. */
export function SendAgain({ posted }: { posted: Posted }) {
  const { t } = useTranslation("common");
  return (
    <div className="grid max-w-reading gap-4">
      <ol className="list-decimal ps-6">
        <li>
          <a className="link" href="/account/sign-in?next=/account" target="_blank" rel="noreferrer">
            {t("problem.signInBeside")}
          </a>
        </li>
        <li>{t("problem.comeBack")}</li>
      </ol>
      {posted.files && <p>{t("problem.filesAgain")}</p>}
      <form method="post" action={posted.to}>
        {posted.fields.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come several times, and nothing moves
          <input key={at} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton>{t("problem.sendAgain")}</SubmitButton>
      </form>
    </div>
  );
}

/** The form that a problem carries to be sent again; undefined for every other problem. */
export function postedOf({ code, details }: Problem): Posted | undefined {
  const posted = code === "session_ended" ? details?.posted : undefined;
  return isPosted(posted) ? posted : undefined;
}

const isPosted = (value: unknown): value is Posted =>
  typeof value === "object" && value !== null && "to" in value && "fields" in value;
