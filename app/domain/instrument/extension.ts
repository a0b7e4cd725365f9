/** Minutes by which a use is made longer at the instrument. */
export const extensionMinutes = [15, 30, 60] as const;

/** When a use would end that is made `minutes` longer. */
export const extendedEnd = (endsAt: Date, minutes: number): Date =>
  new Date(endsAt.getTime() + minutes * 60_000);
