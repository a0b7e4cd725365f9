/** What stands beside numbers: `format.ts` says it without a translator, as calendars do in every cell. */
export const units = {
  platformZone: "北京时间",
  days: "{{n}} 天",
  hours: "{{n}} 小时",
  minutes: "{{n}} 分钟",
  seconds: "{{n}} 秒",
  share: "{{n}}%",
  /** A share that is not nothing, but rounds to it. */
  shareUnder: "不足 {{n}}%",
  /** Amounts in ten thousands and in hundred millions of yuan; in English in yuan and in millions. */
  large: "{{n}} 万元",
  largest: "{{n}} 亿元",
};
