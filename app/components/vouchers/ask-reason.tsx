import type { ReactNode } from "react";
import { Form } from "react-router";
import { type ButtonLook, SubmitButton } from "#app/components/button.tsx";
import { Confirm } from "#app/components/confirm.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { TextArea, TextInput } from "#app/components/inputs.tsx";

/** What was tried last on a page and what was wrong with it. */
export interface ActReply {
  intent: unknown;
  id: unknown;
  errors: Readonly<Record<string, string[] | null>>;
}

interface Props {
  intent: string;
  label: ReactNode;
  note: ReactNode;
  reply: ActReply | undefined;
  /** The thing that it is done to, where there are several on the page. */
  id?: string;
  look?: ButtonLook;
  small?: boolean;
  /** What has to be said with it; nothing: the press is enough. */
  ask?: { name: "reason" | "reference" | "invoiceNo"; label: string; optional?: boolean };
}

/** An act of a page: what it does, what has to be said with it, and the press that does it. */
export function Act({ intent, label, note, reply, id = "", look = "secondary", small, ask }: Props) {
  const mine = reply?.intent === intent && (reply.id ?? "") === id ? reply : undefined;
  const meta = ask && {
    ...plainField(ask.name, "", mine?.errors[ask.name] ?? undefined),
    id: `${ask.name}-${intent}-${id}`,
    errorId: `${ask.name}-${intent}-${id}-error`,
  };
  return (
    <Confirm label={label} look={look} small={small} open={mine !== undefined}>
      <p>{note}</p>
      <Form method="post" className="grid w-full gap-4">
        {id !== "" && <input type="hidden" name="id" value={id} />}
        {ask && meta && ask.name === "reason" && (
          <TextArea meta={meta} label={ask.label} optional={ask.optional ?? false} max={500} rows={2} />
        )}
        {ask && meta && ask.name !== "reason" && (
          <TextInput meta={meta} label={ask.label} optional={ask.optional ?? false} width="medium" />
        )}
        <div>
          <SubmitButton small={small} name="intent" value={intent}>
            {label}
          </SubmitButton>
        </div>
      </Form>
    </Confirm>
  );
}

interface Sent {
  result: { initialValue?: Record<string, unknown> | null; error?: Record<string, string[] | null> | null };
}

/** What a refused form of the page had sent. */
export function replyOf(reply: Sent | undefined): ActReply | undefined {
  const sent = reply?.result.initialValue;
  if (!sent) return undefined;
  return { intent: sent.intent, id: sent.id, errors: reply.result.error ?? {} };
}
