import { type Finding, type Part, warning } from "./finding.ts";
import type { Terms } from "./terms.ts";

/**
 * Phrases of clauses that Art. 10 of the judicial interpretation takes for an unlawful monopoly on technology (void by
 * Art. 850). Words are only a sign: it is a warning to be read, not a verdict.
 */
const monopoly: readonly [code: string, sign: RegExp][] = [
  [
    "ban_on_research",
    /(不得|禁止|不能)[^。；\n]{0,30}(改进|进一步研究|后续研究|再研究|再开发|同类研究|竞争性技术)|shall not (improve|develop further)/iu,
  ],
  [
    "grant_back",
    /(改进|后续)[^。；\n]{0,20}(无偿|免费)[^。；\n]{0,20}(归|转让|提供|交|许可)|(无偿|免费)[^。；\n]{0,20}(回授|返授)|grant[- ]back/iu,
  ],
  [
    "other_sources",
    /(不得|禁止)[^。；\n]{0,20}(从|向)[^。；\n]{0,20}(其他|第三方)[^。；\n]{0,20}(获得|取得|采购|引进|购买)[^。；\n]{0,10}(技术)?/iu,
  ],
  [
    "limits_on_output",
    /(限制|不得超过|不得高于|不得低于)[^。；\n]{0,20}(产量|销售数量|数量|价格|销售渠道|出口)|(不得|禁止)[^。；\n]{0,10}出口/iu,
  ],
  ["tie_in", /(必须|应当|须)[^。；\n]{0,20}(同时|一并|捆绑)[^。；\n]{0,20}(购买|采购|接受)/iu],
  [
    "input_sources",
    /(原材料|零部件|设备|产品)[^。；\n]{0,20}(只能|仅可|必须|须)[^。；\n]{0,20}(从|向)[^。；\n]{0,20}(购买|采购)/iu,
  ],
  [
    "no_challenge",
    /(不得|禁止)[^。；\n]{0,20}(对|就)?[^。；\n]{0,20}(有效性|专利权)[^。；\n]{0,20}(异议|无效|质疑)|no[- ]challenge/iu,
  ],
];

/** A warning, under `part`, for each kind of such phrases in what the parties wrote. */
export function ofMonopoly(terms: Terms, part: Part): Finding[] {
  const said = [
    terms.subject,
    terms.plan,
    terms.clientDuties,
    terms.benefits,
    terms.confidential,
    terms.breach,
    terms.other,
    ...Object.values(terms.rights ?? {}).filter((value) => typeof value === "string"),
  ].join("\n");
  return monopoly
    .filter(([, sign]) => sign.test(said))
    .map(([code]) => warning(part, `monopoly_${code}`, "850 technology_contracts:10"));
}
