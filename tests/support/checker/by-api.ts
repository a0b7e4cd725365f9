import type { Kind } from "./history.ts";
import { type Draw, type Maker, meOrStaff, type Operation, someTime, someWish } from "./operation.ts";
import type { Person } from "./world.ts";

const open = ["pending", "confirmed"];

/** An act on a known booking in one of `states`, with the body that it needs. */
function act(
  kind: Kind,
  states: readonly string[],
  who: (draw: Draw) => Person,
  body: (draw: Draw, at: { start: number; end: number }) => unknown = () => ({}),
): Maker {
  return (draw) => {
    const target = draw.knowledge.some(draw.random, states);
    if (!target) return undefined;
    const path = `/bookings/${target.id}/${kind}`;
    return {
      kind,
      person: who(draw),
      target: target.id,
      work: { via: "http", path, body: body(draw, target) },
    };
  };
}

const me = (draw: Draw): Person => draw.me;
const staff = ({ world }: Draw): Person => world.staff;
const post = (draw: Draw, kind: Kind, target: string | null, path: string, body: unknown): Operation => ({
  ...{ kind, person: draw.me, target },
  work: { via: "http", path, body },
});

const reserve: Maker = (draw) => {
  const wish = someWish(draw);
  return post(draw, "reserve", wish.facilityId, "/bookings", wish);
};

const transfer = act("transfer", ["pending", "confirmed", "in_use"], me, ({ random, world, me: own }) => {
  const colleagues = world.users.filter(
    ({ actor }) => actor.organization?.id === own.actor.organization?.id && actor !== own.actor,
  );
  return { email: random.pick(colleagues)?.actor.user?.email };
});

const extend = act("extend", ["confirmed", "in_use"], meOrStaff, ({ random }, { start, end }) => {
  const to = end + (random.below(5) - 2) * 5 * 60_000;
  return { end: new Date(to > start ? to : end).toISOString() };
});

/** A meter that says of the last minutes that its instrument was on, and of some that it went off. */
const meter: Maker = (draw) => {
  const place = draw.random.pick(draw.world.places);
  const unit = draw.random.pick(place?.units ?? []);
  if (!unit) return undefined;
  const ago = (minutes: number): string => new Date(draw.now - minutes * 60_000).toISOString();
  const on = { kind: "on", at: ago(draw.random.below(4)) };
  const off = draw.random.chance(0.4) ? [{ kind: "off", at: ago(11 + draw.random.below(5)) }] : [];
  const body = { readings: [on, ...off] };
  return {
    kind: "meter",
    person: draw.world.staff,
    target: unit.id,
    work: { via: "http", path: `/meters/${unit.id}/readings`, body },
  };
};

const join: Maker = (draw) => {
  const known = draw.knowledge.some(draw.random, open);
  const place = draw.world.places.find(({ id }) => id === known?.facilityId);
  if (!known || !place) return undefined;
  const times = { start: new Date(known.start).toISOString(), end: new Date(known.end).toISOString() };
  const wider = draw.random.chance(0.5) && { latest: new Date(known.end + 15 * 60_000).toISOString() };
  const body = { facilityId: place.id, ...times, ...wider, purpose: draw.tag };
  return post(draw, "join", place.id, "/waitlist-entries", body);
};

/** An answer to an entry of the client's own. */
const answer =
  (kind: "take" | "pass" | "stop-waiting"): Maker =>
  (draw) => {
    const own = draw.knowledge.entries.filter(({ userId }) => userId === draw.me.actor.user?.id);
    const entry = draw.random.pick(own.slice(-6));
    return entry && post(draw, kind, entry.id, `/waitlist-entries/${entry.id}/${kind}`, {});
  };

/** Everything that the API offers, and how often it is done. */
export const byApi: readonly [weight: number, Maker][] = [
  [30, reserve],
  [9, act("cancel", open, meOrStaff, () => ({ reason: "试验取消" }))],
  [8, act("approve", ["pending"], staff)],
  [2, act("reject", ["pending"], staff, () => ({ reason: "试验拒绝" }))],
  [8, act("reschedule", open, meOrStaff, someTime)],
  [5, extend],
  [4, transfer],
  [12, act("check-in", ["confirmed"], meOrStaff)],
  [8, act("check-out", ["in_use"], meOrStaff)],
  [4, act("complete", ["in_use", "no_show"], staff, () => ({ reason: "试验完成" }))],
  [2, act("no-show", ["confirmed"], staff)],
  [4, meter],
  [10, join],
  [6, answer("take")],
  [1, answer("pass")],
  [1, answer("stop-waiting")],
];
