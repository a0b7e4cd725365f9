import type { Translation } from "../translation.ts";
import type { notices as zh } from "../zh-CN/notices.ts";

export const notices: Translation<typeof zh> = {};
