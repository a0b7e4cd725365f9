import type { slot } from "../../schema/booking.ts";
import { seedId } from "../ids.ts";
import type { FacilitySeed } from "../shapes.ts";
import type { Calendar } from "./calendar.ts";
import { listingId } from "./listings.ts";
import type { Occupancy } from "./occupancy.ts";
import { unitId } from "./parts.ts";

interface Closure {
  facility: string;
  /** Only this one; all when absent. */
  unit?: number;
  /** Days after loading; the next working day counts. */
  day: number;
  from: number;
  to: number;
  cause: "closure" | "maintenance";
  reason: string;
}

/** One of two units is out of order; what was booked there has been moved to the other. */
export const outage = {
  facility: "phenom",
  unit: 1,
  day: 1,
  reason: "1 号机真空泵故障，停机待修",
} as const;

const closures: Closure[] = [
  {
    facility: outage.facility,
    unit: outage.unit,
    day: outage.day,
    from: 540,
    to: 1260,
    cause: "maintenance",
    reason: outage.reason,
  },
  {
    facility: "gemini360",
    day: 5,
    from: 480,
    to: 720,
    cause: "maintenance",
    reason: "季度保养：更换灯丝与真空检查",
  },
  { facility: "helios", day: 8, from: 510, to: 1050, cause: "maintenance", reason: "离子源更换与束流校准" },
  { facility: "nmr600-qt", day: 3, from: 540, to: 660, cause: "maintenance", reason: "补充液氦" },
  {
    facility: "kalpha",
    day: 11,
    from: 510,
    to: 1050,
    cause: "maintenance",
    reason: "年度校准，第三方计量人员进场",
  },
  {
    facility: "litho",
    day: 6,
    from: 480,
    to: 1320,
    cause: "closure",
    reason: "洁净间高效过滤器更换，全天停用",
  },
  { facility: "emc10m", day: 9, from: 480, to: 840, cause: "maintenance", reason: "场地电压驻波比年度验证" },
  { facility: "contura", day: 4, from: 480, to: 600, cause: "maintenance", reason: "标准球校准" },
  { facility: "lsm900", day: 7, from: 540, to: 780, cause: "closure", reason: "平台用户培训，自主机位暂停" },
];

/** Closed times of facilities in the days to come, one row a unit. Takes them before any booking can. */
export function closureRows(
  facilities: readonly FacilitySeed[],
  taken: Occupancy,
  calendar: Calendar,
): (typeof slot.$inferInsert)[] {
  return closures.flatMap((closure) => {
    const facility = facilities.find(({ key }) => key === closure.facility);
    if (!facility) return [];
    const day = workingDayFrom(closure.day, calendar);
    const start = calendar.at(day, closure.from);
    const end = calendar.at(day, closure.to);
    return (facility.units ?? [""]).flatMap((_, index) => {
      if (closure.unit !== undefined && closure.unit !== index + 1) return [];
      if (!taken.take([unitId(facility, index + 1)], [start.getTime(), end.getTime()])) return [];
      return [
        {
          id: seedId(`closure ${facility.key} ${index}`, 300_000),
          facilityId: listingId("facility", facility),
          unitId: unitId(facility, index + 1),
          blocked: { start, end },
          cause: closure.cause,
          state: "closed",
          reason: closure.reason,
        },
      ];
    });
  });
}

export function workingDayFrom(day: number, calendar: Calendar): number {
  return calendar.working(day) ? day : workingDayFrom(day + 1, calendar);
}
