import type { Translation } from "../translation.ts";
import type { organization as zh } from "../zh-CN/organization.ts";

export const organization: Translation<typeof zh> = {};
