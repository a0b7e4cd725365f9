import type { Translation } from "../translation.ts";
import type { api as zh } from "../zh-CN/api.ts";

export const api: Translation<typeof zh> = {};
