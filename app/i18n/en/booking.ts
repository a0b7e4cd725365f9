import type { Translation } from "../translation.ts";
import type { booking as zh } from "../zh-CN/booking.ts";

export const booking: Translation<typeof zh> = {};
