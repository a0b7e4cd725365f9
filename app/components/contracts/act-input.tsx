import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RadioGroup, Select } from "#app/components/choices.tsx";
import { type FieldMeta, textOf } from "#app/components/field-meta.ts";
import {
  FileInput,
  MoneyInput,
  NumberInput,
  PasswordInput,
  TextArea,
  TextInput,
} from "#app/components/inputs.tsx";
import { contractKinds, contractSides, disputeOutcomes } from "#db/schema/vocabulary.ts";
import { type Act, type ActField, moneyFields, remarkActs } from "./act-fields.ts";
import type { ActWorld } from "./act-world.ts";
import { Base, Inspects, ofRoyalty, Quantity, UnitPrice } from "./royalty-input.tsx";

interface Props {
  act: Act;
  name: ActField;
  meta: FieldMeta;
  world: ActWorld;
}

/** One field of a step's form. */
export function ActInput(props: Props): ReactNode {
  const Input = inputs[props.name] ?? (moneyFields.includes(props.name) ? Amount : Words);
  return <Input {...props} />;
}

const inputs: Partial<Record<ActField, (props: Props) => ReactNode>> = {
  sha256: Digest,
  password: Password,
  ground: Ground,
  files: Files,
  purpose: Purpose,
  wanted: Outcome,
  outcome: Outcome,
  breachBy: Breach,
  quality: Score,
  timeliness: Score,
  cooperation: Score,
  declaredKind: Kind,
  determinedKind: Kind,
  office: Line,
  number: Line,
  percent: Percent,
  base: Base,
  quantity: Quantity,
  unitPrice: UnitPrice,
  inspects: Inspects,
};

function Words({ act, name, meta }: Props) {
  const { t } = useTranslation("contracts");
  const optional = (name === "reason" || name === "note") && remarkActs.includes(act);
  const help = name === "shares" ? t("fieldHelp.shares") : undefined;
  return (
    <TextArea
      meta={meta}
      label={
        ofRoyalty(act) && (name === "note" || name === "answer")
          ? t(`royalty.field.${name}`)
          : t(`field.${name}`)
      }
      help={help}
      optional={optional}
      max={ofRoyalty(act) || ["reason", "reply", "text"].includes(name) ? 2000 : 5000}
      rows={3}
    />
  );
}

function Line({ name, meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <TextInput
      meta={meta}
      label={t(`field.${name}`)}
      help={name === "number" ? t("fieldHelp.number") : undefined}
      width="medium"
      optional={false}
    />
  );
}

function Amount({ name, meta }: Props) {
  const { t } = useTranslation("contracts");
  const helped =
    name === "technologyAmount" || name === "technicalIncome" || name === "toDeveloper"
      ? t(`fieldHelp.${name}`)
      : undefined;
  return (
    <MoneyInput meta={meta} label={t(`field.${name}`)} help={helped} optional={name === "toDeveloper"} />
  );
}

function Percent({ meta }: Props) {
  const { t } = useTranslation("contracts");
  return <NumberInput meta={meta} label={t("field.percent")} unit="%" optional={false} />;
}

/** What is signed or agreed to, for reading; it goes with the form. */
function Digest({ meta, world }: Props) {
  const { t } = useTranslation("contracts");
  const sha256 = world.sha256 ?? textOf(meta) ?? "";
  return (
    <div className="min-w-0">
      <p className="text-sm text-muted">{t("page.hash")}</p>
      <code className="text-sm break-all">{sha256}</code>
      <input type="hidden" name="sha256" value={sha256} />
    </div>
  );
}

function Password({ meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <PasswordInput meta={meta} label={t("field.password")} optional={false} autoComplete="current-password" />
  );
}

function Ground({ meta, world }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <RadioGroup
      meta={meta}
      label={t("field.ground")}
      optional={false}
      options={world.grounds.map((value) => ({ value, label: t(`ground.${value}`) }))}
    />
  );
}

function Outcome({ name, meta }: Props) {
  const { t } = useTranslation("contracts");
  const label = t(name === "wanted" ? "field.wanted" : "field.outcome");
  return (
    <RadioGroup
      meta={meta}
      label={label}
      optional={false}
      options={disputeOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
    />
  );
}

function Breach({ meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Select
      meta={meta}
      label={t("field.breachBy")}
      optional
      placeholder={t("noneBreach")}
      options={contractSides.map((value) => ({ value, label: t(`side.${value}`) }))}
    />
  );
}

function Score({ name, meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Select
      meta={meta}
      label={t(`field.${name}`)}
      optional={false}
      options={["5", "4", "3", "2", "1"].map((value) => ({
        value,
        label: t("page.score", { score: value }),
      }))}
    />
  );
}

function Kind({ name, meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Select
      meta={meta}
      label={t(`field.${name}`)}
      optional={false}
      options={contractKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
    />
  );
}

function Files({ act, meta, world }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <FileInput
      meta={meta}
      label={t("field.files")}
      help={t("fieldHelp.files", { megabytes: world.megabytes })}
      optional={act !== "upload"}
      multiple
      accept={world.accept}
    />
  );
}

function Purpose({ meta }: Props) {
  const { t } = useTranslation("contracts");
  return (
    <Select
      meta={meta}
      label={t("field.purpose")}
      optional={false}
      placeholder={null}
      options={(["annex", "certificate"] as const).map((value) => ({ value, label: t(`purpose.${value}`) }))}
    />
  );
}
