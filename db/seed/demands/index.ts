import type { DemandSeed } from "../shapes.ts";
import { materialDemands } from "./materials.ts";

export const demands: DemandSeed[] = [...materialDemands];
