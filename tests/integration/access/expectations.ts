import type { Actor } from "#app/domain/context.ts";
import { type Action, may, type Subject } from "#app/domain/identity/permissions.ts";

/** What becomes of a request: let in, sent to sign in, sent to found an organisation, refused, or told that nothing is there. */
export type Verdict = "in" | "sign-in" | "found-organization" | "refused";

export type Rule = (actor: Actor) => Verdict;

export const anyone: Rule = () => "in";

export const person: Rule = ({ user }) => (user ? "in" : "sign-in");

export const member: Rule = (actor) =>
  actor.user && !actor.organization ? "found-organization" : person(actor);

/** Members whose roles allow `action`, to `subject` where the address names one. */
export const permitted =
  (action: Action, subject?: Subject): Rule =>
  (actor) => {
    const verdict = member(actor);
    return verdict === "in" && !may(actor, action, subject) ? "refused" : verdict;
  };

/** Whoever one of the rules lets in. */
export const oneOf =
  (...rules: Rule[]): Rule =>
  (actor) =>
    rules.map((rule) => rule(actor)).find((verdict) => verdict === "in") ?? rules[0]?.(actor) ?? "refused";

/** Who may look at an address, and who may post to it. `null`: it takes no posts. */
export interface Door {
  get: Rule;
  post: Rule | null;
  /** A filled-in address for a pattern with names. */
  at?: string;
}

export const open = (get: Rule, post: Rule | null = null, at?: string): Door => ({ get, post, at });
