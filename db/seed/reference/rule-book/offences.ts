import type { MisconductClass, OffenceCategory } from "../../../schema/vocabulary.ts";

export interface OffenceRow {
  code: string;
  category: OffenceCategory;
  gravest: MisconductClass;
  nameZh: string;
  nameEn: string;
  descriptionZh: string;
  descriptionEn: string;
  basisZh: string;
  basisEn: string;
}

type Words = readonly [zh: string, en: string];

const categories: Readonly<Record<string, OffenceCategory>> = {
  RI: "research_integrity",
  MC: "market_conduct",
  PU: "platform_use",
};

const integrity: Words = [
  "《科研失信行为调查处理规则》（2022年）关于科研失信行为的规定",
  "Rules on investigating and handling research misconduct (2022)",
];
const activities: Words = [
  "《科学技术活动违规行为调查处理规定》（科学技术部令第24号）",
  "Provisions on violations in science and technology activities (MOST Order 24)",
];
const contract: Words = [
  "《中华人民共和国民法典》第五百七十七条、第八百七十四条等",
  "Civil Code, Art. 577 and the chapter on technology contracts",
];
const patent: Words = ["《中华人民共和国专利法》第六十八条", "Patent Law, Art. 68"];
const sharing: Words = [
  "《国家重大科研基础设施和大型科研仪器开放共享管理办法》",
  "Measures for open sharing of major research facilities and large instruments",
];
const commerce: Words = [
  "《中华人民共和国电子商务法》第三十二条、平台服务协议",
  "E-Commerce Law, Art. 32, and the platform's terms of service",
];
const vouchers: Words = [
  "《财政违法行为处罚处分条例》第六条、科技创新券管理办法",
  "Regulations on fiscal offences, Art. 6, and the voucher rules",
];

