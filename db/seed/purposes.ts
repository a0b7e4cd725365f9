import type { FacilitySeed } from "./shapes.ts";

/** What bookers want, by the instrument's key, else by the first digits of its class; the longest match counts. */
const uses: Record<string, readonly string[]> = {
  "01": ["主成分与杂质确认", "新旧批次成分比对"],
  "0101": ["表面与断面形貌观察", "断口形貌与微区成分分析", "粒径统计", "截面元素面分布", "处理前后形貌对比"],
  "010101": ["晶格像与选区衍射", "界面层厚度与成分分析"],
  "010104": ["表面元素与价态分析", "剥离界面成分判断", "深度剖析"],
  "0102": ["有害元素与有机物筛查", "析出物定性", "残留杂质定量", "痕量成分复核"],
  "0103": ["物相鉴定与结晶度计算", "残余应力测定", "物相随温度的变化"],
  "0104": ["异物定性", "谱库比对", "批次一致性比对"],
  "0105": ["分子量与残留测定"],
  "0106": ["结构确认", "组成定量", "反应终点跟踪"],
  "0108": ["三维形貌与粗糙度测量", "微结构尺寸测量"],
  "0109": ["玻璃化温度与热失重测定", "热稳定性评价"],
  "0110": ["细胞表型检测", "蛋白纯化条件摸索"],
  "0112": ["冻干曲线摸索"],
  "02": ["力学性能对比"],
  "0201": ["拉伸与弯曲性能对比", "客户图纸要求的强度验证", "流变与粘度曲线"],
  "0204": ["振动与噪声摸底", "可靠性验证"],
  "03": ["首件全尺寸报告", "关键尺寸复测"],
  "030906": ["散射参数测量", "介电常数测量"],
  "04": ["正式送检前摸底", "整改后复测"],
  "11": ["内部气孔与裂纹检查", "装配间隙确认"],
  "12": ["工艺参数摸索", "小批量试制", "放大前的验证批"],
  "99": ["样机性能验证", "研发摸底试验"],
  saltspray: ["循环盐雾耐蚀评价", "涂层体系对比"],
  thermalshock: ["冷热冲击循环验证"],
  cycler: ["循环寿命与倍率测试", "低温放电测试"],
  safety: ["针刺与热箱验证", "过充安全验证"],
  windtunnel: ["风荷载测量", "绕流与尾迹显示"],
  waveflume: ["系泊受力试验", "波浪作用下的运动响应"],
  seacoupon: ["实海挂片季度检查"],
  cryovalve: ["低温密封与循环寿命试验"],
  mts370: ["疲劳寿命摸底", "裂纹扩展速率测定"],
  shaker: ["随机振动耐久验证", "温度振动综合试验"],
  martindale: ["耐磨与起球对比", "透湿与拒水评价"],
  halfanechoic: ["整机噪声与阶次分析"],
  probestation: ["漏电与阈值批量测试"],
};

/** What each company brings; everybody else brings samples of a project. */
const objects: Record<string, readonly string[]> = {
  yanchi: ["柔性传感器样片", "气敏芯片", "传感器浆料"],
  chaojian: ["模具镶件", "连接器端子"],
  sanjiaofan: ["阀座密封环", "阀杆", "堆焊试块"],
  shaoshang: ["竹纤维杯坯", "育苗盘样品"],
  baiyun: ["香菇干品", "茶机焊接件"],
  xiuhu: ["硅胶厨具", "日用塑料件"],
  fushi: ["氟碳涂层样板", "粘结剂乳液"],
  heming: ["篷盖布", "再生涤纶纱"],
  dachen: ["水泵叶轮", "电子水泵样机"],
  wujiang: ["打印试块", "回收粉末"],
  bianshan: ["电芯极片", "软包电芯"],
  meishan: ["车载控制器", "内饰材料"],
};

/** The disciplines in which an organisation books; institutions that are not named book in all. */
const interests: Record<string, readonly string[]> = {
  yanchi: ["140", "430", "510", "520"],
  chaojian: ["450", "460"],
  sanjiaofan: ["450", "460", "470"],
  shaoshang: ["220", "540", "550"],
  baiyun: ["210", "460", "470", "550"],
  xiuhu: ["535", "540", "550"],
  fushi: ["480", "530"],
  heming: ["540"],
  dachen: ["460", "470", "580"],
  wujiang: ["450", "460"],
  bianshan: ["480", "620"],
  meishan: ["510", "580"],
  fuchun: ["430", "450", "460"],
  daiqu: ["130", "240", "430", "570"],
  yuanhu: ["140", "510"],
  xinan: ["150", "430", "530"],
  lingjiang: ["180", "350", "530"],
  jianhu: ["150", "540", "610"],
  ouyue: ["430", "460", "470", "510"],
};

const chemists = ["dongqian", "qiantang", "xinan"];

/** Who books lines that are too special for a common discipline to say enough. */
const insiders: Record<string, readonly string[]> = {
  ferment500: chemists,
  hydro100: chemists,
  freezedryer: chemists,
  spraydryer: chemists,
  dryingline: ["qiantang", "lingjiang", "dongqian"],
  coater: ["fushi", "qiantang", "xinan", "fuchun"],
  cycler: ["fushi", "qiantang", "xinan", "meishan"],
};

/** Whether people of `org` would book `facility`. */
export function wouldBook(org: string, { key, fields }: FacilitySeed): boolean {
  const only = insiders[key];
  if (only) return only.includes(org);
  const wanted = interests[org];
  return wanted === undefined || fields.some((field) => wanted.includes(field));
}

/** What somebody of `org` may write as the purpose of a booking. */
export function purposesFor({ key, classCode }: FacilitySeed, org: string): string[] {
  const found =
    uses[key] ?? uses[classCode] ?? uses[classCode.slice(0, 4)] ?? uses[classCode.slice(0, 2)] ?? [];
  return (objects[org] ?? ["课题样品"]).flatMap((object) => found.map((use) => `${object}：${use}`));
}

export const projects = [
  "企业自筹研发项目",
  "新产品试制",
  "客户来样验证",
  "市级科技计划项目（示范）",
  "质量改进专题",
  "",
];

export const praise = [
  "老师讲解细致，数据当天拿到。",
  "预约方便，机器状态好。",
  "报告写得清楚，我们直接用在客户答复里了。",
  "样品多，老师帮着排了顺序，省了一个小时。",
  "按时开始按时结束。",
];

export const lukewarm = [
  "前一位用户超时，晚开始了二十分钟。",
  "停车不方便，其余都好。",
  "希望周末也能开放。",
];

export const cancelReasons = [
  "样品未按期做出，改期再约。",
  "客户推迟了项目。",
  "送样途中破损，需要重做。",
  "人员出差冲突。",
];

export const rejectReasons = [
  "样品含挥发性溶剂，本机真空系统不能接受，请先干燥处理。",
  "该时段已安排年度校准。",
];
