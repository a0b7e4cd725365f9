import type { Translation } from "../translation.ts";
import type { problems as zh } from "../zh-CN/problems.ts";

export const problems: Translation<typeof zh> = {};
