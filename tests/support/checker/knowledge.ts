import type { Random } from "./random.ts";

/** A booking as a worker last saw it. */
export interface Seen {
  id: string;
  facilityId: string;
  state: string;
  start: number;
  end: number;
}

const most = 80;

/** What the clients of one worker know of bookings, series and waiting-list entries: what they were told and have looked up. */
export class Knowledge {
  readonly #bookings = new Map<string, Seen>();
  readonly series: string[] = [];
  readonly entries: { id: string; userId: string }[] = [];
  readonly closed: { facilityId: string; slotId: string }[] = [];

  see(booking: Seen): void {
    this.#bookings.delete(booking.id);
    this.#bookings.set(booking.id, booking);
    if (this.#bookings.size > most) this.#bookings.delete(this.#bookings.keys().next().value ?? "");
  }

  /** One in one of these states; now and then any other, whose refusal is to be seen too. */
  some(random: Random, states: readonly string[]): Seen | undefined {
    const all = [...this.#bookings.values()];
    const fitting = random.chance(0.9) ? all.filter(({ state }) => states.includes(state)) : all;
    return random.pick(fitting);
  }
}
