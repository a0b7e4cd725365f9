import type { Problem } from "#app/runtime/problem.ts";

/**
 * Zhejiang's ordinance on transforming results (2021), Art. 22: vouchers are valid in the whole province, are settled at
 * least once in half a year, and no place may add conditions that restrict them.
 */
export const voucherLaw = "浙江省促进科技成果转化条例 第22条";

/** What the form asks about providers; the second choice exists to be refused with the reason. */
export const providerPlaces = ["whole_province", "own_region"] as const;

export type ProviderPlace = (typeof providerPlaces)[number];

export interface Conditions {
  providerPlace: ProviderPlace;
  settlementMonths: number;
  notesZh: string;
  notesEn: string;
}

/** A listed institution, as far as the law asks. */
export interface ListedProvider {
  uscc: string;
  regionCode: string;
}

export interface Forbidden {
  path: string;
  code: "provider_place" | "settled_too_rarely" | "notes_local" | "providers_all_local";
}

/** Words with which notes would tie a voucher to a place, or shut out providers from elsewhere. */
const localWords = [
  /(?:仅限|只限|限于|须为|必须为|应为|优先).{0,12}(?:本地|当地|本市|本县|本区|本辖区|辖区内|区内|市内|县内|省内注册)/u,
  /(?:本地|当地|本市|本县|本区|辖区内)(?:的)?(?:服务机构|载体|机构|单位|供应商|设施|仪器).{0,8}(?:方可|才能|优先|可用|有效)/u,
  /(?:外地|市外|县外|区外|异地|外省)(?:的)?(?:服务机构|载体|机构|单位|供应商)?.{0,10}(?:不得|不能|不可|除外|不予|不支持|无效)/u,
  /\b(?:only|must be|restricted to|limited to)\b.{0,40}\b(?:local|in (?:the|this|our) (?:city|county|district|town|region))\b/i,
  /\blocal (?:providers?|institutions?|suppliers?|labs?|laboratories)\b.{0,24}\bonly\b/i,
  /\b(?:outside|not in) (?:the|this|our) (?:city|county|district|region)\b.{0,40}\b(?:not|excluded|except)\b/i,
];

/**
 * Every condition that Art. 22 forbids, with its field: a place for providers, in the form, in the notes or by a list that
 * names only institutions of the programme's own city or county; settlement less than half-yearly (`mostMonths` is the dated
 * number of the rules).
 */
export function forbiddenConditions(
  conditions: Conditions,
  providers: readonly ListedProvider[],
  regionPrefix: string,
  mostMonths: number,
): Forbidden[] {
  const found: Forbidden[] = [];
  if (conditions.providerPlace === "own_region")
    found.push({ path: "providerPlace", code: "provider_place" });
  if (conditions.settlementMonths > mostMonths)
    found.push({ path: "settlementMonths", code: "settled_too_rarely" });
  for (const path of ["notesZh", "notesEn"] as const)
    if (localWords.some((words) => words.test(conditions[path]))) found.push({ path, code: "notes_local" });
  const narrower = regionPrefix.length > 2;
  const local = providers.every(({ regionCode }) => regionCode.startsWith(regionPrefix));
  if (narrower && providers.length > 0 && local)
    found.push({ path: "providers", code: "providers_all_local" });
  return found;
}

/** The refusal that names the article, each field with what is wrong about it. */
export const localRestriction = (found: readonly Forbidden[]): Problem => ({
  code: "local_restriction",
  status: 422,
  params: { law: voucherLaw },
  errors: found.map(({ path, code }) => ({ path, code })),
  details: { law: voucherLaw },
});
