import type { MilestoneSeed } from "../../contracts/contract-seed.ts";
import type { Fact } from "../trail.ts";
import { milestoneId, morning, type Of } from "./of.ts";

/** What the log says of it, as far as readers look: the contract's own steps and its milestones'. */
export function factsOf(of: Of): Fact[] {
  const { seed, calendar, id } = of;
  const at = (day: number, minute = morning) => calendar.at(day, minute);
  const own = (
    day: number,
    by: string | null,
    transition: string,
    from: string,
    to: string,
    reason = "",
  ): Fact => ({
    ...{ at: at(day), by, entity: "contract", entityId: id, transition, from, to, reason },
  });
  const drafted = [
    own(seed.proposed, seed.clientBy, "propose", "drafting", "drafting"),
    own(seed.proposed + 2, seed.developerBy, "propose", "drafting", "drafting", seed.counter.note),
  ];
  if (seed.signed === undefined) return drafted;
  const steps = seed.milestones.flatMap((one, index) => milestoneFacts(of, one, index + 1));
  if (seed.offer !== undefined)
    return [
      own(seed.signed, null, "conclude-by-offer", "drafting", "signing"),
      own(seed.signed, null, "take-effect", "signing", "in_force"),
      ...steps,
    ];
  return [
    ...drafted,
    own(seed.signed - 1, seed.clientBy, "agree", "drafting", "signing"),
    own(seed.signed, seed.clientBy, "sign", "signing", "signing"),
    own(seed.signed, seed.developerBy, "sign", "signing", "signing"),
    own(seed.signed, null, "take-effect", "signing", "in_force"),
    ...steps,
  ];
}

function milestoneFacts(of: Of, one: MilestoneSeed, n: number): Fact[] {
  const { seed, calendar } = of;
  const fact = (
    day: number,
    by: string | null,
    transition: string,
    from: string,
    to: string,
    reason = "",
  ): Fact => ({
    ...{ at: calendar.at(day, morning), by, entity: "contract_milestone", entityId: milestoneId(of, n) },
    ...{ transition, from, to, reason },
  });
  const [first, ...again] = one.delivered ?? [];
  return [
    ...(one.paid === undefined
      ? []
      : [
          fact(one.paid - 2, seed.clientBy, "fund", "planned", "awaiting_payment"),
          fact(one.paid, null, "confirm-funding", "awaiting_payment", "funded"),
        ]),
    ...(first ? [fact(first.at, seed.developerBy, "deliver", "funded", "delivered", first.note)] : []),
    ...again.flatMap(({ at, note }) => [
      fact(
        at - 4,
        seed.clientBy,
        "request-changes",
        "delivered",
        "changes_requested",
        "请补充高湿条件下的重复性数据。",
      ),
      fact(at, seed.developerBy, "deliver", "changes_requested", "delivered", note),
    ]),
    ...(one.accepted === undefined
      ? []
      : [fact(one.accepted, seed.clientBy, "accept", "delivered", "accepted")]),
  ];
}
