import { fields } from "#db/seed/reference/fields.ts";
import { regions } from "#db/seed/reference/regions.ts";
import { fundingSources, type ListingKind } from "#db/schema/vocabulary.ts";
import type { SearchDoc } from "#search/engine.ts";
import { brands } from "#search/language/brands.ts";
import { ipcPrefixes } from "#search/language/codes.ts";
import type { Lexicon } from "#search/language/lexicon.ts";
import { priorOfKind } from "#search/language/stop.ts";
import { instruments } from "#search/language/thesaurus/instruments.ts";
import { topics } from "#search/language/thesaurus/topics.ts";
import { searchableText } from "#search/text.ts";
import { randomOf, zipf } from "./random.ts";

const groupsOf = (lines: string): string[][] =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.split("|"));

const latin = /^[\x20-\x7e]+$/;
const chinese = (names: readonly string[]): string[] => names.filter((name) => !latin.test(name));
const english = (names: readonly string[]): string => names.find((name) => latin.test(name)) ?? "";

/** The words of the trade that both the documents and the queries are made of, the commonest first. */
export const tradeWords = { instruments: groupsOf(instruments), topics: groupsOf(topics) };

const districts = regions.filter(({ code }) => !code.endsWith("00"));
const cityNames = new Map(
  regions
    .filter(({ code }) => code.endsWith("00"))
    .map(({ code, nameZh }) => [code.slice(0, 4), nameZh.replace("市", "")]),
);
const ownerKinds = [
  "大学",
  "科技有限公司",
  "研究院",
  "检测中心",
  "新材料有限公司",
  "职业技术学院",
  "仪器有限公司",
];
const ownerCount = 700;
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const prose = [
  "面向企业和高校开放，样品随到随测，三个工作日内出具数据。",
  "设备运行稳定，配有专职技术人员，可提供方法开发与数据解析。",
  "已在多家企业完成验证，性能指标优于同类产品，具备产业化条件。",
  "需提前预约并填写样品信息，易燃易爆及强腐蚀性样品不予接收。",
  "拟以许可或作价入股方式转化，寻求有中试能力的合作方。",
  "可在夜间和周末自主上机，首次使用须通过培训和考核。",
];

/**
 * Documents of a market with as many listings, for the product's own index: the same ones for the same count and seed. Words, makers and owners are
 * drawn so that a few are in a tenth of all documents and most in a handful, as in a real catalogue.
 */
export function* marketDocuments(count: number, lexicon: Lexicon, seed = 1): Generator<SearchDoc> {
  const random = randomOf(seed);
  const draw = drawing(random);
  for (let i = 0; i < count; i++) {
    const kind = kindOf(random());
    const owner = draw.owner();
    const ipc =
      kind === "technology"
        ? [
            `H0${1 + Math.floor(random() * 5)}M${1 + Math.floor(random() * 60)}/${10 + Math.floor(random() * 80)}`,
          ]
        : [];
    yield {
      ...searchableText({ kind, ...wordsOf(kind, draw, random), ipc, ...owner.names }, lexicon),
      id: idOf(i),
      version: 1,
      boost: priorOfKind[kind] ?? 0.5,
      kind,
      province: owner.region.slice(0, 2),
      city: owner.region.slice(0, 4),
      region: owner.region,
      field: [...new Set([draw.field(), draw.field()])],
      org: owner.id,
      funding: kind === "facility" ? [draw.funding()] : [],
      trl: kind === "technology" ? 1 + Math.floor(random() * 9) : null,
      ipc: ipc.flatMap(ipcPrefixes),
      price: random() < 0.15 ? null : Math.round(random() ** 3 * 1_000_000),
      createdAt: 1_700_000_000 + Math.floor(random() * 60_000_000),
      visible: random() > 0.01,
      place: null,
    };
  }
}

type Draw = ReturnType<typeof drawing>;

function drawing(random: () => number) {
  const owners = Array.from({ length: ownerCount }, (_, i) => ownerOf(i, random));
  return {
    instrument: zipf(tradeWords.instruments, random),
    topic: zipf(tradeWords.topics, random),
    brand: zipf(brands, random),
    owner: zipf(owners, random),
    field: zipf(
      fields.map(({ code }) => code),
      random,
    ),
    funding: zipf(fundingSources, random),
    prose: zipf(prose, random),
  };
}

function ownerOf(i: number, random: () => number) {
  const place = districts[Math.floor(random() * districts.length)] ?? {
    code: "330106",
    nameZh: "西湖区",
    nameEn: "Xihu",
  };
  const kind = ownerKinds[i % ownerKinds.length] ?? "";
  const stem = `${place.nameZh.slice(0, -1)}${["之江", "钱潮", "甬越", "瓯海", "天目", "会稽", "南湖"][i % 7] ?? ""}`;
  const names = {
    ownerZh: `${stem}${kind}`,
    ownerEn: `${place.nameEn} Institute ${i}`,
    places: ["浙江", cityNames.get(place.code.slice(0, 4)) ?? "", place.nameZh],
  };
  return { id: idOf(1_000_000 + i), region: place.code, names };
}

function kindOf(share: number): ListingKind {
  if (share < 0.5) return "facility";
  if (share < 0.8) return "technology";
  return share < 0.92 ? "service" : "demand";
}

function wordsOf(kind: ListingKind, draw: Draw, random: () => number) {
  const [instrument, other, topic, second] = [
    draw.instrument(),
    draw.instrument(),
    draw.topic(),
    draw.topic(),
  ];
  const brand = draw.brand();
  const model = modelOf(random);
  const nameOf = (names: readonly string[]) =>
    chinese(names)[Math.floor(random() ** 2 * chinese(names).length)] ?? names[0] ?? "";
  const body = [
    `主要用于${nameOf(topic)}、${nameOf(second)}的研究与检测，可与${english(other) || nameOf(other)}联用。`,
    draw.prose(),
    draw.prose(),
  ];
  const keywords = [nameOf(topic), english(instrument), nameOf(second)].filter(Boolean);
  if (kind === "facility")
    return {
      titleZh: random() < 0.4 ? `${brand[0] ?? ""} ${model} ${nameOf(instrument)}` : nameOf(instrument),
      titleEn: `${brand.at(-1) ?? ""} ${model} ${english(instrument)}`,
      maker: brand[0] ?? "",
      model,
      keywords,
      body,
    };
  const titles = {
    technology: `一种${nameOf(topic)}的制备方法`,
    service: `${nameOf(instrument)}测试服务`,
    demand: `寻求${nameOf(topic)}解决方案`,
  };
  const numbers =
    kind === "technology"
      ? [`20${10 + Math.floor(random() * 15)}1${String(Math.floor(random() * 1e7)).padStart(7, "0")}`]
      : [];
  return { titleZh: titles[kind], titleEn: `${english(topic)} ${kind}`, keywords, numbers, body };
}

function modelOf(random: () => number): string {
  const letter = () => letters.charAt(Math.floor(random() * letters.length));
  return `${letter()}${letter()}${random() < 0.5 ? letter() : ""}-${100 * (1 + Math.floor(random() * 90)) + Math.floor(random() * 10)}${random() < 0.5 ? letter() : ""}`;
}

const idOf = (i: number): string => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
