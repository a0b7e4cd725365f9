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
