import type { TechnologySeed } from "../shapes.ts";
import { electronics } from "./electronics.ts";
import { energy } from "./energy.ts";
import { life } from "./life.ts";
import { machines } from "./machines.ts";
import { materials } from "./materials.ts";
import { optics } from "./optics.ts";
import { underway } from "./underway.ts";

export const technologies: TechnologySeed[] = [
  ...materials,
  ...energy,
  ...life,
  ...electronics,
  ...machines,
  ...optics,
  ...underway,
];
