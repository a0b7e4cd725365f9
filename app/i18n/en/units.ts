import type { Translation } from "../translation.ts";
import type { units as zh } from "../zh-CN/units.ts";

export const units: Translation<typeof zh> = {
  platformZone: "China Standard Time",
  days: "{{n}} days",
  hours: "{{n}} h",
  minutes: "{{n}} min",
  seconds: "{{n}} s",
  share: "{{n}} %",
  shareUnder: "less than {{n}} %",
  large: "¥{{n}}",
  largest: "¥{{n}} million",
};
