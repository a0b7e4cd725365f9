import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox, CheckboxGroup, RadioGroup, Select } from "#app/components/choices.tsx";
import { DateTimeInput } from "#app/components/date-input.tsx";
import type { FieldMeta } from "#app/components/field-meta.ts";
import { FileInput, TextArea, TextInput } from "#app/components/inputs.tsx";
import {
  caseAudiences,
  misconductClasses,
  organizationTies,
  serviceWaysOfDocuments,
} from "#db/schema/vocabulary.ts";
import type { ActField } from "./act-fields.ts";
import type { ActWorld } from "./act-world.ts";
import { MeasureChoices } from "./measure-choices.tsx";

interface Props {
  act: string;
  name: ActField;
  meta: FieldMeta;
  world: ActWorld;
  values: Readonly<Record<string, string>>;
}

/** One field of a step's form. */
export function ActInput(props: Props): ReactNode {
  const Input = inputs[props.name] ?? Words;
  return <Input {...props} />;
}

const inputs: Partial<Record<ActField, (props: Props) => ReactNode>> = {
  measures: ({ meta, world, values, act }) => (
    <MeasureChoices meta={meta} terms={world.terms} values={values} act={act} />
  ),
  class: ClassChoice,
  how: Service,
  officerId: Handler,
  chairId: Handler,
  at: HearingTime,
  place: Line,
  name: Line,
  capacity: Line,
  noConflict: Declared,
  audience: Audience,
  kind: EntryKind,
  evidence: OpenedEvidence,
  files: Files,
  source: Line,
  uscc: Line,
  tie: TieKind,
  tieId: KnownTie,
};

function Words({ meta, name }: Props) {
  const { t } = useTranslation("cases");
  if (name === "reason") return <TextArea meta={meta} label={t("field.reason")} max={2000} rows={3} />;
  if (!(name in longTexts)) return null;
  const known = longTexts[name] ?? "text";
  return <TextArea meta={meta} label={t(`field.${known}`)} help={t(`help.${known}`)} max={20_000} rows={6} />;
}

type LongText = "text" | "proposal" | "facts" | "reasons" | "grounds" | "answer";

const longTexts: Partial<Record<ActField, LongText>> = {
  text: "text",
  proposal: "proposal",
  facts: "facts",
  reasons: "reasons",
  grounds: "grounds",
  answer: "answer",
};

function Line({ meta, name }: Props) {
  const { t } = useTranslation("cases");
  return (
    <TextInput
      meta={meta}
      label={t(`field.${name}`)}
      width={name === "place" || name === "source" ? "full" : "medium"}
    />
  );
}

function Declared({ meta }: Props) {
  const { t } = useTranslation("cases");
  return <Checkbox meta={meta} label={t("field.noConflict")} />;
}

function HearingTime({ meta }: Props) {
  const { t } = useTranslation("cases");
  return <DateTimeInput meta={meta} label={t("field.at")} help={t("help.at")} />;
}

function ClassChoice({ meta }: Props) {
  const { t } = useTranslation("cases");
  return (
    <RadioGroup
      meta={meta}
      label={t("field.class")}
      help={t("help.class")}
      options={misconductClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
    />
  );
}

function Service({ meta }: Props) {
  const { t } = useTranslation("cases");
  const options = serviceWaysOfDocuments.map((value) => ({ value, label: t(`service.${value}`) }));
  return <Select meta={meta} label={t("field.how")} placeholder={null} options={options} />;
}

function Audience({ meta, world }: Props) {
  const { t } = useTranslation("cases");
  if (!world.internal) return null;
  const options = caseAudiences.map((value) => ({ value, label: t(`audience.${value}`) }));
  return <Select meta={meta} label={t("field.audience")} placeholder={null} options={options} />;
}

function EntryKind({ meta }: Props) {
  const { t } = useTranslation("cases");
  const kinds = ["investigation", "interview"] as const;
  const options = kinds.map((value) => ({ value, label: t(`entry.${value}`) }));
  return <Select meta={meta} label={t("field.kind")} placeholder={null} options={options} />;
}

function Handler({ meta, name, world }: Props) {
  const { t } = useTranslation("cases");
  const known = name === "chairId" ? "chairId" : "officerId";
  const people = known === "chairId" ? world.chairs : world.officers;
  const options = people.map(({ id, name: person, conflict }) => ({
    value: id,
    label: conflict === null ? person : t("handlerOut", { name: person }),
    disabled: conflict !== null,
  }));
  return <Select meta={meta} label={t(`field.${known}`)} help={t(`help.${known}`)} options={options} />;
}

function OpenedEvidence({ meta, world }: Props) {
  const { t } = useTranslation("cases");
  if (world.evidence.length === 0) return null;
  const options = world.evidence.map((file) => ({ value: file.id, label: file.name }));
  return <CheckboxGroup meta={meta} label={t("field.evidence")} optional options={options} />;
}

function TieKind({ meta }: Props) {
  const { t } = useTranslation("cases");
  const options = organizationTies.map((value) => ({ value, label: t(`tie.${value}`) }));
  return <Select meta={meta} label={t("field.tie")} options={options} />;
}

function KnownTie({ meta, world }: Props) {
  const { t } = useTranslation("cases");
  const options = world.ties.map(({ id, name }) => ({ value: id, label: name }));
  return <Select meta={meta} label={t("field.tieId")} options={options} />;
}

function Files({ meta, world }: Props) {
  const { t } = useTranslation("cases");
  return (
    <FileInput
      meta={meta}
      label={t("field.files")}
      help={t("filesHelp")}
      optional
      multiple
      accept={world.accept}
    />
  );
}
