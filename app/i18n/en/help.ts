import type { Translation } from "../translation.ts";
import type { help as zh } from "../zh-CN/help.ts";

export const help: Translation<typeof zh> = {};
