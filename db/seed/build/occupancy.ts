/** Half-open range of epoch milliseconds. */
export type Range = readonly [start: number, end: number];

/** Which stretches of which unit are taken; the seed's own guard in front of the database's exclusion constraint. */
export class Occupancy {
  readonly #taken = new Map<string, Range[]>();

  /** Takes `range` of `unit` and answers true, or answers false and changes nothing when it overlaps. */
  take(unit: string, range: Range): boolean {
    const ranges = this.#taken.get(unit) ?? [];
    if (ranges.some(([start, end]) => start < range[1] && range[0] < end)) return false;
    this.#taken.set(unit, [...ranges, range]);
    return true;
  }
}
