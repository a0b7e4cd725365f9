import type { Deadline } from "#app/domain/deadline.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { addDays, startOfDay } from "../booking/hours.ts";
import { platformZone } from "../working-days.ts";

/** The instant at which the whole day `day` is over on the platform's clock. */
export const endOfDay = (day: string): Deadline => new Date(startOfDay(addDays(day, 1), platformZone));

/** Whether rules were published before the first day of a period, as they must be. */
export const publishedInTime = (publishedAt: Date | null, periodFrom: string): boolean =>
  publishedAt !== null && publishedAt.getTime() < startOfDay(periodFrom, platformZone);

const refusal =
  (code: string) =>
  (params?: Record<string, string | number>): Problem => ({ code, status: 409, ...(params && { params }) });

export const assessmentProblems = {
  /** The same track, region and year is being assessed. */
  exists: refusal("assessment_exists"),
  /** Nobody is on the list. */
  nobodyListed: refusal("nobody_listed"),
  periodRunning: refusal("period_running"),
  frozenAlready: refusal("frozen_already"),
  notFrozen: refusal("not_frozen"),
  reportRunning: refusal("report_running"),
  reportOver: refusal("report_over"),
  objectionsRunning: refusal("objections_running"),
  objectionsOpen: refusal("objections_open"),
  objectionsOver: refusal("objections_over"),
  objectionOpen: refusal("objection_open"),
  proposalsOpen: refusal("proposals_open"),
  noPlaceFree: refusal("no_place_free"),
  setPublished: refusal("set_published"),
  setUnfinished: refusal("set_unfinished"),
  enrolledAlready: refusal("enrolled_already"),
  registeredAlready: refusal("registered_already"),
  /** Who scored may not judge the same result again. */
  ownScoring: (): Problem => ({ code: "own_scoring", status: 403 }),
};
