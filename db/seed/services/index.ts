import type { ServiceSeed } from "../shapes.ts";
import { information } from "./information.ts";
import { making } from "./making.ts";
import { testing } from "./testing.ts";

export const services: ServiceSeed[] = [...testing, ...information, ...making];
