import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { PasswordInput } from "#app/components/inputs.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { LicenceView } from "#app/domain/contracts/licence/queries.server.ts";
import { DealForm, type DealReply } from "./deal-form.tsx";

interface Props {
  licence: LicenceView;
  signedIn: boolean;
  technologyId: string;
  reply: DealReply | undefined;
}

/** What whoever looks at a standing offer can do: accept it and sign, or hear why not. */
export function AcceptLicence({ licence, signedIn, technologyId, reply }: Props) {
  const { t } = useTranslation("deals");
  const { held, open, buying, selling, row } = licence;
  if (held)
    return (
      <p className="flex flex-wrap items-center gap-3">
        {t("licence.held")} <ButtonLink to={`/contracts/${held}`}>{t("contract.open")}</ButtonLink>
      </p>
    );
  if (selling) return <p className="pb-4">{t("licence.accepted", { count: licence.accepted ?? 0 })}</p>;
  if (!open)
    return (
      <p>
        {t("licence.opensAt")} <DateTime at={row.opensAt} />
      </p>
    );
  if (!signedIn)
    return (
      <ButtonLink to={`/account/sign-in?next=${encodeURIComponent(`/technologies/${technologyId}/licence`)}`}>
        {t("licence.signIn")}
      </ButtonLink>
    );
  if (!buying) return <p>{t("licence.noSigner")}</p>;
  return <SignLicence sha256={row.sha256} reply={reply} />;
}

function SignLicence({ sha256, reply }: { sha256: string; reply: DealReply | undefined }) {
  const { t } = useTranslation("deals");
  const label = t("licence.password");
  return (
    <Confirm label={t("licence.accept")} look="primary" open={reply?.intent === "accept_licence"}>
      <p className="text-sm">{t("licence.acceptLead")}</p>
      <DealForm
        intent="accept_licence"
        reply={reply}
        labels={{ password: label }}
        submit={t("licence.acceptSign")}
      >
        {(meta) => (
          <>
            <input type="hidden" name="sha256" value={sha256} />
            <PasswordInput
              meta={meta("password")}
              label={label}
              optional={false}
              autoComplete="current-password"
            />
          </>
        )}
      </DealForm>
    </Confirm>
  );
}

/** The owner takes the offer back. */
export function WithdrawLicence({ reply }: Pick<Props, "licence" | "reply">) {
  const { t } = useTranslation("deals");
  return (
    <Confirm label={t("licence.withdraw")} open={reply?.intent === "withdraw_licence"}>
      <p className="text-sm">{t("licence.withdrawLead")}</p>
      <DealForm
        intent="withdraw_licence"
        reply={reply}
        labels={{}}
        submit={t("licence.withdraw")}
        look="danger"
      >
        {() => null}
      </DealForm>
    </Confirm>
  );
}
