const [firstMoment, lastMoment] = [Date.UTC(1900, 0), Date.UTC(2200, 0)];

/** Within the years that calendars, PostgreSQL's and the browser's, write alike. */
export const isPlausible = (at: Date): boolean => firstMoment <= at.getTime() && at.getTime() < lastMoment;
