import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormSection } from "#app/components/form.tsx";
import { MoneyInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import { type BuilderProps, type BuilderValues, metaIn, ofTransfer } from "./builder-form.ts";
import { KindChoice } from "./builder-kind.tsx";
import { Acceptance, Changes, Damages, Property, Risk, Secrecy } from "./builder-law.tsx";
import { Milestones } from "./builder-milestones.tsx";
import { FeeParts, RightParts, WarrantyParts } from "./builder-rights.tsx";
import { Rest } from "./builder-rest.tsx";

/**
 * Every clause that the parties can settle, in the order of the Civil Code, each with what the law says without it. Another
 * kind shows its own clauses at once; without a script, by a button.
 */
export function Builder(given: BuilderProps) {
  const [kind, choose] = useState(given.values.fields.kind);
  const fields = { ...given.values.fields, ...(kind !== undefined && { kind }) };
  const props = { ...given, values: { ...given.values, fields } };
  const transfer = ofTransfer(props.values);
  return (
    <>
      <Subject {...props} choose={choose} />
      {transfer && <RightParts {...props} />}
      <Plan {...props} />
      <Money {...props} />
      <Milestones {...props} />
      <Acceptance {...props} />
      {transfer ? <WarrantyParts {...props} /> : <Property {...props} />}
      <Secrecy {...props} />
      {(!transfer || sharesRisk(props.values)) && <Risk {...props} />}
      <Damages {...props} />
      <Changes {...props} />
      <Rest {...props} />
    </>
  );
}

/** Whether an assignment or a licence says anything of a risk of failure, which it needs not. */
const sharesRisk = ({ fields }: BuilderValues): boolean =>
  Boolean(fields.failureClientPercent) || Boolean(fields.failureVerification);

function Subject({ choose, ...props }: BuilderProps & { choose: (kind: string) => void }) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  return (
    <FormSection title={t("part.subject")}>
      <TextInput meta={meta("title")} label={t("builder.name")} optional={false} />
      <KindChoice meta={meta("kind")} choose={choose} />
      <TextArea meta={meta("subject")} label={t("builder.subject")} max={5000} rows={6} optional={false} />
      <TextArea
        meta={meta("targets")}
        label={t("builder.targets")}
        help={t("builder.targetsHelp")}
        max={3000}
        rows={4}
        optional
      />
    </FormSection>
  );
}

function Plan(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  const transfer = ofTransfer(props.values);
  return (
    <FormSection title={t("part.plan")}>
      <TextArea
        meta={meta("plan")}
        label={t(transfer ? "rights.plan" : "builder.plan")}
        max={5000}
        rows={5}
        optional={transfer}
      />
      <TextInput meta={meta("place")} label={t("builder.place")} optional />
      <TextArea meta={meta("clientDuties")} label={t("builder.clientDuties")} max={2000} rows={3} optional />
    </FormSection>
  );
}

function Money(props: BuilderProps) {
  const { t } = useTranslation("contracts");
  const meta = (name: string) => metaIn(props, name);
  const transfer = ofTransfer(props.values);
  return (
    <FormSection title={t("part.money")}>
      <MoneyInput meta={meta("amount")} label={t("builder.amount")} optional={false} />
      <MoneyInput
        meta={meta("equipment")}
        label={t("builder.equipment")}
        help={t("builder.equipmentHelp")}
        optional
      />
      {transfer && <FeeParts {...props} />}
      <TextArea
        meta={meta("moneyUse")}
        label={t(transfer ? "rights.moneyUse" : "builder.moneyUse")}
        max={1000}
        rows={3}
        optional
      />
    </FormSection>
  );
}
