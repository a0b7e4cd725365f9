import type { Context } from "#app/domain/context.ts";
import type { Result } from "#app/runtime/problem.ts";
import type { Kind } from "./history.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Random } from "./random.ts";
import type { Person, Place, World } from "./world.ts";

/** What a client is about to do: by the API where that offers it, else by the command itself in the worker's process. */
export interface Operation {
  kind: Kind;
  person: Person;
  target: string | null;
  work:
    | { via: "http"; path: string; body: unknown }
    | { via: "command"; run(ctx: Context): Promise<Result<readonly string[]>> };
}

/** From what a client draws its next operation. */
export interface Draw {
  random: Random;
  world: World;
  knowledge: Knowledge;
  me: Person;
  now: number;
  tag: string;
}

export type Maker = (draw: Draw) => Operation | undefined;

const step = 5 * 60_000;

interface Wish {
  facilityId: string;
  start: string;
  end: string;
  purpose: string;
}

/** A time in the next three quarters of an hour, which many want. */
export function someTime({ random, now }: Draw): { start: string; end: string } {
  const start = (Math.floor(now / step) + 1 + random.below(8)) * step;
  const end = start + (1 + random.below(4)) * step;
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

export const somePlace = ({ random, world }: Draw): Place => {
  const place = random.pick(world.places);
  if (!place) throw new Error("a world without places");
  return place;
};

export function someWish(draw: Draw, place = somePlace(draw)): Wish & Record<string, unknown> {
  const { accessory } = place;
  const lent = accessory && draw.random.chance(0.5) ? [{ id: accessory, quantity: 1 }] : undefined;
  return { facilityId: place.id, ...someTime(draw), purpose: draw.tag, ...(lent && { accessories: lent }) };
}

/** Whose act it is: mostly the client's own, else the staff's. */
export const meOrStaff = ({ random, me, world }: Draw): Person => (random.chance(0.7) ? me : world.staff);
