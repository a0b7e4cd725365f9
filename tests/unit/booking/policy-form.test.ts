import { describe, expect, it } from "vitest";
import { policyForm, policyFormOf } from "#app/domain/booking/policy-form.ts";
import { questionsTyped } from "#app/domain/booking/question-form.ts";
import { policyInput } from "#app/domain/booking/policy-inputs.ts";
import { type BookingRules, defaultRules } from "#app/domain/booking/policy.ts";
import { parseForm } from "#app/runtime/forms.server.ts";

/** The form of `rules` as a browser sends it: what is unticked is absent, what is empty is sent. */
function sent(rules: BookingRules, change: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...policyFormOf(rules), ...change }))
    for (const one of [value].flat()) if (typeof one === "string") form.append(name, one);
  return form;
}

const errorsIn = (change: Record<string, string>) => {
  const read = parseForm(sent(defaultRules, change), policyForm);
  return read.status === "success" ? {} : (read.error ?? {});
};

describe("the form of a facility's rules", () => {
  const full: BookingRules = {
    ...defaultRules,
    instant: true,
    closedOnHolidays: true,
    changeCutoffMinutes: 60,
    maxOpenPerUser: 3,
    quotas: [
      { scope: "user", period: "day", maxMinutes: 150 },
      { scope: "organization", period: "month", maxMinutes: 6000 },
    ],
    fairShareDays: 14,
    fairSharePercent: 30,
    bookableBy: ["internal", "academic"],
    shortBlockAfter: 3,
    offerMinutes: null,
    terms: "样品须干燥。",
  };

  it.each([
    ["without limits or terms", defaultRules],
    ["with everything", full],
  ])("says what it was filled with, %s", (_, rules) => {
    const { version, termsVersion, ...plain } = rules;
    const read = parseForm(sent(rules), policyForm);
    expect(read.status === "success" && read.value).toEqual(policyInput.parse(plain));
  });

  it("refuses rules by which nothing could be booked, and halves of what belongs together", () => {
    expect(errorsIn({ minMinutes: "600" })).toEqual({ maxMinutes: ["max_below_min"] });
    expect(errorsIn({ stepMinutes: "60", minMinutes: "65", maxMinutes: "110" })).toEqual({
      stepMinutes: ["no_length"],
    });
    expect(errorsIn({ stepMinutes: "60", minMinutes: "65", maxMinutes: "120" })).toEqual({});
    expect(errorsIn({ fairShareDays: "14" })).toEqual({ fairSharePercent: ["both_or_neither"] });
    expect(errorsIn({ shortBlockAfter: "3", longBlockAfter: "2" })).toEqual({
      longBlockAfter: ["long_before_short"],
    });
  });

  it("gives back the questions that were typed when it refuses something else", () => {
    const typed = {
      "questions[0].key": "kept",
      "questions[0].textZh": "样品是否含磁性成分",
      "questions[0].options": "含\r\n不含",
      "questions[0].required": "on",
      "questions[2].textZh": "样品厚度",
      "questions[2].kind": "number",
    };
    const result = parseForm(sent(defaultRules, { minMinutes: "600", ...typed }), policyForm).reply();
    expect(questionsTyped(result)).toEqual([
      { key: "kept", textZh: "样品是否含磁性成分", options: "含\r\n不含", required: "on" },
      {},
      { textZh: "样品厚度", kind: "number" },
    ]);
    expect(questionsTyped(undefined)).toBeUndefined();
  });

  it("takes a question of each kind; choices only where they are the answer", () => {
    const asked = (kind: string, options = "") => ({
      "questions[0].textZh": "样品是否有毒？",
      "questions[0].kind": kind,
      "questions[0].options": options,
    });
    const kindOf = (kind: string, options?: string) => {
      const read = parseForm(sent(defaultRules, asked(kind, options)), policyForm);
      return read.status === "success" ? read.value.questions.map((one) => one.kind) : read.error;
    };
    expect(["text", "yes_no", "number"].map((kind) => kindOf(kind))).toEqual([
      ["text"],
      ["yes_no"],
      ["number"],
    ]);
    expect(kindOf("choice", "含\n不含\n含")).toEqual(["choice"]);
    // Who writes options under a text means a choice.
    expect(kindOf("text", "含\n不含")).toEqual(["choice"]);
    expect(kindOf("choice", "含")).toEqual({ "questions[0].options": ["question_options"] });
    expect(kindOf("yes_no", "含\n不含")).toEqual({ "questions[0].options": ["question_no_options"] });
  });
});
