import { describe, expect, it } from "vitest";
import { roles } from "#db/schema/vocabulary.ts";
import { visitor } from "#app/domain/context.ts";
import { type Action, may, permissions } from "#app/domain/identity/permissions.ts";

const organization = { id: "own", uscc: "", nameZh: "", nameEn: "", regionCode: "330106", verified: true };
const actions = Object.keys(permissions).filter((action): action is Action => action in permissions);

describe("may", () => {
  it("refuses everything to visitors", () => {
    for (const action of actions)
      expect(may(visitor("r"), action, { organizationId: "own", regionCode: "330106" })).toBe(false);
  });

  it.each(roles)("keeps %s to their own organisation and region", (role) => {
    const actor = { ...visitor("r"), organization, roles: [role], regionPrefixes: ["3301"] };
    for (const action of actions) {
      const scope: unknown = Reflect.get(permissions[action], role);
      expect(may(actor, action, { organizationId: "own", regionCode: "120101" })).toBe(
        scope === "own" || scope === "any",
      );
      expect(may(actor, action, { organizationId: "other", regionCode: "330102" })).toBe(
        scope === "region" || scope === "any",
      );
      expect(may(actor, action, { organizationId: "other", regionCode: "330201" })).toBe(scope === "any");
      expect(may(actor, action)).toBe(scope !== undefined);
    }
  });
});
