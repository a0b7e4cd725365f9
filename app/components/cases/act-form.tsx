import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import { type ActField, actFields, graveActs } from "./act-fields.ts";
import { ActInput } from "./act-input.tsx";
import type { ActWorld } from "./act-world.ts";

export interface ActReply {
  intent: string;
  errors: Record<string, string[]>;
  values: Record<string, string>;
}

interface Props {
  act: string;
  world: ActWorld;
  reply?: ActReply;
}

/** One step of a case as a form: its fields, what was wrong with them, and the button that takes it. */
export function ActForm({ act, world, reply }: Props) {
  const { t } = useTranslation("cases");
  const mine = reply?.intent === act ? reply : undefined;
  const errors = mine?.errors ?? {};
  const fields = actFields[act] ?? [];
  return (
    <Form method="post" className="grid w-full gap-5" encType="multipart/form-data">
      <ErrorSummary
        form={{ id: act, allErrors: errors }}
        labels={(name) => (isField(name) ? t(`field.${name}`) : "")}
        fields={Object.fromEntries(fields.map((name) => [name, metaOf(act, name, mine)]))}
      />
      <p className="max-w-reading text-sm text-muted">{t(`act.${actName(act)}.note`)}</p>
      {fields.map((name) => (
        <ActInput
          key={name}
          act={act}
          name={name}
          meta={metaOf(act, name, mine)}
          world={world}
          values={mine?.values ?? {}}
        />
      ))}
      <SubmitButton
        name="intent"
        value={act}
        look={graveActs.includes(act) ? "danger" : "primary"}
        className="justify-self-start"
      >
        {t(`act.${actName(act)}.do`)}
      </SubmitButton>
    </Form>
  );
}

const metaOf = (act: string, name: string, reply?: ActReply) => {
  const meta = plainField(name, reply?.values[name], reply?.errors[name]);
  const id = `${act}-${name}`;
  return { ...meta, id, errorId: `${id}-error`, descriptionId: `${id}-help` };
};

const known = Object.values(actFields).flat();
const isField = (name: string): name is ActField => known.some((field) => field === name);

/** The step as the words know it. */
export const actName = (act: string): ActName => actNames.find((name) => name === act) ?? "record";

const actNames = [
  "declare",
  "recuse",
  "name_responsible",
  "accept",
  "reject",
  "assign",
  "remind_officer",
  "record_tie",
  "withdraw_tie",
  "record",
  "add_evidence",
  "extend",
  "notify",
  "defend",
  "request_hearing",
  "withdraw_hearing",
  "schedule_hearing",
  "record_hearing",
  "submit",
  "submit_unfounded",
  "return",
  "dismiss",
  "decide",
  "serve",
  "apply_for_review",
  "stay",
  "uphold",
  "change",
  "revoke",
] as const;

type ActName = (typeof actNames)[number];
