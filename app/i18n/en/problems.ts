import type { Translation } from "../translation.ts";
import type { problems as zh } from "../zh-CN/problems.ts";

export const problems: Translation<typeof zh> = {
  unexpected: {
    title: "Something went wrong",
    detail: "Nothing was changed. Please try again later; if it happens again, give the operator the number below.",
  },
  not_found: { title: "Not found", detail: "It does not exist, or you may not see it." },
  sign_in_required: { title: "Please sign in", detail: "You need to be signed in to do this." },
  bad_token: { title: "Invalid access token", detail: "The token is wrong, revoked or expired." },
  forbidden: {
    title: "You may not do this",
    detail: "Your role does not allow it. Your organisation's owner can change your role.",
  },
  invalid: {
    title: "Some entries need correcting",
    detail: "Please correct them and submit again. Nothing has been saved.",
  },
  changed_meanwhile: {
    title: "Changed by someone else",
    detail: "It changed while you were working. Look at the current version before you decide.",
  },
  not_allowed_now: {
    title: "Not possible in this state",
    detail: "See its current state and what can be done now.",
  },
  rate_limited: { title: "Too many attempts", detail: "Please try again in {{retryAfterSeconds}} seconds." },
  unavailable: {
    title: "Temporarily unavailable",
    detail: "The service is recovering. Please try again shortly; nothing was changed.",
  },
  malformed_json: { title: "The request is not valid JSON", detail: "Please check the format of the request body." },
  unsupported_media_type: { title: "Unsupported content type", detail: "Accepted: {{accepted}}." },
  method_not_allowed: { title: "Method not allowed", detail: "This address does not accept {{method}} requests." },
  payload_too_large: { title: "Too large", detail: "The upload is above the limit and was not saved." },
  cross_site: { title: "Request refused", detail: "The request did not come from a page of this site." },
  bad_idempotency_key: {
    title: "Malformed idempotency key",
    detail: "Idempotency-Key must be 1 to 200 visible ASCII characters.",
  },
  idempotency_conflict: {
    title: "Idempotency key already used",
    detail: "One Idempotency-Key can be used for one request content only.",
  },
  field: {
    required: "Please fill this in",
    wrong_type: "Wrong type of value",
    wrong_format: "Wrong format",
    too_short: "At least {{minimum}}",
    too_long: "At most {{maximum}}",
    too_small: "Must be at least {{minimum}}",
    too_big: "Must be at most {{maximum}}",
    not_an_option: "Choose one of the options",
    not_multiple: "Must be a multiple of {{divisor}}",
    unknown_field: "There is no such field",
  },
  rule: {},
};
