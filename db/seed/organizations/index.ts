import type { OrganizationSeed } from "../shapes.ts";
import { accused } from "./accused.ts";
import { bodies } from "./bodies.ts";
import { companies } from "./companies.ts";
import { providers } from "./providers.ts";

/** All invented: no such institution exists; names use small waters and hills instead of real institutions' names. */
export const organizations: OrganizationSeed[] = [...bodies, ...providers, ...companies, ...accused];
