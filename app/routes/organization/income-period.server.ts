import { day } from "#app/domain/values.ts";
import { today } from "#app/domain/working-days.ts";

export interface IncomePeriod {
  from: string;
  to: string;
}

const longestYears = 5;

/** The calendar year of `now`, or one before. */
export function incomeYear(now: Date, back = 0): IncomePeriod {
  const year = Number(today(now).slice(0, 4)) - back;
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** The days that were asked for; this year unless they are two in order and not too far apart. */
export function readIncomePeriod(request: Request, now: Date): IncomePeriod {
  const params = new URL(request.url).searchParams;
  const [from, to] = [day.safeParse(params.get("from")), day.safeParse(params.get("to"))];
  if (!from.success || !to.success || from.data > to.data) return incomeYear(now);
  const years = Number(to.data.slice(0, 4)) - Number(from.data.slice(0, 4));
  return years <= longestYears ? { from: from.data, to: to.data } : incomeYear(now);
}
