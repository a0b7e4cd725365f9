/**
 * Which classes of the International Patent Classification serve which trade, by words that demands use of themselves. Ours,
 * from the titles of the classes (WIPO IPC 2024.01); only classes that are narrow enough to say something.
 */
export interface TradeClass {
  /** Beginnings of IPC symbols, folded. */
  ipc: readonly string[];
  /** Folded words of demands of this trade. */
  words: readonly string[];
  name: { zh: string; en: string };
}

const trade = (zh: string, en: string, ipc: string, words: string): TradeClass => ({
  ipc: ipc.split(" "),
  words: words.split(" "),
  name: { zh, en },
});

export const tradeClasses: readonly TradeClass[] = [
  trade("电池", "batteries", "h01m", "电池 锂电 储能 电芯 隔膜 电解质 battery"),
  trade(
    "半导体与芯片",
    "semiconductors",
    "h01l h10 g03f",
    "芯片 半导体 晶圆 集成电路 光刻 氮化镓 chip semiconductor",
  ),
  trade("光伏", "photovoltaics", "h02s h01l31 h10f", "光伏 太阳能 组件 photovoltaic solar"),
  trade(
    "塑料与橡胶",
    "plastics and rubber",
    "c08 b29",
    "塑料 橡胶 聚氯乙烯 pvc 树脂 注塑 挤出 硅胶 高分子 plastic rubber",
  ),
  trade(
    "涂料与粘结",
    "coatings and adhesives",
    "c09d c09j b05",
    "涂料 涂层 粘结 胶粘 防腐 喷涂 coating adhesive",
  ),
  trade(
    "纺织染整",
    "textiles and dyeing",
    "d01 d02 d03 d04 d06",
    "纺织 印染 染色 织物 面料 针织 经编 textile dyeing fabric",
  ),
  trade("造纸与竹木", "paper, wood and bamboo", "b27 d21", "竹 木材 造纸 竹纤维 wood bamboo paper"),
  trade("冶金与合金", "metallurgy", "c21 c22 b22", "合金 钢 铸造 粉末 铝 冶金 alloy casting steel"),
  trade("表面处理", "surface treatment", "c23 c25", "电镀 熔覆 镀层 氧化 表面 plating"),
  trade(
    "机械加工与焊接",
    "machining and welding",
    "b23 b24",
    "焊接 切削 磨削 加工中心 激光切割 welding machining",
  ),
  trade("泵阀", "pumps and valves", "f04 f16k", "泵 阀 阀门 叶轮 密封 pump valve"),
  trade("轴承齿轮与传动", "bearings and gears", "f16c f16h", "轴承 齿轮 减速器 传动 bearing gear"),
  trade("制冷与热泵", "refrigeration", "f25 f24 f26", "制冷 热泵 空调 干燥 烘干 refrigeration drying"),
  trade("水处理", "water treatment", "c02f", "废水 污水 水处理 污泥 水质 净水 wastewater sewage"),
  trade("废气治理", "gas cleaning", "b01d53 b01j20", "废气 voc 尾气 烟气 脱硫 脱硝 exhaust"),
  trade(
    "化工过程",
    "chemical processes",
    "b01j c07 b01d",
    "催化 合成 中间体 精馏 硝化 加氢 反应 catalyst synthesis",
  ),
  trade("医药", "pharmaceuticals", "a61k a61p c07k", "药 制剂 多肽 原料药 中药 pharmaceutical drug"),
  trade("医疗器械", "medical devices", "a61b a61f a61l a61m", "医疗 植入 敷料 导管 止血 medical implant"),
  trade("生物与发酵", "biotechnology", "c12", "发酵 酶 菌 细胞 基因 益生菌 fermentation enzyme"),
  trade("食品", "food", "a23", "食品 饮料 果胶 茶 保健 food"),
  trade("种植与养殖", "agriculture", "a01", "种植 养殖 水稻 食用菌 水产 网箱 饲料 crop aquaculture"),
  trade("测量与检测", "measuring", "g01", "传感器 检测 监测 计量 测量 sensor measuring"),
  trade("光学", "optics", "g02", "光学 镜头 激光 增透 显示 optical lens"),
  trade(
    "图像与人工智能",
    "image processing and AI",
    "g06t g06v g06n",
    "视觉 图像 识别 深度学习 机器视觉 vision recognition",
  ),
  trade("软件与数据", "software and data", "g06f g06q", "软件 数字孪生 数据库 算法 software"),
  trade("通信", "communication", "h04", "通信 5g 天线 水声 毫米波 communication antenna"),
  trade(
    "电机与电力",
    "electrical machines and power",
    "h02",
    "电机 逆变器 变压器 配电 开关柜 motor inverter",
  ),
  trade("磁性元件", "magnetics", "h01f", "磁芯 软磁 永磁 电感 magnetic"),
  trade("汽车", "vehicles", "b60 b62d", "汽车 整车 车载 新能源车 vehicle automotive"),
  trade("船舶与海工", "ships and marine works", "b63 e02b", "船 海洋 海工 系泊 防污 ship marine"),
  trade("建筑与建材", "building", "e04 c04", "建筑 建材 混凝土 水泥 外墙 陶瓷 building concrete ceramic"),
  trade(
    "模具与增材制造",
    "moulds and additive manufacturing",
    "b33y b29c64 b22f10",
    "模具 3d打印 增材 打印 mould printing",
  ),
];
