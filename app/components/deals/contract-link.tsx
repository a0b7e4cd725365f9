import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";

/** From a deal that is made to its contract: to drafting it, or to the one that was begun. */
export function ContractLink({ path, begun }: { path: string; begun: boolean }) {
  const { t } = useTranslation("deals");
  return (
    <ButtonLink to={path} look={begun ? "secondary" : "primary"}>
      {t(begun ? "contract.open" : "contract.draft")}
    </ButtonLink>
  );
}
