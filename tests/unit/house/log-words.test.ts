import { describe, expect, it } from "vitest";
import { caseProcess } from "#app/domain/cases/states.ts";
import { processes } from "#app/domain/processes.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";

const { t } = translatorFor("zh-CN");
const stepOf = (entity: string, name: string) => t(`lifecycles:step.${name}`, { context: entity });
const stateOf = (entity: string, name: string) => t(`lifecycles:state.${name}`, { context: entity });

/** Words of the sealed log that fit one kind of thing alone. */
const belongTo = [
  ["收样", ["sample_order"]],
  ["资质", ["qualification"]],
  ["不批准", ["booking", "service_order", "sample_order", "booking_series", "refund"]],
] as const;

describe("the words of the log", () => {
  it("are those of a case where it is a case", () => {
    const words = ["accept", "reject", "submit", "revoke", "extend"].map((name) =>
      stepOf("misconduct_case", name),
    );
    expect(words).toEqual(["受理", "不予受理", "提请决定", "撤销决定", "延长办理期限"]);
    expect(stepOf("misconduct_case", "publish")).toBe("公示决定");
    expect(stateOf("misconduct_case", "proposed")).toBe("待决定");
  });

  it.each(belongTo)("say %s only of what it fits", (word, entities) => {
    const known: readonly string[] = entities;
    const wrong = processes
      .filter(({ entity }) => !known.includes(entity))
      .flatMap(({ entity, transitions }) =>
        transitions
          .filter(({ name }) => stepOf(entity, name).includes(word))
          .map(({ name }) => `${entity}.${name}: ${stepOf(entity, name)}`),
      );
    expect(wrong).toEqual([]);
  });

  it("names every step of a case with other words than another process's", () => {
    for (const { name } of caseProcess.transitions)
      expect(stepOf("misconduct_case", name)).not.toMatch(/收样|资质|样品/);
  });
});
