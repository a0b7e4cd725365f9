import type { FacilitySeed } from "../shapes.ts";
import { chromatography } from "./chromatography.ts";
import { environment } from "./environment.ts";
import { mechanics } from "./mechanics.ts";
import { metalAndBattery } from "./metal-and-battery.ts";
import { microFabrication } from "./micro-fabrication.ts";
import { microscopes } from "./microscopes.ts";
import { pilotLines } from "./pilot-lines.ts";
import { resonance } from "./resonance.ts";
import { scanningMicroscopes } from "./scanning-microscopes.ts";
import { thermalAndMetrology } from "./thermal-metrology.ts";
import { underway } from "./underway.ts";
import { windAndSea } from "./wind-and-sea.ts";
import { xRays } from "./x-rays.ts";

export const facilities: FacilitySeed[] = [
  ...scanningMicroscopes,
  ...microscopes,
  ...resonance,
  ...xRays,
  ...chromatography,
  ...mechanics,
  ...thermalAndMetrology,
  ...environment,
  ...windAndSea,
  ...microFabrication,
  ...metalAndBattery,
  ...pilotLines,
  ...underway,
];
