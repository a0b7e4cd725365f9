import type { ReactNode } from "react";
import { Form } from "react-router";
import { type ButtonLook, SubmitButton } from "#app/components/button.tsx";
import { type FieldMeta, plainField } from "#app/components/field-meta.ts";
import { ErrorSummary } from "#app/components/form.tsx";
import type { Problem } from "#app/runtime/problem.ts";

/** What a refused form of deals comes back with. */
export interface DealReply {
  intent: string;
  values: Record<string, string>;
  errors: Record<string, string[]>;
  problem: Problem;
}

interface Props {
  intent: string;
  reply: DealReply | undefined;
  /** The label of each field, by name. */
  labels: Record<string, string>;
  submit: string;
  look?: ButtonLook;
  initial?: Record<string, string>;
  children: (meta: (name: string) => FieldMeta) => ReactNode;
}

/** One act of a deal as a form that works without a script: its fields, what was wrong with them, and its button. */
export function DealForm({ intent, reply, labels, submit, look, initial = {}, children }: Props) {
  const mine = reply?.intent === intent ? reply : undefined;
  const meta = (name: string): FieldMeta => {
    const id = `${intent}-${name}`;
    const field = plainField(name, mine ? mine.values[name] : initial[name], mine?.errors[name]);
    return { ...field, id, errorId: `${id}-error`, descriptionId: `${id}-help` };
  };
  const errors = mine?.errors ?? {};
  return (
    <Form method="post" className="grid w-full max-w-form gap-5">
      <ErrorSummary
        form={{ id: intent, allErrors: errors }}
        labels={labels}
        fields={Object.fromEntries(Object.keys(labels).map((name) => [name, meta(name)]))}
      />
      {children(meta)}
      <SubmitButton name="intent" value={intent} look={look} className="justify-self-start">
        {submit}
      </SubmitButton>
    </Form>
  );
}
