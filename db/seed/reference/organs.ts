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
