import type { Translation } from "../translation.ts";
import type { common as zh } from "../zh-CN/common.ts";

export const common: Translation<typeof zh> = {};
