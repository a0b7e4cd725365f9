import { describe, expect, it } from "vitest";
import { type Actor, systemActor, visitor } from "#app/domain/context.ts";
import { assessmentProcess, proposalProcess, resultObjectionProcess } from "#app/domain/assessment/states.ts";
import { allowedTransitions } from "#app/domain/process.ts";
import { type Role, roles } from "#db/schema/vocabulary.ts";

const organization = { id: "own", uscc: "", nameZh: "", nameEn: "", regionCode: "330106", verified: true };
const walkers: Record<string, Actor> = {
  visitor: visitor("r"),
  clock: systemActor("r"),
  ...Object.fromEntries(
    roles.flatMap((role: Role) =>
      [["33"], ["3301"]].map((regionPrefixes) => [
        `${role} of ${regionPrefixes}`,
        { ...visitor("r"), organization, roles: [role], regionPrefixes },
      ]),
    ),
  ),
};

/** Whoever is not named here may take no step at all; a city's people none of the province's. */
const mayStep: Record<string, Record<string, string[]>> = {
  "officer of 33": {
    drafted: ["open_assessment", "discard_assessment"],
    open: ["freeze_figures", "score"],
    scored: ["announce_result"],
    provisional: ["confirm_result"],
    result_confirmed: ["publish_result"],
  },
  "adjudicator of 33": { provisional: ["confirm_result"], result_confirmed: ["publish_result"] },
  clock: { open: ["freeze_figures"] },
};

describe.each(Object.entries(walkers))("%s", (name, actor) => {
  it.each(assessmentProcess.states)("takes the steps of a provincial assessment that is %s", (state) => {
    const row = { id: "c", state, version: 1, regionCode: "330000" };
    const found = allowedTransitions(assessmentProcess, actor, row).map((step) => step.name);
    expect(found).toEqual(mayStep[name]?.[state] ?? []);
  });

  it("answers objections and decides proposals as a reviewer of the region, and only once", () => {
    const reviews = ["officer of 33", "adjudicator of 33"].includes(name);
    const row = { id: "o", version: 1, regionCode: "330000", organizationId: "other" };
    const names = (process: typeof proposalProcess | typeof resultObjectionProcess, state: string) =>
      (process === proposalProcess
        ? allowedTransitions(proposalProcess, actor, { ...row, state })
        : allowedTransitions(resultObjectionProcess, actor, { ...row, state })
      ).map((step) => step.name);
    expect(names(proposalProcess, "proposed")).toEqual(reviews ? ["adopt_proposal", "decline_proposal"] : []);
    expect(names(resultObjectionProcess, "raised")).toEqual(
      reviews ? ["sustain_objection", "overrule_objection"] : [],
    );
    for (const state of ["adopted", "not_adopted"]) expect(names(proposalProcess, state)).toEqual([]);
    for (const state of ["sustained", "overruled"]) expect(names(resultObjectionProcess, state)).toEqual([]);
  });
});
