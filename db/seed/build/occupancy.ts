/** Half-open range of epoch milliseconds. */
export type Range = readonly [start: number, end: number];

/** Which stretches of which unit are taken; the seed's own guard in front of the database's exclusion constraint. */
export class Occupancy {
  readonly #taken = new Map<string, Range[]>();

  /** Takes `range` of all `units` and answers true, or answers false and changes nothing when one overlaps. */
  take(units: readonly string[], range: Range): boolean {
    const isTaken = ([start, end]: Range) => start < range[1] && range[0] < end;
    if (units.some((unit) => this.#taken.get(unit)?.some(isTaken))) return false;
    for (const unit of units) this.#taken.set(unit, [...(this.#taken.get(unit) ?? []), range]);
    return true;
  }
}
