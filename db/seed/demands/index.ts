import type { DemandSeed } from "../shapes.ts";
import { machineDemands } from "./machines.ts";
import { materialDemands } from "./materials.ts";
import { otherDemands } from "./others.ts";

export const demands: DemandSeed[] = [...materialDemands, ...machineDemands, ...otherDemands];
