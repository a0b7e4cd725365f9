import type { FacilitySeed } from "../shapes.ts";
import { microscopes } from "./microscopes.ts";
import { spectrometers } from "./spectroscopy.ts";

export const facilities: FacilitySeed[] = [...microscopes, ...spectrometers];
