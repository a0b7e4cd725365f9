import type { Translation } from "../translation.ts";
import type { oversight as zh } from "../zh-CN/oversight.ts";

export const oversight: Translation<typeof zh> = {};
