import type { z } from "zod";
import type { Actor } from "./context.ts";
import { type Action, may } from "./identity/permissions.ts";

/** Who may take a transition: a permission over the organisation or region named by a column, the very person that a column names, or the clock. */
export type Party =
  | { action: Action; organization: string }
  | { action: Action; region: string }
  | { person: string }
  | "timer";

export interface Transition<S extends string = string, P extends string = string> {
  name: string;
  from: readonly S[];
  /** `same`: something about the thing changes (its time, say) while its state stays. */
  to: S | "same";
  by: readonly P[];
  /** For timers: the column whose passing triggers it. */
  after?: string;
  /** Happens with an act on another thing, whose party takes it along: nobody is offered it. */
  consequence?: true;
  /** What the caller must give; shown by the API as JSON Schema. */
  inputs?: z.ZodType;
  /** Message templates sent to these parties once it has happened. */
  notify?: Message<P> | readonly Message<P>[];
}

export interface Message<P extends string = string> {
  template: string;
  to: readonly P[];
  /** The reason of the step is not theirs to read. */
  reasonless?: true;
}

/** What is sent to whom once a transition has happened. */
export const messagesOf = <P extends string>({ notify = [] }: Pick<Transition<string, P>, "notify">) =>
  "template" in notify ? [notify] : notify;

/** A lifecycle as data. Drawn in help pages, listed by the API, obeyed by `move`. */
export interface Process<S extends string = string, P extends string = string> {
  entity: string;
  initial: readonly S[];
  states: readonly S[];
  parties: Readonly<Record<P, Party>>;
  /** Whose turn it is in a state; absent = nobody's, the thing has come to rest. */
  owners: Partial<Record<S, P>>;
  transitions: readonly Transition<S, P>[];
}

/** Checks the table and returns it; throws when a state cannot be reached or a timer has no clock. */
export function defineProcess<const S extends string, const P extends string>(
  process: Process<S, P>,
): Process<S, P> {
  const reached = new Set<string>(process.initial);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { from, to } of process.transitions) {
      if (to !== "same" && from.some((state) => reached.has(state))) reached.add(to);
    }
  }
  const lost = process.states.filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`${process.entity}: unreachable ${lost.join(", ")}`);
  for (const step of process.transitions) {
    const timed = step.by.some((party) => process.parties[party] === "timer");
    if (timed !== (step.after !== undefined))
      throw new Error(`${process.entity}.${step.name}: timer without \`after\``);
    if (step.to !== "same" && !process.states.includes(step.to))
      throw new Error(`${process.entity}.${step.name}: unknown state ${step.to}`);
  }
  const names = process.transitions.map((step) => step.name);
  if (new Set(names).size !== names.length)
    throw new Error(`${process.entity}: a transition name occurs twice`);
  return process;
}

/** A row of something with a lifecycle, with the columns that its parties name. */
export interface Staged {
  id: string;
  state: string;
  version: number;
}

/** The parties of `process` that `actor` belongs to for `row`. */
export function partiesOf<S extends string, P extends string>(
  process: Process<S, P>,
  actor: Actor,
  row: object,
): P[] {
  const isParty = (name: string): name is P => Object.hasOwn(process.parties, name);
  return Object.keys(process.parties)
    .filter(isParty)
    .filter((name) => {
      const party: Party = process.parties[name];
      if (party === "timer") return actor.via === "system";
      if ("person" in party) return actor.user !== null && Reflect.get(row, party.person) === actor.user.id;
      const column = "organization" in party ? party.organization : party.region;
      const value: unknown = Reflect.get(row, column);
      if (typeof value !== "string") return false;
      return may(
        actor,
        party.action,
        "organization" in party ? { organizationId: value } : { regionCode: value },
      );
    });
}

/** The transitions that `actor` may take from where `row` stands, for buttons and the API's `allowed`. */
export function allowedTransitions<S extends string, P extends string>(
  process: Process<S, P>,
  actor: Actor,
  row: Staged,
): Transition<S, P>[] {
  const parties = partiesOf(process, actor, row);
  return process.transitions.filter(
    ({ from, by, consequence }) =>
      !consequence && isIn(from, row.state) && by.some((party) => parties.includes(party)),
  );
}

export function findTransition<S extends string, P extends string>(
  process: Process<S, P>,
  name: string,
): Transition<S, P> | undefined {
  return process.transitions.find((step) => step.name === name);
}

export const isIn = (states: readonly string[], state: string): boolean => states.includes(state);
