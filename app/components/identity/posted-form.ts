import { type DefaultValue, getFormProps, type SubmissionResult, useForm } from "@conform-to/react";

/** What an action answers to a form that was not accepted. */
export interface FormReply {
  result: SubmissionResult<string[]>;
}

/** Conform's state of a form that the server checks: its fields with their values and errors after a refusal. */
export function usePostedForm<T extends Record<string, unknown>>(
  id: string,
  reply: FormReply | undefined,
  defaultValue?: DefaultValue<T>,
) {
  const [form, fields] = useForm<T, string[]>({ id, lastResult: reply?.result, defaultValue });
  return { form, fields, props: getFormProps(form) };
}

/** What was sent of a field that was not accepted; a script keeps the form, and with it what the field began with. */
export type SentText = (name: string) => string;

export const sentBy =
  (reply: FormReply | undefined): SentText =>
  (name) => {
    const value: unknown = reply?.result.initialValue?.[name];
    return typeof value === "string" ? value : "";
  };
