import type { DemandSeed } from "../shapes.ts";
import { energyDemands } from "./energy.ts";
import { lifeDemands } from "./life.ts";
import { machineDemands } from "./machines.ts";
import { materialDemands } from "./materials.ts";

export const demands: DemandSeed[] = [
  ...materialDemands,
  ...machineDemands,
  ...energyDemands,
  ...lifeDemands,
];
