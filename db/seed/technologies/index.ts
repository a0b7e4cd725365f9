import type { TechnologySeed } from "../shapes.ts";
import { materials } from "./materials.ts";

export const technologies: TechnologySeed[] = [...materials];
