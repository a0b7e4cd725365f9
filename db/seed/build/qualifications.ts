import type { attachment } from "../../schema/catalog.ts";
import type { fileContent } from "../../schema/shared.ts";
import type {
  facilityQualification,
  qualification,
  qualificationTrust,
  qualificationType,
  trainingSeat,
  trainingSession,
} from "../../schema/qualification.ts";
import { facilities } from "../facilities/index.ts";
import { seedId } from "../ids.ts";
import { people } from "../people.ts";
import { type Calendar, zone } from "./calendar.ts";
import { documentOf } from "./document.ts";
import { organizationId, userId } from "./identity.ts";
import { listingId } from "./listings.ts";
import type { Fact } from "./trail.ts";

interface TypeSeed {
  key: string;
  org: string;
  name: readonly [zh: string, en: string];
  description: string;
  validDays: number | null;
  unusedDays: number | null;
  /** Keys of the facilities that ask for it. */
  facilities: readonly string[];
}

const firstOrder = 350_000;
const dayMs = 86_400_000;

const types: readonly TypeSeed[] = [
  {
    key: "sem",
    org: "qiantang",
    name: ["扫描电镜独立上机", "Independent use of scanning electron microscopes"],
    description: "两小时上机培训并通过操作考核：装样、抽真空、调焦消像散、关机交接。磁性样品须另行申请。",
    validDays: 730,
    unusedDays: 180,
    facilities: ["gemini360", "su8010"],
  },
  {
    key: "nmr",
    org: "qiantang",
    name: ["核磁共振自主测样", "Self-service NMR"],
    description: "强磁场安全与液氮液氦常识，换样、锁场、匀场和常规一维谱。佩戴心脏起搏器者不得进入。",
    validDays: 1095,
    unusedDays: null,
    facilities: ["nmr600-qt"],
  },
  {
    key: "laser",
    org: "qiantang",
    name: ["激光安全", "Laser safety"],
    description: "3B 类和 4 类激光的防护、联锁与应急，线上学习后现场考核。",
    validDays: null,
    unusedDays: null,
    facilities: ["labram"],
  },
  {
    key: "sem-dongqian",
    org: "dongqian",
    name: ["电子显微镜操作员", "Electron microscope operator"],
    description: "材料所电镜平台的操作员考核，含能谱。",
    validDays: 1095,
    unusedDays: null,
    facilities: [],
  },
];

const typeId = (key: string): string => seedId(`qualification type ${key}`, firstOrder);

interface HolderSeed {
  type: string;
  mailbox: string;
  /** Days since it was granted, and since it was last used. */
  ago: number;
  used?: number;
  /** Why it was taken away. */
  revoked?: string;
  /** Name of the file that it rests on. */
  file?: string;
}

const holders: readonly HolderSeed[] = [
  { type: "sem", mailbox: "sme", ago: 140, used: 20, file: "扫描电镜上机考核记录.pdf" },
  { type: "sem", mailbox: "researcher", ago: 400, used: 6, file: "扫描电镜上机考核记录.pdf" },
  { type: "sem", mailbox: "provider", ago: 715, used: 3 },
  { type: "sem", mailbox: "wujiang", ago: 300, used: 240 },
  { type: "sem", mailbox: "chaojian", ago: 800, used: 700 },
  { type: "sem", mailbox: "xinan", ago: 90, revoked: "未按规程关闭电子枪，须重新培训。" },
  { type: "sem-dongqian", mailbox: "bianshan", ago: 200, file: "电镜操作员证书.pdf" },
  { type: "sem-dongqian", mailbox: "yuanhu", ago: 60 },
  { type: "nmr", mailbox: "sme", ago: 500 },
  { type: "nmr", mailbox: "researcher", ago: 500 },
  { type: "laser", mailbox: "sme", ago: 350 },
  { type: "laser", mailbox: "researcher", ago: 350 },
];

/** Trainings around the day of loading; seats by mailbox. */
const sessions = [
  { key: "sem-past", type: "sem", offset: -7, minute: 540, place: "分析测试中心 1 号楼 108", seats: 6 },
  { key: "sem-next", type: "sem", offset: 6, minute: 840, place: "分析测试中心 1 号楼 108", seats: 6 },
  { key: "sem-later", type: "sem", offset: 20, minute: 540, place: "分析测试中心 1 号楼 108", seats: 4 },
  { key: "nmr-next", type: "nmr", offset: 9, minute: 570, place: "分析测试中心 2 号楼 B03", seats: 3 },
] as const;

const seats: readonly [session: (typeof sessions)[number]["key"], mailbox: string, attended: boolean][] = [
  ["sem-past", "sme", true],
  ["sem-past", "dachen", false],
  ["sem-next", "engineer", false],
  ["sem-next", "dachen", false],
  ["nmr-next", "shaoshang", false],
  ["nmr-next", "baiyun", false],
  ["nmr-next", "dachen", false],
];

const sessionId = (key: string): string => seedId(`training ${key}`, firstOrder);

function orgOf(mailbox: string): string {
  const person = people.find((candidate) => candidate.mailbox === mailbox);
  if (!person) throw new Error(`nobody has the mailbox ${mailbox}`);
  return person.org;
}

function typeSeed(key: string): TypeSeed {
  const found = types.find((type) => type.key === key);
  if (!found) throw new Error(`there is no qualification ${key}`);
  return found;
}

