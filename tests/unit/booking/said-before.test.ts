import { expect, it } from "vitest";
import { bookForm } from "#app/domain/booking/book-form.ts";
import { answersSaid, quantitiesSaid } from "#app/domain/booking/said-before.ts";
import { parseForm, replyInvalid } from "#app/runtime/forms.server.ts";

it("a refused form gives back what was answered and asked for, each at its place", () => {
  const form = new FormData();
  const ids = ["019d7efc-f400-792c-972f-96e5eb878c18", "019d7efc-f400-792c-972f-96e5eb878c19"];
  for (const [index, id] of ids.entries()) form.append(`accessories[${index}].id`, id);
  form.append("accessories[0].quantity", "");
  form.append("accessories[1].quantity", "2");
  form.append("answers[0].key", "toxic");
  form.append("answers[0].answer", "no");
  const submission = parseForm(form, bookForm);
  if (submission.status === "success") throw new Error("nothing was missing");
  const { result } = replyInvalid(submission).data;
  expect(answersSaid(result)).toEqual(["no"]);
  expect(quantitiesSaid(result)).toEqual([undefined, "2"]);
  expect([answersSaid(undefined), quantitiesSaid({ initialValue: {} })]).toEqual([[], []]);
});
