import { z } from "zod";
import { organizationKinds, roles, smeSizes } from "#db/schema/vocabulary.ts";
import { readRecoveryCode } from "./recovery-codes.ts";
import { creditCodeFault, normalizeCreditCode } from "./credit-code.ts";

/** Control characters have no place in a single line of text. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, "wrong_format");
const optionalLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, "wrong_format")
    .default("");
const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\0]*$/, "wrong_format")
    .default("");

export const emailInput = z.string().trim().toLowerCase().max(254).pipe(z.email("email"));
/** A password somebody types to prove who they are; whether it is a good one is not asked here. */
const proof = z.string().min(1).max(1024);
const code = z
  .string()
  .transform((text) => text.normalize("NFKC").replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "totp_code"));
/** A code of the authenticator, or one of the recovery codes that came with it. */
const factor = z
  .string()
  .transform((text) => readRecoveryCode(text) ?? text.normalize("NFKC").replace(/\s/g, ""))
  .refine((text) => /^\d{6}$/.test(text) || readRecoveryCode(text) !== undefined, "totp_code");
const secretToken = z.string().max(100);

export const signInInput = z.strictObject({ email: emailInput, password: proof });
export const secondStepInput = z.strictObject({ code: factor });
export const registerInput = z.strictObject({
  email: emailInput,
  name: line(60),
  password: z.string().min(1).max(1024),
});
export const changePasswordInput = z.strictObject({ current: proof, next: z.string().min(1).max(1024) });
export const requestResetInput = z.strictObject({ email: emailInput });
export const resetPasswordInput = z.strictObject({
  token: secretToken,
  password: z.string().min(1).max(1024),
});
export const reauthenticateInput = z.strictObject({ password: proof });
/** `secret` is the base32 text that the page showed; nothing is kept of it until a code proves it. */
export const enrolTotpInput = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/, "wrong_format"),
  code,
});
export const disableTotpInput = z.strictObject({ password: proof, code: factor });
export const profileInput = z.strictObject({ name: line(60), locale: z.enum(["zh-CN", "en"]) });
/** `key`: 32 random bytes of the page that asks; the token is made from them. */
export const apiTokenInput = z.strictObject({ name: line(60), key: z.string().regex(/^[\w-]{43}$/) });

export const creditCodeInput = z
  .string()
  .max(60)
  .transform(normalizeCreditCode)
  .superRefine((written, issues) => {
    const fault = creditCodeFault(written);
    if (fault) issues.addIssue({ code: "custom", message: fault });
  });

const website = z
  .union([
    z.literal(""),
    z.url({ protocol: /^https?$/, hostname: z.regexes.domain, error: "web_address" }).max(500),
  ])
  .default("");

const profile = {
  nameZh: line(120),
  nameEn: optionalLine(200),
  kind: z.enum(organizationKinds),
  regionCode: z.string().regex(/^[1-9]\d{5}$/, "region_code"),
  smeSize: z.enum(smeSizes).nullable().default(null),
  address: optionalLine(200),
  website,
  introduction: paragraph(2000),
  contactEmail: z.union([z.literal(""), emailInput]).default(""),
  contactPhone: z
    .union([
      z.literal(""),
      z
        .string()
        .trim()
        .regex(/^[+\d][\d\s()-]{4,29}$/, "phone"),
    ])
    .default(""),
  publicInstitution: z.boolean().default(false),
};

export const foundOrganizationInput = z.strictObject({ uscc: creditCodeInput, ...profile });
export const editOrganizationInput = z.strictObject(profile);

const roleList = z
  .array(z.enum(roles))
  .min(1)
  .max(roles.length)
  .transform((list) => [...new Set(list)])
  .refine((list) => list.length === 1 || !list.includes("auditor"), "auditor_alone");

export const inviteInput = z.strictObject({ email: emailInput, roles: roleList });
export const changeRolesInput = z.strictObject({ membershipId: z.uuid(), roles: roleList });
export const membershipInput = z.strictObject({ membershipId: z.uuid() });

export const submitVerificationInput = z.strictObject({ statement: paragraph(2000) });
export const decideVerificationInput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("verify"), version: z.coerce.number().int() }),
  z.strictObject({
    outcome: z.literal("return"),
    version: z.coerce.number().int(),
    reasons: z
      .string()
      .trim()
      .min(5)
      .max(2000)
      .regex(/^[^\0]*$/, "wrong_format"),
  }),
]);

export type RegisterInput = z.infer<typeof registerInput>;
export type SignInInput = z.infer<typeof signInInput>;
export type FoundOrganizationInput = z.infer<typeof foundOrganizationInput>;
export type EditOrganizationInput = z.infer<typeof editOrganizationInput>;
export type InviteInput = z.infer<typeof inviteInput>;
export type DecideVerificationInput = z.infer<typeof decideVerificationInput>;
