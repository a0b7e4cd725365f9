import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { creditCheckCharacter } from "#app/domain/identity/credit-code.ts";
import { acceptInvitation, findInvitation } from "#app/domain/identity/accept-invitation.server.ts";
import { changeRoles, endMembership } from "#app/domain/identity/change-membership.server.ts";
import { editOrganization } from "#app/domain/identity/edit-organization.server.ts";
import { foundOrganization } from "#app/domain/identity/found-organization.server.ts";
import { editOrganizationInput } from "#app/domain/identity/inputs.ts";
import { inviteColleague, revokeInvitation } from "#app/domain/identity/invite.server.ts";
import {
  listInvitations,
  listMembers,
  listOwnMemberships,
  ownOrganization,
} from "#app/domain/identity/queries.server.ts";
import { membership, organization } from "#db/schema/identity.ts";
import type { Role } from "#db/schema/vocabulary.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";
import { problemOf, valueOf } from "../../support/results.ts";
import {
  latestMail,
  newCreditCode,
  newOfficer,
  newOwner,
  newPerson,
  newWorld,
  organizationInput,
  type Person,
  personOf,
  type World,
} from "./world.ts";

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  world = await newWorld(database.db);
});
afterAll(() => database.close());

/** Invites `guest` by mail and returns the link's secret. */
async function invitationOf(owner: Person, email: string, roles: Role[] = ["member"]): Promise<string> {
  valueOf(await inviteColleague(owner.ctx, { email, roles }));
  return (await latestMail(world.db, email)).secret;
}

/** Lets somebody new join with these roles. */
async function joined(owner: Person, roles: Role[]): Promise<Person> {
  const guest = await newPerson(world);
  const token = valueOf(
    await acceptInvitation(guest.ctx, guest.session, await invitationOf(owner, guest.email, roles)),
  );
  return personOf(world, guest.email, token);
}

const idOf = (person: Person) => person.ctx.actor.organization?.id ?? "";

