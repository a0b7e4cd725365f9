import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Select } from "#app/components/choices.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { DateInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatDeadline, localeOf } from "#app/components/format.ts";
import { TextArea } from "#app/components/inputs.tsx";
import { demandOutcomes } from "#db/schema/vocabulary.ts";
import { useCriterionName } from "./criterion-name.ts";
import type { ShownCall } from "./call-section.tsx";

const acts: Readonly<
  Record<string, readonly ("criteria" | "extend" | "reopen" | "close" | "revoke-award")[]>
> = {
  receiving: ["extend", "criteria", "close"],
  scoring: ["close"],
  awarded: ["revoke-award"],
};

type DirectedCall = Omit<ShownCall, "ownProposal"> & {
  /** Null once the criteria are fixed. */
  criteriaUntil: Date | null;
};

/** What the client can do with the call as it stands; each unfolds to what it needs. */
export function CallActs({ call, empty }: { call: DirectedCall; empty: boolean }) {
  const offered = (acts[call.state] ?? []).filter((name) => name !== "criteria" || call.criteriaUntil);
  const all = call.state === "scoring" && empty ? (["reopen", ...offered] as const) : offered;
  if (all.length === 0) return null;
  return (
    <div className="flex flex-wrap items-start gap-3 pb-6">
      {all.map((name) => (
        <Act key={name} name={name} call={call} />
      ))}
    </div>
  );
}

function Act({ name, call }: { name: string; call: DirectedCall }) {
  const { t } = useTranslation("demands");
  const label = t(`received.${name === "revoke-award" ? "revoke" : name}`);
  return (
    <Confirm label={label}>
      <Form method="post" className="grid w-full gap-4">
        <input type="hidden" name="intent" value={name} />
        <Fields name={name} call={call} />
        <div>
          <SubmitButton look={name === "close" || name === "revoke-award" ? "danger" : "primary"}>
            {label}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

function Fields({ name, call }: { name: string; call: DirectedCall }) {
  const { t, i18n } = useTranslation("demands");
  const criterionName = useCriterionName();
  const own = (field: string, value?: string) => ({ ...plainField(field, value), id: `${name}-${field}` });
  if (name === "extend" || name === "reopen")
    return <DateInput meta={own("deadlineOn")} label={t("received.deadlineOn")} />;
  if (name === "criteria") {
    const lines = call.criteria.map((one) => `${criterionName(one.name)}, ${one.weight}`).join("\n");
    const until = call.criteriaUntil ? formatDeadline(call.criteriaUntil, localeOf(i18n.language)) : "";
    const [label, help] = [t("received.criteriaLines"), t("received.criteriaHelp", { until })];
    return <TextArea meta={own("criteria", lines)} label={label} help={help} rows={5} required />;
  }
  if (name === "close") {
    const options = demandOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }));
    return (
      <>
        <p>{t("received.closeNote")}</p>
        <Select meta={own("outcome")} label={t("received.outcome")} options={options} required />
        <TextArea meta={own("note")} label={t("received.note")} rows={2} required />
      </>
    );
  }
  return (
    <>
      <p>{t("received.revokeNote")}</p>
      <TextArea meta={own("reason")} label={t("received.reason")} rows={2} required />
    </>
  );
}