/** The demonstration market's qualifications: types, who asks for them, a trust, holders in every standing, trainings. */
export function qualificationRows(calendar: Calendar) {
  const planned = sessions.map((session) => sessionRow(session, calendar));
  const proofs = holders.flatMap((one, rank) => proofOf(one, rank, calendar));
  return {
    types: types.map((seed) => typeRow(seed, calendar)),
    required: types.flatMap(requiredRows),
    trusts: [
      {
        typeId: typeId("sem"),
        trustedId: typeId("sem-dongqian"),
        createdAt: calendar.at(-120, 600),
        createdBy: userId("provider"),
      },
    ] satisfies (typeof qualificationTrust.$inferInsert)[],
    held: holders.map((one, rank) => heldRow(one, rank, calendar)),
    sessions: planned,
    seats: seats.map(([key, mailbox, attended], rank) => seatRow(key, mailbox, attended, rank, calendar)),
    contents: proofs.map(({ content }) => content),
    attachments: proofs.map(({ file }) => file),
    facts: [
      ...types.map(
        ({ key, org }): Fact => ({
          at: calendar.at(-900, 600),
          by: issuerOf(org),
          entity: "qualification_type",
          entityId: typeId(key),
          transition: "define_type",
        }),
      ),
      ...proofs.map(({ fact }) => fact),
    ],
  };
}

function typeRow(
  { key, org, name: [nameZh, nameEn], description, validDays, unusedDays }: TypeSeed,
  calendar: Calendar,
): typeof qualificationType.$inferInsert {
  const createdAt = calendar.at(-900, 600);
  return {
    id: typeId(key),
    createdAt,
    organizationId: organizationId(org),
    nameZh,
    nameEn,
    description,
    validDays,
    unusedDays,
  };
}

const requiredRows = ({ key, facilities: asking }: TypeSeed): (typeof facilityQualification.$inferInsert)[] =>
  facilities
    .filter((seed) => asking.includes(seed.key))
    .map((seed) => ({ facilityId: listingId("facility", seed), typeId: typeId(key) }));

/** Who grants for an organisation. */
const issuerOf = (org: string): string => (org === "qiantang" ? "provider" : org);

const heldId = ({ type, mailbox }: HolderSeed, rank: number): string =>
  seedId(`qualification ${type} ${mailbox}`, firstOrder + rank);

/** The file that a qualification rests on, with its content and what the log says of it. */
function proofOf(
  one: HolderSeed,
  rank: number,
  calendar: Calendar,
): { content: typeof fileContent.$inferInsert; file: typeof attachment.$inferInsert; fact: Fact }[] {
  const { type, mailbox, ago, file: name } = one;
  if (name === undefined) return [];
  const { org, name: named } = typeSeed(type);
  const content = documentOf("Demonstration record of examination", named[1], `Holder: ${mailbox}`);
  const at = calendar.at(-ago, 10);
  const [entity, entityId] = ["qualification", heldId(one, rank)];
  const file = {
    id: seedId(`proof ${type} ${mailbox}`, firstOrder + rank),
    createdAt: at,
    ...{ ownerType: "qualification", ownerId: entityId, organizationId: organizationId(org) },
    ...{ role: "proof", visibility: "organization", uploadedBy: userId(issuerOf(org)), name },
    ...{ sha256: content.sha256, mediaType: content.mediaType, bytes: content.bytes },
  } satisfies typeof attachment.$inferInsert;
  const detail = { file: file.id, name };
  const fact = { at, by: issuerOf(org), entity, entityId, transition: "add_evidence", detail };
  return [{ content, file, fact }];
}

function heldRow(
  { type, mailbox, ago, used, revoked }: HolderSeed,
  rank: number,
  calendar: Calendar,
): typeof qualification.$inferInsert {
  const { validDays, org } = typeSeed(type);
  const grantedAt = calendar.at(-ago, 0);
  return {
    id: heldId({ type, mailbox, ago }, rank),
    createdAt: grantedAt,
    userId: userId(mailbox),
    typeId: typeId(type),
    grantedAt,
    grantedBy: userId(issuerOf(org)),
    expiresAt: validDays === null ? null : new Date(grantedAt.getTime() + validDays * dayMs),
    evidence: `考核记录 ${calendar.date(-ago).slice(0, 4)}-${String(118 + rank)}`,
    lastUsedAt: used === undefined ? null : calendar.at(-used, 840),
    revokedAt: revoked === undefined ? null : calendar.at(-10, 600),
    revokedReason: revoked ?? "",
  };
}

function sessionRow(
  { key, type, offset, minute, place, seats: most }: (typeof sessions)[number],
  calendar: Calendar,
): typeof trainingSession.$inferInsert {
  const held = offset < 0;
  const createdAt = calendar.at(offset - 25, 600);
  return {
    id: sessionId(key),
    createdAt,
    typeId: typeId(type),
    organizationId: organizationId(typeSeed(type).org),
    startsAt: calendar.at(offset, minute),
    endsAt: calendar.at(offset, minute + 120),
    timezone: zone,
    place,
    seats: most,
    note: "请穿平底鞋，自带一个待测样品。",
    state: held ? "held" : "planned",
    version: held ? 2 : 1,
    stateSince: held ? calendar.at(offset, minute + 130) : createdAt,
  };
}

const seatRow = (
  key: string,
  mailbox: string,
  attended: boolean,
  rank: number,
  calendar: Calendar,
): typeof trainingSeat.$inferInsert => ({
  id: seedId(`seat ${key} ${mailbox}`, firstOrder + rank),
  createdAt: calendar.at(-12, 600 + rank),
  sessionId: sessionId(key),
  userId: userId(mailbox),
  organizationId: organizationId(orgOf(mailbox)),
  state: key === "sem-past" ? (attended ? "attended" : "absent") : "booked",
});