describe("founding an organisation", () => {
  it("makes the founder its owner, who acts for it at once", async () => {
    const owner = await newOwner(world);
    expect(owner.ctx.actor).toMatchObject({
      roles: ["owner"],
      organization: { verified: false, regionCode: "330106" },
    });
  });

  it("refuses a second one with the same credit code, also at the same moment", async () => {
    const input = organizationInput({ nameZh: "独一无二公司" });
    const people = [await newPerson(world), await newPerson(world), await newPerson(world)];
    const both = await Promise.all(
      people.slice(0, 2).map(({ ctx, session }) => foundOrganization(ctx, session, input)),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [, , third] = people;
    if (!third) throw new Error("nobody");
    const refused = problemOf(
      await foundOrganization(third.ctx, third.session, { ...input, nameZh: "冒名公司" }),
    );
    expect(refused).toMatchObject({
      code: "organization_exists",
      status: 409,
      params: { name: "独一无二公司" },
    });
    expect(await listOwnMemberships(third.ctx)).toEqual([]);
  });

  it("refuses a region that the platform does not know", async () => {
    const person = await newPerson(world);
    const refused = await foundOrganization(
      person.ctx,
      person.session,
      organizationInput({ regionCode: "110108" }),
    );
    expect(problemOf(refused).errors).toEqual([{ path: "regionCode", code: "region_unknown" }]);
  });

  it("is not for visitors", async () => {
    const refused = await foundOrganization(
      world.anyone,
      { id: "x", authenticatedAt: world.clock.now() },
      organizationInput(),
    );
    expect(problemOf(refused).code).toBe("sign_in_required");
  });
});

describe("editing the profile", () => {
  const changes = (nameZh: string) =>
    editOrganizationInput.parse({
      nameZh,
      kind: "enterprise",
      regionCode: "330106",
      contactPhone: "0571-88888888",
    });

  it("ends a verification when what was verified changes, and only then", async () => {
    const owner = await newOwner(world);
    const verifiedAt = world.clock.now();
    await world.db
      .update(organization)
      .set({ verifiedAt })
      .where(eq(organization.id, idOf(owner)));
    expect(valueOf(await editOrganization(owner.ctx, changes("杭州某某材料有限公司")))).toEqual({
      verificationEnded: false,
    });
    expect((await ownOrganization(owner.ctx))?.verifiedAt).toEqual(verifiedAt);
    expect(valueOf(await editOrganization(owner.ctx, changes("浙江某某集团")))).toEqual({
      verificationEnded: true,
    });
    expect(await ownOrganization(owner.ctx)).toMatchObject({ verifiedAt: null, nameZh: "浙江某某集团" });
  });

  it("lets no public institution say that it is none, and no verified organisation change its size", async () => {
    const first17 = `12330000${newCreditCode().slice(8, 17)}`;
    const uscc = first17 + creditCheckCharacter(first17);
    const kind = "public_service" as const;
    const person = await newPerson(world);
    const refused = await foundOrganization(person.ctx, person.session, organizationInput({ uscc, kind }));
    expect(problemOf(refused).errors).toEqual([{ path: "publicInstitution", code: "public_by_code" }]);
    const owner = await newOwner(world, { uscc, kind, publicInstitution: true });
    const private_ = { ...changes("杭州某某材料有限公司"), kind };
    expect(problemOf(await editOrganization(owner.ctx, private_)).errors).toEqual([
      { path: "publicInstitution", code: "public_by_code" },
    ]);
    const company = await newOwner(world, { smeSize: "large" });
    const verifiedAt = world.clock.now();
    await world.db
      .update(organization)
      .set({ verifiedAt })
      .where(eq(organization.id, idOf(company)));
    const smaller = { ...changes("杭州某某材料有限公司"), smeSize: "small" as const };
    expect(valueOf(await editOrganization(company.ctx, smaller)).verificationEnded).toBe(true);
  });

  it("asks the index to say the new name", async () => {
    const owner = await newOwner(world);
    valueOf(await editOrganization(owner.ctx, changes("改名后的公司")));
    const jobs = await world.db.execute(
      sql`select 1 from graphile_worker._private_jobs where key = ${`index-owned:${idOf(owner)}`}`,
    );
    expect([...jobs]).toHaveLength(1);
  });

  it("is for owners", async () => {
    const owner = await newOwner(world);
    const member = await joined(owner, ["member", "facility_manager", "technology_transfer"]);
    expect(problemOf(await editOrganization(member.ctx, changes("甲"))).code).toBe("forbidden");
  });
});

describe("inviting colleagues", () => {
  it("brings an account in with its roles", async () => {
    const owner = await newOwner(world);
    const member = await joined(owner, ["facility_manager"]);
    expect(member.ctx.actor).toMatchObject({
      roles: ["facility_manager"],
      organization: { id: idOf(owner) },
    });
    expect((await listMembers(owner.ctx)).map(({ email }) => email)).toEqual([owner.email, member.email]);
    expect(problemOf(await inviteColleague(owner.ctx, { email: member.email, roles: ["member"] })).code).toBe(
      "already_member",
    );
  });

  it("lets an invitation be accepted once, however many try at once", async () => {
    const owner = await newOwner(world);
    const guest = await newPerson(world);
    const token = await invitationOf(owner, guest.email);
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => acceptInvitation(guest.ctx, guest.session, token)),
    );
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    const refusals = tries.flatMap((tried) => (tried.ok ? [] : [tried.problem.code]));
    expect(new Set(refusals)).toEqual(new Set(["invitation_over"]));
    const rows = await world.db
      .select()
      .from(membership)
      .where(
        and(
          eq(membership.organizationId, idOf(owner)),
          eq(membership.userId, guest.ctx.actor.user?.id ?? ""),
        ),
      );
    expect(rows).toHaveLength(1);
  });

  it("serves the invited address only", async () => {
    const owner = await newOwner(world);
    const stranger = await newPerson(world);
    const token = await invitationOf(owner, "invited@example.test");
    const refused = problemOf(await acceptInvitation(stranger.ctx, stranger.session, token));
    expect(refused).toMatchObject({
      code: "invitation_for_other",
      params: { email: "invited@example.test" },
    });
    expect(valueOf(await findInvitation(world.anyone, token)).email).toBe("invited@example.test");
  });

  it("ends with seven days, with being taken back and with a newer one", async () => {
    const owner = await newOwner(world);
    const guest = await newPerson(world);
    const first = await invitationOf(owner, guest.email);
    const second = await invitationOf(owner, guest.email);
    expect(problemOf(await findInvitation(world.anyone, first)).code).toBe("invitation_over");
    const late = {
      ...world.anyone,
      clock: { now: () => new Date(world.clock.now().getTime() + 7 * 86_400_000) },
    };
    expect(problemOf(await findInvitation(late, second)).code).toBe("invitation_over");
    const [open] = await listInvitations(owner.ctx);
    const other = await newOwner(world);
    expect(problemOf(await revokeInvitation(other.ctx, open?.id ?? "")).code).toBe("not_found");
    valueOf(await revokeInvitation(owner.ctx, open?.id ?? ""));
    expect(problemOf(await acceptInvitation(guest.ctx, guest.session, second)).code).toBe("invitation_over");
  });

  it("is for owners, and gives no role the organisation has not", async () => {
    const owner = await newOwner(world);
    const member = await joined(owner, ["member"]);
    const wish = (roles: Role[]) => ({ email: "x@example.test", roles });
    expect(problemOf(await inviteColleague(member.ctx, wish(["member"]))).code).toBe("forbidden");
    expect(problemOf(await inviteColleague(owner.ctx, wish(["officer"]))).errors?.[0]?.code).toBe(
      "role_not_assignable",
    );
    const regulator = await newOfficer(world, "3302", ["owner"]);
    expect((await inviteColleague(regulator.ctx, wish(["officer"]))).ok).toBe(true);
    expect((await inviteColleague(regulator.ctx, wish(["operator"]))).ok).toBe(false);
  });
});

