import type { Translation } from "../translation.ts";
import type { identity as zh } from "../zh-CN/identity.ts";

export const identity: Translation<typeof zh> = {};
