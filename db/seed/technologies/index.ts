import type { TechnologySeed } from "../shapes.ts";
import { energy } from "./energy.ts";
import { materials } from "./materials.ts";

export const technologies: TechnologySeed[] = [...materials, ...energy];