describe("changing memberships", () => {
  const ownersOf = async (organizationId: string) => {
    const rows = await world.db
      .select({ roles: membership.roles })
      .from(membership)
      .where(and(eq(membership.organizationId, organizationId), isNull(membership.endedAt)));
    return rows.filter(({ roles }) => roles.includes("owner")).length;
  };
  const own = (person: Person) => person.ctx.actor.membershipId ?? "";

  it("takes effect with the next request", async () => {
    const owner = await newOwner(world);
    const member = await joined(owner, ["member"]);
    valueOf(await changeRoles(owner.ctx, own(member), ["facility_manager"]));
    expect((await personOf(world, member.email, member.token)).ctx.actor.roles).toEqual(["facility_manager"]);
    valueOf(await endMembership(owner.ctx, own(member)));
    expect((await personOf(world, member.email, member.token)).ctx.actor).toMatchObject({
      organization: null,
      roles: [],
    });
  });

  it("never removes the last owner", async () => {
    const owner = await newOwner(world);
    expect(problemOf(await endMembership(owner.ctx, own(owner))).code).toBe("last_owner");
    expect(problemOf(await changeRoles(owner.ctx, own(owner), ["member"])).code).toBe("last_owner");
  });

  it("never removes the last two owners who remove each other at the same moment", async () => {
    for (let round = 0; round < 8; round++) {
      const first = await newOwner(world);
      const second = await joined(first, ["owner"]);
      const both = await Promise.all([
        endMembership(first.ctx, own(second)),
        round % 2 ? endMembership(second.ctx, own(first)) : changeRoles(second.ctx, own(first), ["member"]),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await ownersOf(idOf(first))).toBe(1);
    }
  });

  it("lets everybody leave, and nobody touch another organisation", async () => {
    const owner = await newOwner(world);
    const [member, colleague] = [await joined(owner, ["member"]), await joined(owner, ["member"])];
    expect(problemOf(await endMembership(member.ctx, own(colleague))).code).toBe("forbidden");
    valueOf(await endMembership(member.ctx, own(member)));
    const foreign = await newOwner(world);
    expect(problemOf(await endMembership(foreign.ctx, own(colleague))).code).toBe("not_found");
    expect(problemOf(await changeRoles(foreign.ctx, own(colleague), ["owner"])).code).toBe("not_found");
  });

  it("lets nobody raise themselves", async () => {
    const owner = await newOwner(world);
    const member = await joined(owner, ["member"]);
    expect(problemOf(await changeRoles(member.ctx, own(member), ["owner"])).code).toBe("forbidden");
    expect(problemOf(await changeRoles(owner.ctx, own(owner), ["owner", "operator"])).errors?.[0]?.code).toBe(
      "role_not_assignable",
    );
  });
});