/** The offences of the first rule book: research integrity, conduct on the market, use of the platform. */
export const offences: readonly OffenceRow[] = [
  of(
    "RI01",
    "serious",
    ["抄袭、剽窃、侵占他人成果", "Plagiarism or appropriation"],
    [
      "将他人的研究成果、数据或申报材料当作自己的发布、转让或申报。",
      "Passing off others' results, data or applications as one's own.",
    ],
    integrity,
  ),
  of(
    "RI02",
    "serious",
    ["编造过程或伪造、篡改数据", "Fabrication or falsification of data"],
    [
      "编造研究过程，伪造、买卖、篡改数据、图表或结论。",
      "Inventing research, or forging, trading or altering data, figures or conclusions.",
    ],
    integrity,
  ),
  of(
    "RI03",
    "serious",
    ["伪造检测报告或用户使用报告", "Forged test or user reports"],
    ["出具或使用虚假的检测报告、用户使用报告。", "Issuing or using false test reports or user reports."],
    integrity,
  ),
  of(
    "RI04",
    "serious",
    ["买卖、代写论文或申报验收材料", "Trading or ghost-writing papers and applications"],
    [
      "买卖、代写论文、申报材料或验收材料，虚构同行评议。",
      "Buying, selling or ghost-writing papers, applications or acceptance documents, or inventing peer review.",
    ],
    integrity,
  ),
  of(
    "RI05",
    "serious",
    ["弄虚作假获取项目、经费或奖励", "Projects, funds or awards by deceit"],
    [
      "以虚假材料或隐瞒事实获取项目、经费、补助、奖励或资格。",
      "Obtaining projects, funds, subsidies, awards or status with false documents or by hiding facts.",
    ],
    integrity,
  ),
  of(
    "RI06",
    "serious",
    ["请托、贿赂评审", "Undue influence on reviews"],
    [
      "以请托、贿赂或利益交换影响评审、验收、评价。",
      "Influencing reviews, acceptance or evaluation by favours or bribes.",
    ],
    integrity,
  ),
  of(
    "RI07",
    "general",
    ["违反科技伦理", "Breach of research ethics"],
    [
      "未经伦理审查或超出审查范围开展应当审查的活动。",
      "Work that needs ethical review done without it or beyond it.",
    ],
    integrity,
  ),
  of(
    "RI08",
    "general",
    ["违反署名、发表规范", "Improper authorship or publication"],
    [
      "无实质贡献署名、重复发表或不当引用。",
      "Authorship without contribution, duplicate publication, improper citation.",
    ],
    integrity,
  ),
  of(
    "MC01",
    "general",
    ["发布虚假设施、成果或服务信息", "False listings"],
    [
      "发布的设施、成果、专利状态或服务能力与事实严重不符。",
      "Listing facilities, results, patents or services that are materially untrue.",
    ],
    commerce,
  ),
  of(
    "MC02",
    "general",
    ["未授权专利标注授权专利号", "Ungranted patent shown as granted"],
    [
      "对未授权、已失效的申请使用“ZL”标记或称已授权。",
      "Using the ZL mark or calling an application granted when it is not, or no longer.",
    ],
    patent,
  ),
  of(
    "MC03",
    "general",
    ["政府资金购置设施超成本收费", "Charging above cost for publicly funded facilities"],
    [
      "以财政资金购置的设施对外收费高于公布的成本构成。",
      "Charging more than the published cost for facilities bought with government money.",
    ],
    sharing,
  ),
  of(
    "MC04",
    "general",
    ["无正当理由不履行技术合同", "Unjustified breach of a technology contract"],
    [
      "无正当理由拒绝履行、迟延履行技术合同，催告后仍不履行。",
      "Refusing or delaying performance of a technology contract without cause, also after a reminder.",
    ],
    contract,
  ),
  of(
    "MC05",
    "serious",
    ["侵犯知识产权", "Infringement of intellectual property"],
    [
      "经生效文书认定侵犯他人专利权、著作权、植物新品种权等。",
      "Infringement of patents, copyright, plant varieties and the like, found by a final ruling.",
    ],
    patent,
  ),
  of(
    "MC06",
    "serious",
    ["违反保密约定、侵犯商业秘密", "Breach of confidentiality"],
    [
      "泄露、擅自使用通过平台获知的需求、方案或商业秘密。",
      "Disclosing or using without leave demands, proposals or secrets learned through the platform.",
    ],
    contract,
  ),
  of(
    "MC07",
    "serious",
    ["串通报价、围标", "Collusive bidding"],
    [
      "与其他当事人串通报价、竞价，或以他人名义参与。",
      "Fixing proposals or bids with others, or taking part under another's name.",
    ],
    activities,
  ),
  of(
    "MC08",
    "serious",
    ["骗取创新券、补助资金", "Fraud on vouchers or subsidies"],
    [
      "虚构服务、重复开票、关联交易套取创新券或补助。",
      "Invented services, double invoices or related-party deals to draw vouchers or subsidies.",
    ],
    vouchers,
  ),
  of(
    "MC09",
    "general",
    ["无正当理由拒绝开放共享", "Refusing to share without cause"],
    [
      "对应当开放的设施无正当理由拒绝预约、拖延答复。",
      "Refusing or stalling bookings of facilities that have to be open.",
    ],
    sharing,
  ),
  of(
    "MC10",
    "general",
    ["虚假评价、恶意投诉", "False evaluations or complaints"],
    [
      "编造评价、交易，或捏造事实投诉他人。",
      "Inventing evaluations or deals, or accusing others on invented facts.",
    ],
    commerce,
  ),
  of(
    "MC11",
    "general",
    ["拒绝、阻碍调查", "Obstructing an investigation"],
    [
      "拒不配合调查，隐匿、毁弃证据，打击举报人。",
      "Refusing to cooperate, hiding or destroying evidence, or retaliating against complainants.",
    ],
    activities,
  ),
  of(
    "PU01",
    "minor",
    ["多次预约失约", "Repeated no-shows"],
    [
      "一年内多次预约后不到场且未取消。",
      "Repeatedly not turning up to bookings within a year without cancelling.",
    ],
    commerce,
  ),
  of(
    "PU02",
    "general",
    ["转让、倒卖机时", "Passing on or reselling booked time"],
    ["将预约的机时转让、转租给他人牟利。", "Passing on or renting out booked time for gain."],
    commerce,
  ),
  of(
    "PU03",
    "general",
    ["违规操作造成设备损坏", "Damage by improper operation"],
    [
      "无资格操作或违反规程造成设备损坏、安全事故。",
      "Damage or accidents by operating without qualification or against the rules.",
    ],
    sharing,
  ),
  of(
    "PU04",
    "minor",
    ["出借账号、冒用他人身份", "Lending accounts"],
    ["出借账号或以他人名义预约、签署。", "Lending an account, or booking or signing in another's name."],
    commerce,
  ),
  of(
    "PU05",
    "general",
    ["批量导入虚假数据", "Importing false data"],
    [
      "导入明知不实的设施、服务记录或统计数据。",
      "Importing facility, service or statistical data known to be untrue.",
    ],
    activities,
  ),
  of(
    "PU06",
    "general",
    ["逾期未完成整改", "Failure to rectify in time"],
    [
      "被责令整改后，期限届满仍未完成或未报告。",
      "Not rectifying, or not reporting it, within the time ordered.",
    ],
    activities,
  ),
  of(
    "PU07",
    "general",
    ["年度考核不达标", "Failing the yearly assessment"],
    [
      "年度评价考核排名末位或未达到规定比例。",
      "Ranking last in the yearly assessment or staying below a required share.",
    ],
    sharing,
  ),
];

function of(
  code: string,
  gravest: MisconductClass,
  name: Words,
  description: Words,
  basis: Words,
): OffenceRow {
  const category = categories[code.slice(0, 2)];
  if (!category) throw new Error(`offence ${code}: unknown category`);
  return {
    code,
    category,
    gravest,
    nameZh: name[0],
    nameEn: name[1],
    descriptionZh: description[0],
    descriptionEn: description[1],
    basisZh: basis[0],
    basisEn: basis[1],
  };
}
