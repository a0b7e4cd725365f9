import type { FacilitySeed } from "../shapes.ts";
import { separations } from "./chromatography.ts";
import { environments } from "./environment.ts";
import { mechanics } from "./mechanics.ts";
import { microscopes } from "./microscopes.ts";
import { processes } from "./process.ts";
import { spectrometers } from "./spectroscopy.ts";

export const facilities: FacilitySeed[] = [
  ...microscopes,
  ...spectrometers,
  ...separations,
  ...mechanics,
  ...environments,
  ...processes,
];
