import type { assessmentRoster, technologyCompany } from "../../../schema/assessment.ts";
import type { AssessmentTrack } from "../../../schema/vocabulary.ts";
import { finishedYear, platforms, technologyCompanies } from "../../assessment/years.ts";
import { seedId } from "../../ids.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId } from "../identity.ts";
import { finishedYearAt, firstOrder } from "./common.ts";
import { finished } from "./finished.ts";
import { setRows, setSeeds } from "./rule-rows.ts";
import { running } from "./running.ts";

/**
 * Yearly assessments: a finished ranking of providers, the next one that they report for, and one of service platforms whose
 * time for reports is over, ready to be scored from the market's own bookings.
 */
export function assessmentRows(calendar: Calendar) {
  const year = finishedYearAt(calendar);
  const sets = setSeeds(year);
  const [first, second, platform] = sets;
  if (!first || !second || !platform) throw new Error("the rules are missing");
  const done = finished(first, year);
  const next = year + 1;
  const opened = calendar.at(-24, 600);
  const coming = running(
    second,
    calendar,
    {
      year: next,
      periodFrom: `${next}-01-01`,
      periodTo: `${next}-12-31`,
      opened: calendar.at(-20, 600),
      deadline: new Date(`${next + 1}-01-31T00:00:00+08:00`),
    },
    finishedYear,
    (org) => ["dongqian", "xinan", "ouyue"].includes(org),
  );
  const service = running(
    platform,
    calendar,
    {
      year: Number(calendar.date(-26).slice(0, 4)),
      periodFrom: calendar.date(-390),
      periodTo: calendar.date(-26),
      opened,
      deadline: calendar.at(-1, 0),
    },
    platforms.map((org, at) => ({ org, reserve: at === platforms.length - 1 })),
    (org) => org !== "society",
  );
  const { facts, cycle, subjects, ...results } = done;
  return {
    ...setRows(sets),
    ...results,
    cycles: [cycle, coming.cycle, service.cycle],
    subjects: [...subjects, ...coming.subjects, ...service.subjects],
    roster: rosterRows(year),
    technologyCompanies: technologyCompanyRows(year),
    facts: [...facts, ...coming.facts, ...service.facts],
  };
}

function rosterRows(year: number): (typeof assessmentRoster.$inferInsert)[] {
  const row = (track: AssessmentTrack, org: string, reserve: boolean) => ({
    id: seedId(`assessment roster ${track} ${org}`, firstOrder + 60),
    track,
    organizationId: organizationId(org),
    standing: reserve ? ("reserve" as const) : ("listed" as const),
    from: `${year - 1}-01-01`,
    reason: "首批认定",
  });
  return [
    ...finishedYear.map(({ org, reserve = false }) => row("provider", org, reserve)),
    ...platforms.map((org, at) => row("platform", org, at === platforms.length - 1)),
  ];
}

function technologyCompanyRows(year: number): (typeof technologyCompany.$inferInsert)[] {
  return technologyCompanies.map((org, at) => ({
    id: seedId(`technology company ${org}`, firstOrder + 70),
    organizationId: organizationId(org),
    kind: at % 3 === 0 ? "high_tech" : "technology_sme",
    number:
      at % 3 === 0
        ? `GR${year - 1}33009${String(at).padStart(3, "0")}`
        : `${year}3301060800${String(at).padStart(3, "0")}`,
    validFrom: `${year - 1}-01-01`,
    validUntil: `${year + 2}-12-31`,
  }));
}
