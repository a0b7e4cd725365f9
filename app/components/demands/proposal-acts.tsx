import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea } from "#app/components/inputs.tsx";

interface Props {
  row: { id: string };
  /** Its author may still change it. */
  sealed: boolean;
  side: string;
  /** The client scores and awards now. */
  judges: boolean;
  /** Working days until an award is final. */
  standstill: number;
}

/** What its author, and once it is open its client, can do with a proposal. */
export function ProposalActs({ row, sealed, side, judges, standstill }: Props) {
  const { t } = useTranslation("demands");
  if (!(sealed && side === "proposer") && !judges) return null;
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {sealed && side === "proposer" && (
        <>
          <ButtonLink to={`/proposals/${row.id}/edit`}>{t("proposal.edit")}</ButtonLink>
          <Confirm label={t("proposal.withdraw")}>
            <p>{t("proposal.withdrawNote")}</p>
            <Form method="post">
              <SubmitButton look="danger" name="intent" value="withdraw">
                {t("proposal.withdraw")}
              </SubmitButton>
            </Form>
          </Confirm>
        </>
      )}
      {judges && (
        <Confirm label={t("proposal.award")}>
          <p>{t("proposal.awardNote", { days: standstill })}</p>
          <Form method="post" className="grid w-full gap-4">
            <input type="hidden" name="intent" value="award" />
            <TextArea meta={plainField("reasons")} label={t("proposal.awardReasons")} rows={3} required />
            <div>
              <SubmitButton>{t("proposal.award")}</SubmitButton>
            </div>
          </Form>
        </Confirm>
      )}
    </div>
  );
}
