import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import type { ShownCall } from "./call-section.tsx";

interface Props {
  demandId: string;
  call: Pick<ShownCall, "state" | "ownProposal">;
  /** What the reader may do: propose, look after their own demand, sign in first, or nothing. */
  reader: "provider" | "client" | "visitor" | "reader";
}

/** The reader's next step with a demand, at the top of its page; nothing where there is none. */
export function CallStep({ demandId, call, reader }: Props) {
  const { t } = useTranslation("demands");
  const propose = `/demands/${demandId}/propose`;
  if (reader === "client")
    return <ButtonLink to={`/demands/${demandId}/proposals`}>{t("call.proposals")}</ButtonLink>;
  if (call.ownProposal)
    return <ButtonLink to={`/proposals/${call.ownProposal.id}`}>{t("call.ownProposal")}</ButtonLink>;
  if (call.state !== "receiving" || reader === "reader") return null;
  return reader === "provider" ? (
    <ButtonLink to={propose}>{t("call.propose")}</ButtonLink>
  ) : (
    <ButtonLink to={`/account/sign-in?next=${encodeURIComponent(propose)}`}>{t("call.signIn")}</ButtonLink>
  );
}
