/** Phrases that ask but do not describe; longest first when matched. Folded text. */
export const stopPhrases: readonly string[] = [
  "请问",
  "有没有",
  "哪里可以",
  "哪里有",
  "哪里",
  "在哪",
  "哪家",
  "哪些",
  "哪个",
  "怎么样",
  "怎么",
  "如何",
  "什么样",
  "什么",
  "可不可以",
  "能不能",
  "可以",
  "能够",
  "想要",
  "想找",
  "想",
  "我要",
  "我们",
  "需要",
  "急需",
  "寻找",
  "寻求",
  "求助",
  "帮我",
  "帮忙",
  "一下",
  "一个",
  "一台",
  "一种",
  "做一个",
  "用于",
  "关于",
  "进行",
  "以及",
  "或者",
  "谁有",
  "谁能",
  "有人",
  "附近",
  "最近",
  "最好",
  "比较",
  "相关",
  "方面",
  "使用",
  "合作",
  "提供",
  "的",
  "了",
  "吗",
  "呢",
  "吧",
  "和",
  "与",
  "及",
  "或",
  "在",
  "用",
  "做",
  "找",
  "测",
  "请",
  "能",
  "会",
  "要",
  "有",
  "对",
  "把",
  "里",
  "中",
  "上",
  "是",
  "为",
  "被",
  "给",
  "以",
  "从",
  "到",
  "我",
  "你",
  "它",
];

const stopSet = new Set(stopPhrases);

/** English words that ask but do not describe. */
const englishStop = new Set(
  (
    "a an and any are at be by can could do does find for from get have help how i in is it looking me my need of on or our please " +
    "provide provides search should some someone that the there this to want we what where which who with would you your about using use " +
    "near nearby available"
  ).split(" "),
);

export const isStopWord = (word: string): boolean => stopSet.has(word) || englishStop.has(word);

/** Words that say what kind of thing is looked for: the listing kind, and whether its absence counts against others. */
const kindWords: readonly [kind: string, words: readonly string[]][] = [
  [
    "technology",
    [
      "专利",
      "发明专利",
      "实用新型",
      "成果",
      "科技成果",
      "技术转让",
      "专利转让",
      "patent",
      "patents",
      "licence",
      "license",
    ],
  ],
  ["service", ["检测服务", "测试服务", "代测", "送检", "委托测试", "服务", "外包", "service", "services"]],
  ["demand", ["需求", "求购", "难题", "攻关", "技术需求", "demand", "demands"]],
  ["facility", ["机时", "预约"]],
  [
    "",
    [
      "检测",
      "测试",
      "测定",
      "测量",
      "分析",
      "仪器",
      "设备",
      "仪器设备",
      "平台",
      "专家",
      "团队",
      "技术",
      "testing",
      "test",
      "analysis",
      "instrument",
      "equipment",
      "facility",
      "expert",
      "platform",
    ],
  ],
];

const kindByWord = new Map(
  kindWords.flatMap(([kind, words]) => words.map((word): [string, string] => [word, kind])),
);

/** The listing kind that a word of the query names; empty for one that says nothing of the kind but little else. */
export const kindNamedBy = (word: string): string | undefined => kindByWord.get(word);

/** Words that a listing of a kind is also found by. */
export const wordsOfKind: Record<string, readonly string[]> = {
  facility: ["仪器", "设备", "instrument", "equipment"],
  technology: ["技术", "成果", "technology"],
  service: ["服务", "检测", "测试", "service"],
  demand: ["需求", "求购", "难题", "demand"],
};

/** How likely each kind is what people look for who do not say, 0–1. */
export const priorOfKind: Record<string, number> = { facility: 1, technology: 1, service: 0.6, demand: 0.2 };
