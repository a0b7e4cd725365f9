import type { noticeObjection } from "../../schema/catalog.ts";
import { seedId } from "../ids.ts";
import { technologies } from "../technologies/index.ts";
import { type Calendar, minutes } from "./calendar.ts";
import { authorOf, listingId, movedAt } from "./listings.ts";
import type { Fact } from "./trail.ts";

interface Objection {
  technology: string;
  name: string;
  contact: string;
  text: string;
  answer?: string;
}

/** One still open, one answered; objectors are invented organisations. */
const objections: Objection[] = [
  {
    technology: "aerogel-felt",
    name: "某保温材料企业（示范）",
    contact: "notice@insulation.example.org",
    text: "受让方有发明人持股，拟交易价格四百五十万元是否经过评估？请公开评估机构和方法，并说明集体决策的情况。",
  },
  {
    technology: "ceramic-separator",
    name: "某隔膜涂覆加工厂（示范）",
    contact: "notice@coating.example.org",
    text: "公示写明可以独占许可。我厂三年前参与过试涂，希望保留普通许可的机会，请说明是否已经排除。",
    answer:
      "经核实，贵厂与我校的试涂协议未约定优先权。许可方式尚在洽谈，普通许可未排除，欢迎在公示期内联系技术转移办公室。",
  },
];

function timesOf(index: number, { technology }: Objection, calendar: Calendar) {
  const seed = technologies.find(({ key }) => key === technology);
  if (seed === undefined) throw new Error(`No technology ${technology}`);
  const announced = movedAt(seed, calendar);
  const raised = new Date(announced.getTime() + minutes(1500 + index * 200));
  return { seed, raised, answered: new Date(raised.getTime() + minutes(1300)) };
}

export function objectionRows(calendar: Calendar): (typeof noticeObjection.$inferInsert)[] {
  return objections.map((objection, index) => {
    const { seed, raised, answered } = timesOf(index, objection, calendar);
    const { name, contact, text, answer } = objection;
    return {
      id: seedId(`objection ${seed.key}`, 310_000),
      createdAt: raised,
      listingId: listingId("technology", seed),
      name,
      contact,
      text,
      answeredAt: answer === undefined ? null : answered,
      answer: answer ?? null,
    };
  });
}

export function objectionFacts(calendar: Calendar): Fact[] {
  return objections.flatMap((objection, index): Fact[] => {
    const { seed, raised, answered } = timesOf(index, objection, calendar);
    const objectionId = seedId(`objection ${seed.key}`, 310_000);
    const about = { entity: "technology", entityId: listingId("technology", seed) };
    const object: Fact = {
      ...about,
      at: raised,
      by: "visitor",
      transition: "object",
      detail: { objectionId },
    };
    if (objection.answer === undefined) return [object];
    const by = authorOf("technology", seed);
    return [object, { ...about, at: answered, by, transition: "answer_objection", detail: { objectionId } }];
  });
}
