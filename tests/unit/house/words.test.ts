import { describe, expect, it } from "vitest";
import { endpoints } from "#app/routes/api/endpoints/index.server.ts";
import { operationId } from "#app/routes/api/openapi.server.ts";
import { auditedEntities } from "#app/domain/identity/audited.ts";
import { processes } from "#app/domain/processes.ts";
import { messages as en } from "#app/i18n/en/index.ts";
import { messages as zh } from "#app/i18n/zh-CN/index.ts";
import { describeProblem } from "#app/i18n/describe-problem.ts";
import { translatorFor } from "#app/i18n/translator.server.ts";

describe.each([
  ["zh-CN", zh.lifecycles, zh.help.entities],
  ["en", en.lifecycles, en.help.entities],
] as const)("lifecycles in %s", (_, words, entities) => {
  it.each(processes)(
    "$entity has words for every state, step and party",
    ({ entity, states, transitions, parties }) => {
      expect(entities).toHaveProperty([entity]);
      expect(auditedEntities).toContain(entity);
      for (const state of states) expect(words.state).toHaveProperty([state]);
      for (const { name } of transitions) expect(words.step).toHaveProperty([name]);
      for (const party of Object.keys(parties)) expect(words.party).toHaveProperty([party]);
    },
  );
});

describe.each([
  ["zh-CN", zh.api.summaries],
  ["en", en.api.summaries],
] as const)("the API's documentation in %s", (_, summaries) => {
  it("says what every endpoint is, and nothing else", () => {
    expect(Object.keys(summaries).toSorted()).toEqual(endpoints.map(operationId).toSorted());
  });
});

describe.each(["zh-CN", "en"] as const)("a file that cannot be read, in %s,", (locale) => {
  const { t } = translatorFor(locale);
  const reasons = [
    "empty_file",
    "encoding_unknown",
    "no_table",
    "too_many_columns",
    "too_many_rows",
    "reader_busy",
  ];

  it.each([
    ...reasons,
    "too_many_demands",
    "table_too_large",
    "malformed_csv",
    "unreadable_workbook",
    "workbook_too_large",
  ])("says why: %s", (reason) => {
    const { detail } = describeProblem(t, { code: "unreadable", status: 422, params: { reason } });
    expect(detail).not.toMatch(/_|\$t|undefined/);
    expect(detail).toContain(t(`problems:field.${reason}` as "problems:field.no_table"));
  });
});
