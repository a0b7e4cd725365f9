import { fold } from "./normalise.ts";

/** Makers of instruments as they are written in Chinese and in Latin letters. */
export const brands: readonly (readonly string[])[] = [
  "蔡司|卡尔蔡司|ZEISS|Carl Zeiss", "日立|Hitachi", "赛默飞|赛默飞世尔|热电|Thermo Fisher|Thermo Scientific|Thermo", "泰思肯|TESCAN",
  "布鲁克|Bruker", "安捷伦|Agilent", "沃特世|Waters", "岛津|Shimadzu", "徕卡|莱卡|Leica", "尼康|Nikon", "理学|Rigaku",
  "帕纳科|PANalytical|Malvern Panalytical", "堀场|HORIBA", "雷尼绍|Renishaw", "碧迪|BD Biosciences|Becton Dickinson|BD",
  "贝克曼|贝克曼库尔特|Beckman Coulter|Beckman", "罗氏|Roche", "伯乐|Bio-Rad", "因美纳|Illumina", "耐驰|NETZSCH",
  "梅特勒|梅特勒托利多|Mettler Toledo|Mettler", "安东帕|Anton Paar", "美特斯|MTS", "马尔文|Malvern", "麦克|麦克默瑞提克|Micromeritics",
  "康塔|Quantachrome", "元素公司|Elementar", "辰华|CH Instruments", "新威|Neware", "蓝电|LANHE", "吉时利|Keithley", "是德|是德科技|Keysight",
  "罗德与施瓦茨|罗德施瓦茨|Rohde & Schwarz|R&S", "苏斯|SUSS|SUSS MicroTec", "伍拉姆|J.A. Woollam|Woollam", "思拓凡|Cytiva|GE Healthcare",
  "帝肯|Tecan", "泰克|Tektronix", "爱丁堡|爱丁堡仪器|Edinburgh Instruments", "佳司科|日本分光|JASCO", "爱发科|ULVAC|ULVAC-PHI", "西门子|Siemens",
  "联影|United Imaging", "相干|Coherent", "日本电子|捷欧路|电子株式会社|JEOL", "FEI", "珀金埃尔默|铂金埃尔默|PerkinElmer", "牛津仪器|Oxford Instruments",
  "奥林巴斯|Olympus", "英斯特朗|Instron", "昆腾|量子设计|Quantum Design", "克雷托斯|Kratos", "赛多利斯|Sartorius", "应用生物系统|Applied Biosystems|ABI",
  "美谷分子|Molecular Devices", "华大智造|MGI", "吉天|北京吉天", "普析|北京普析|Persee", "聚光科技|FPI", "禾信|禾信仪器", "东西分析|EWAI", "海光|海光仪器",
  "天美|Techcomp", "三思|SANS", "海克斯康|Hexagon", "阿美特克|AMETEK", "普发真空|Pfeiffer Vacuum",
  "爱德华|Edwards", "海德堡|Heidelberg Instruments", "雷泽|Raith", "默克|密理博|Merck|Millipore", "凯来|Qiagen|凯杰",
  "帕克|Park Systems", "维易科|Veeco", "基恩士|KEYENCE", "三丰|Mitutoyo", "泰勒霍普森|泰勒|Taylor Hobson", "美国TA|TA仪器|TA Instruments",
  "国仪量子|CIQTEK", "中科科仪|KYKY", "滨松|Hamamatsu", "普林斯顿|Princeton Instruments",
  "阿特拉斯|Atlas", "艾默生|Emerson", "霍尼韦尔|Honeywell", "发那科|FANUC", "库卡|KUKA", "安川|Yaskawa", "德玛吉|DMG MORI", "马扎克|Mazak",
  "依欧斯|EOS", "铂力特|BLT", "华曙高科|Farsoon", "先临三维|SHINING 3D", "斯特拉塔西|Stratasys", "大族激光|Han's Laser", "锐科|Raycus", "通快|TRUMPF",
  "埃赛力达|Excelitas", "海洋光学|海洋洞察|Ocean Insight|Ocean Optics", "万通|瑞士万通|Metrohm", "戴安|Dionex", "尼高力|Nicolet", "力可|LECO", "斯派克|SPECTRO",
  "爱博才思|SCIEX|AB SCIEX", "10x Genomics", "太平洋生物|PacBio", "牛津纳米孔|Oxford Nanopore",
].map((line) => line.split("|"));

const byName = new Map(brands.flatMap((names) => names.map((name) => [fold(name), names] as const)));

/** Other names of a maker. */
export function brandNames(maker: string): string[] {
  const folded = fold(maker).trim();
  return (byName.get(folded) ?? []).filter((name) => fold(name) !== folded);
}
