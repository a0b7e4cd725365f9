/** Who numbers cases where: the province and its cities; districts that have an office of their own. */
export const organs = [
  organ("33", "浙江省科技资源监管办公室", "Zhejiang Research Resources Oversight Office", "浙科信"),
  organ("3301", "杭州市科技资源监管办公室", "Hangzhou Research Resources Oversight Office", "杭科信"),
  organ(
    "330106",
    "杭州市西湖区科技资源监管办公室",
    "Xihu District Research Resources Oversight Office",
    "西科信",
  ),
  organ("3302", "宁波市科技资源监管办公室", "Ningbo Research Resources Oversight Office", "甬科信"),
  organ("3303", "温州市科技资源监管办公室", "Wenzhou Research Resources Oversight Office", "温科信"),
  organ("3304", "嘉兴市科技资源监管办公室", "Jiaxing Research Resources Oversight Office", "嘉科信"),
  organ("3305", "湖州市科技资源监管办公室", "Huzhou Research Resources Oversight Office", "湖科信"),
  organ("3306", "绍兴市科技资源监管办公室", "Shaoxing Research Resources Oversight Office", "绍科信"),
  organ("3307", "金华市科技资源监管办公室", "Jinhua Research Resources Oversight Office", "金科信"),
  organ("3308", "衢州市科技资源监管办公室", "Quzhou Research Resources Oversight Office", "衢科信"),
  organ("3309", "舟山市科技资源监管办公室", "Zhoushan Research Resources Oversight Office", "舟科信"),
  organ("3310", "台州市科技资源监管办公室", "Taizhou Research Resources Oversight Office", "台科信"),
  organ("3311", "丽水市科技资源监管办公室", "Lishui Research Resources Oversight Office", "丽科信"),
];

function organ(regionPrefix: string, nameZh: string, nameEn: string, abbreviation: string) {
  return { regionPrefix, nameZh, nameEn, abbreviation };
}

/** Seat of each authority, its government and its court, as the demonstration market has them; an operator enters the real ones. */
const seats: Record<
  string,
  readonly [seat: string, seatEn: string, telephone: string, court: string, courtEn: string]
> = {
  "33": [
    "杭州市西湖区环城西路33号",
    "33 Huancheng West Road, Xihu, Hangzhou",
    "0571-85120033",
    "杭州市西湖区",
    "Xihu District, Hangzhou",
  ],
  "3301": [
    "杭州市上城区解放东路18号",
    "18 Jiefang East Road, Shangcheng, Hangzhou",
    "0571-85253301",
    "杭州市上城区",
    "Shangcheng District, Hangzhou",
  ],
  "330106": [
    "杭州市西湖区文三路6号",
    "6 Wensan Road, Xihu, Hangzhou",
    "0571-87930106",
    "杭州市西湖区",
    "Xihu District, Hangzhou",
  ],
  "3302": [
    "宁波市鄞州区和济街95号",
    "95 Heji Street, Yinzhou, Ningbo",
    "0574-89183302",
    "宁波市鄞州区",
    "Yinzhou District, Ningbo",
  ],
  "3303": [
    "温州市鹿城区市府路500号",
    "500 Shifu Road, Lucheng, Wenzhou",
    "0577-88963303",
    "温州市鹿城区",
    "Lucheng District, Wenzhou",
  ],
  "3304": [
    "嘉兴市南湖区广场路1号",
    "1 Guangchang Road, Nanhu, Jiaxing",
    "0573-82523304",
    "嘉兴市南湖区",
    "Nanhu District, Jiaxing",
  ],
  "3305": [
    "湖州市吴兴区仁皇山路666号",
    "666 Renhuangshan Road, Wuxing, Huzhou",
    "0572-22213305",
    "湖州市吴兴区",
    "Wuxing District, Huzhou",
  ],
  "3306": [
    "绍兴市越城区洋江西路589号",
    "589 Yangjiang West Road, Yuecheng, Shaoxing",
    "0575-85133306",
    "绍兴市越城区",
    "Yuecheng District, Shaoxing",
  ],
  "3307": [
    "金华市婺城区双龙南街801号",
    "801 Shuanglong South Street, Wucheng, Jinhua",
    "0579-82463307",
    "金华市婺城区",
    "Wucheng District, Jinhua",
  ],
  "3308": [
    "衢州市柯城区三江东路28号",
    "28 Sanjiang East Road, Kecheng, Quzhou",
    "0570-30233308",
    "衢州市柯城区",
    "Kecheng District, Quzhou",
  ],
  "3309": [
    "舟山市定海区海天大道681号",
    "681 Haitian Avenue, Dinghai, Zhoushan",
    "0580-22803309",
    "舟山市定海区",
    "Dinghai District, Zhoushan",
  ],
  "3310": [
    "台州市椒江区白云山南路233号",
    "233 Baiyunshan South Road, Jiaojiang, Taizhou",
    "0576-88513310",
    "台州市椒江区",
    "Jiaojiang District, Taizhou",
  ],
  "3311": [
    "丽水市莲都区花园路1号",
    "1 Huayuan Road, Liandu, Lishui",
    "0578-20913311",
    "丽水市莲都区",
    "Liandu District, Lishui",
  ],
};

/** What papers say of each authority since the reconsideration law of 2023 came into force. */
export const authorityRecords = organs.map(({ regionPrefix, nameZh, nameEn }) => {
  const [seat, seatEn, telephone, court, courtEn] = seats[regionPrefix] ?? [];
  if (!seat || !seatEn || !telephone || !court || !courtEn) throw new Error(`no seat for ${nameZh}`);
  const place = nameZh.replace("科技资源监管办公室", "");
  const placeEn = nameEn.replace(" Research Resources Oversight Office", "");
  return {
    regionPrefix,
    validFrom: "2024-01-01",
    sealZh: nameZh,
    addressZh: seat,
    addressEn: seatEn,
    telephone,
    reconsiderationZh: `${place}人民政府`,
    reconsiderationEn: `the People's Government of ${placeEn}${levelOf(regionPrefix)}`,
    reconsiderationAddressZh: `${seat}行政复议接待室`,
    reconsiderationAddressEn: `Reconsideration Office, ${seatEn}`,
    courtZh: `${court}人民法院`,
    courtEn: `the People's Court of ${courtEn}`,
  };
});

/** What the English name of a place lacks to name its government. */
function levelOf(regionPrefix: string): string {
  if (regionPrefix.length === 2) return " Province";
  return regionPrefix.length === 4 ? " City" : "";
}
