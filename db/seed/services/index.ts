import type { ServiceSeed } from "../shapes.ts";
import { testing } from "./testing.ts";

export const services: ServiceSeed[] = [...testing];
