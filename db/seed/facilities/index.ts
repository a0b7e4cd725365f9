import type { FacilitySeed } from "../shapes.ts";
import { microscopes } from "./microscopes.ts";

export const facilities: FacilitySeed[] = [...microscopes];
