import type { assessmentCycle, assessmentSubject } from "../../../schema/assessment.ts";
import { reports } from "../../assessment/years.ts";
import { pick, seedId } from "../../ids.ts";
import type { Calendar } from "../calendar.ts";
import { organizationId, ownerOf, userId } from "../identity.ts";
import type { Fact } from "../trail.ts";
import { firstOrder, region, rewardBudget, scorer, subsidyBudget } from "./common.ts";
import type { SetSeed } from "./rule-rows.ts";

/** An assessment that providers report for: some have, others have not. */
export function running(
  { id: setId, track }: SetSeed,
  calendar: Calendar,
  more: { year: number; periodFrom: string; periodTo: string; opened: Date; deadline: Date },
  orgs: readonly { org: string; reserve?: boolean }[],
  reported: (org: string) => boolean,
) {
  const { year, periodFrom, periodTo, opened, deadline } = more;
  const cycleId = seedId(`assessment ${track} ${year} running`, firstOrder + 40);
  const cycle: typeof assessmentCycle.$inferInsert = {
    id: cycleId,
    track,
    year,
    regionCode: region,
    setId,
    periodFrom,
    periodTo,
    rewardBudget: track === "provider" ? rewardBudget : 80_000_000,
    subsidyBudget: track === "provider" ? subsidyBudget : 60_000_000,
    createdBy: scorer,
    createdAt: new Date(opened.getTime() - 3_600_000),
    demo: true,
    state: "open",
    version: 2,
    stateSince: opened,
    deadline,
  };
  const subjects = orgs.map(({ org, reserve }): typeof assessmentSubject.$inferInsert => ({
    id: seedId(`assessment subject ${track} ${year} ${org} running`, firstOrder + 50),
    cycleId,
    organizationId: organizationId(org),
    createdAt: opened,
    standing: reserve ? "reserve" : "listed",
    ...(reported(org) && {
      report: pick(`report ${track} ${org}`, reports),
      reportedBy: userId(ownerOf(org).mailbox),
      reportedAt: new Date((opened.getTime() + Math.min(deadline.getTime(), calendar.now.getTime())) / 2),
    }),
  }));
  const fact = (at: Date, transition: string, from: string | null, to: string): Fact => ({
    at,
    by: "officer",
    entity: "assessment_cycle",
    entityId: cycleId,
    transition,
    from,
    to,
  });
  return {
    cycle,
    subjects,
    facts: [
      fact(new Date(opened.getTime() - 3_600_000), "draft_assessment", null, "drafted"),
      fact(opened, "open_assessment", "drafted", "open"),
    ],
  };
}
