import { anyone, type Door, member, open, permitted, person } from "./expectations.ts";

/** Real things of the demonstration market that addresses can name. */
export interface Things {
  /** A published facility of provider's university, with its region. */
  facility: { id: string; subject: { organizationId: string; regionCode: string } };
  organization: string;
  /** A verification that was asked for, with its organisation's region. */
  verification: { id: string; subject: { regionCode: string } };
  colleague: string;
}

const nobody = "019a0000-0000-7000-8000-000000000000";
const secret = "aaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/** Who may pass which address: the whole URL map, so that a new route fails the walk until it is said here. */
export const doors = (things: Things): Record<string, Door> => ({
  "/": open(anyone),
  "/organizations/:id": open(anyone, null, `/organizations/${things.organization}`),
  "/help": open(anyone),
  "/help/lifecycles": open(anyone),

  "/organization": open(member),
  "/organization/new": open(person, person),
  "/organization/edit": open(permitted("organization.edit"), permitted("organization.edit")),
  "/organization/members": open(member, permitted("organization.members")),
  "/organization/members/:id": open(permitted("organization.members"), permitted("organization.members"), `/organization/members/${things.colleague}`),
  "/organization/invitation/:token": open(anyone, person, `/organization/invitation/${secret}`),
  "/organization/verification": open(permitted("organization.edit"), permitted("organization.edit")),

  "/organization/imports": open(permitted("import.run"), permitted("import.run")),
  "/organization/imports/:id": open(permitted("import.run"), permitted("import.run"), `/organization/imports/${nobody}`),
  "/organization/imports/:id/rejected.csv": open(permitted("import.run"), null, `/organization/imports/${nobody}/rejected.csv`),
  "/organization/imports/export": open(permitted("import.run"), null, "/organization/imports/export?format=kexiang"),

  "/oversight": open(permitted("audit.read")),
  "/oversight/verifications": open(permitted("organization.verify")),
  "/oversight/verifications/:id": open(
    permitted("organization.verify", things.verification.subject),
    permitted("organization.verify", things.verification.subject),
    `/oversight/verifications/${things.verification.id}`,
  ),
  "/oversight/audit": open(permitted("audit.read")),

  "/account": open(person, person),
  "/account/sign-in": open(anyone, anyone),
  "/account/sign-in/code": open(anyone, anyone),
  "/account/sign-out": open(anyone, anyone),
  "/account/register": open(anyone, anyone),
  "/account/forgot-password": open(anyone, anyone),
  "/account/reset-password/:token": open(anyone, anyone, `/account/reset-password/${secret}`),
  "/account/confirm-email/:token": open(anyone, anyone, `/account/confirm-email/${secret}`),
  "/account/prove": open(person, person),
  "/account/password": open(person, person),
  "/account/security": open(person, person),
  "/account/devices": open(person, person),
  "/account/tokens": open(person, person),
  "/account/organizations": open(person, person),
  "/account/notices": open(person, person),

  "/api/v1/openapi.json": open(anyone),
  "/api/v1/docs": open(anyone),
  "/api/v1/*": open(anyone, anyone, "/api/v1/lifecycles"),

  "/preferences": open(anyone, anyone),
  "/mailbox": open(anyone),
  "/files/:id": open(anyone, null, `/files/${nobody}`),
  "/*": open(anyone, null, "/nowhere/at/all"),
});

