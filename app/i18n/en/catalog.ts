import type { Translation } from "../translation.ts";
import type { catalog as zh } from "../zh-CN/catalog.ts";

export const catalog: Translation<typeof zh> = {};
