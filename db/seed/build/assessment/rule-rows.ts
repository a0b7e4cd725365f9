import type { indicator, indicatorSet } from "../../../schema/assessment.ts";
import type { AssessmentTrack } from "../../../schema/vocabulary.ts";
import {
  type IndicatorSeed,
  platformIndicators,
  providerIndicators,
  providerIndicators2,
} from "../../assessment/rules.ts";
import { seedId } from "../../ids.ts";
import { firstOrder, morning, numbers, scorer } from "./common.ts";

export interface SetSeed {
  id: string;
  track: AssessmentTrack;
  version: number;
  name: readonly [zh: string, en: string];
  publishedOn: string;
  validFrom: string;
  indicators: readonly IndicatorSeed[];
}

export function setSeeds(year: number): SetSeed[] {
  const provider = [
    "科研设施与仪器开放共享考核指标",
    "Indicators of the sharing of facilities and instruments",
  ] as const;
  const platform = [
    "公共科技服务平台绩效考核指标",
    "Indicators of public technology service platforms",
  ] as const;
  const set = (
    track: AssessmentTrack,
    version: number,
    of: number,
    indicators: readonly IndicatorSeed[],
  ) => ({
    id: seedId(`indicator set ${track} ${version}`, firstOrder + version),
    track,
    version,
    name: track === "provider" ? provider : platform,
    publishedOn: `${of - 1}-12-10`,
    validFrom: `${of}-01-01`,
    indicators,
  });
  return [
    set("provider", 1, year, providerIndicators),
    set("provider", 2, year + 1, providerIndicators2),
    set("platform", 1, year, platformIndicators),
  ];
}

export const indicatorId = (set: SetSeed, code: string): string =>
  seedId(`indicator ${set.id} ${code}`, firstOrder);

/** Unpublished, with the day on which each is to be published once its indicators are there. */
export function setRows(sets: readonly SetSeed[]) {
  return {
    sets: sets.map(
      ({ id, track, version, name, validFrom, publishedOn }): typeof indicatorSet.$inferInsert => ({
        id,
        track,
        version,
        nameZh: name[0],
        nameEn: name[1],
        basis: "参照科研设施与仪器开放共享评价考核的通行做法（示范）",
        validFrom,
        createdAt: morning(publishedOn),
        createdBy: scorer,
        ...numbers,
      }),
    ),
    publishedAt: sets.map(({ id, publishedOn }) => ({ id, at: morning(publishedOn, 60) })),
    indicators: sets.flatMap((set) =>
      set.indicators.map((one, position): typeof indicator.$inferInsert => ({
        id: indicatorId(set, one.code),
        setId: set.id,
        position: position + 1,
        code: one.code,
        kind: one.kind,
        groupZh: one.group[0],
        groupEn: one.group[1],
        nameZh: one.name[0],
        nameEn: one.name[1],
        unitZh: one.unit[0],
        unitEn: one.unit[1],
        formula: one.formula,
        floor: one.floor,
        ceiling: one.ceiling,
        points: one.points,
        sharing: one.sharing ?? false,
      })),
    ),
  };
}
