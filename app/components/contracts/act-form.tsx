import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import type { ContractPage } from "#app/domain/contracts/contract-page.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { type Act, type ActField, actFields, graveActs, isFigure, usualActs } from "./act-fields.ts";
import { ActInput } from "./act-input.tsx";
import type { ActWorld } from "./act-world.ts";

/** What a page answers to a refused step. */
export interface ActReply {
  intent: string;
  problem: Problem;
  errors: Record<string, string[]>;
  values: Record<string, string>;
}

/** What a part of a contract's page is given. */
export interface PartProps {
  page: ContractPage;
  world: ActWorld;
  reply?: ActReply;
}

interface Props {
  act: Act;
  /** What it is about: `whole`, `milestone.2`, `amendment.1`, `registration`. */
  scope: string;
  world: ActWorld;
  reply?: ActReply;
}

/** One step of a contract: a button that unfolds what will follow and the form that takes it. */
export function ActStep(props: Props) {
  const { act, scope, reply } = props;
  const { t } = useTranslation("contracts");
  return (
    <Confirm
      label={t(`act.${act}.do`)}
      look={usualActs.includes(act) ? "primary" : graveActs.includes(act) ? "danger" : "secondary"}
      open={reply?.intent === `${scope}.${act}`}
    >
      <ActForm {...props} />
    </Confirm>
  );
}

/** The fields of a step; of a report those alone that the contract's royalty is reckoned by. */
function fieldsOf(act: Act, { royalty }: ActWorld): ActField[] {
  const fields: readonly ActField[] = actFields[act];
  return fields.filter((name) => !isFigure(name) || royalty?.asked.includes(name));
}

function ActForm({ act, scope, world, reply }: Props) {
  const { t } = useTranslation("contracts");
  const intent = `${scope}.${act}`;
  const mine = reply?.intent === intent ? reply : undefined;
  const fields = fieldsOf(act, world);
  const id = intent.replaceAll(".", "-");
  const metaOf = (name: ActField) => {
    const meta = plainField(name, mine?.values[name] ?? world.initial?.[name], mine?.errors[name]);
    const own = `${id}-${name}`;
    return { ...meta, id: own, errorId: `${own}-error`, descriptionId: `${own}-help` };
  };
  return (
    <Form method="post" className="grid w-full gap-5" encType="multipart/form-data">
      <ErrorSummary
        form={{ id, allErrors: mine?.errors ?? {} }}
        labels={(name) => (fields.find((field) => field === name) ? t(`field.${name}`) : "")}
        fields={Object.fromEntries(fields.map((name) => [name, metaOf(name)]))}
      />
      <p className="max-w-reading text-sm text-muted">{t(`act.${act}.note`)}</p>
      {fields.map((name) => (
        <ActInput key={name} act={act} name={name} meta={metaOf(name)} world={world} />
      ))}
      <SubmitButton
        name="intent"
        value={intent}
        look={graveActs.includes(act) ? "danger" : "primary"}
        className="justify-self-start"
      >
        {t(`act.${act}.do`)}
      </SubmitButton>
    </Form>
  );
}
