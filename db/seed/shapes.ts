import type {
  DemandWay,
  FundingSource,
  IpType,
  LegalStatus,
  ListingState,
  OrganizationKind,
  PriceForm,
  PriceUnit,
  Role,
  ServiceCategory,
  ServiceWay,
  smeSizes,
  TransferMode,
} from "../schema/vocabulary.ts";

/** Chinese, then English. */
export type Words = readonly [zh: string, en: string];

export interface OrganizationSeed {
  key: string;
  name: Words;
  kind: OrganizationKind;
  region: string;
  size?: (typeof smeSizes)[number];
  address: string;
  introduction: string;
  /** Founded with public money: agreement pricing needs a public notice. */
  publicInstitution?: boolean;
  territory?: string;
  /** WGS 84, about the street; where its instruments stand unless they say otherwise. */
  at?: readonly [latitude: number, longitude: number];
  /** Days before loading on which the regulator verified it; absent = still waiting. */
  verified?: number;
}

export interface PersonSeed {
  /** The part of the address before `@demo.test`. */
  mailbox: string;
  name: string;
  org: string;
  roles: readonly Role[];
  locale?: "zh-CN" | "en";
}

export interface ListingSeed {
  key: string;
  org: string;
  title: Words;
  summary: Words;
  /** Defaults to the organisation's seat. */
  region?: string;
  fields: readonly string[];
  keywords: readonly string[];
  /** Defaults to `published`. */
  state?: ListingState;
  /** Why it was returned or suspended. */
  reasons?: string;
  /** Days before loading on which it came into its state; chosen by its key when absent. */
  movedDays?: number;
}

/** Yuan per unit for internal, academic and enterprise users; null = not offered to them. */
export interface PriceSeed {
  item: string;
  unit: PriceUnit;
  yuan: readonly [internal: number | null, academic: number | null, enterprise: number | null];
}

export type HoursName = "office" | "officeSplit" | "extended" | "daily" | "always";
export type PolicyName = "selfUse" | "quick" | "assisted" | "chamber" | "fullDay" | "campaign";

export interface FacilitySeed extends ListingSeed {
  innerId: string;
  classCode: string;
  maker: string;
  model: string;
  nation: string;
  /** Purchase value in 10,000 yuan, as the trade counts. */
  worth: number;
  funds: readonly FundingSource[];
  commissionedOn: string;
  department: string;
  technical: string;
  functions: string;
  content: string;
  requirement: string;
  ways: readonly ServiceWay[];
  hours: HoursName;
  policy: PolicyName;
  units?: readonly string[];
  prices: readonly PriceSeed[];
  place: string;
  /** WGS 84, where it is elsewhere than its organisation. */
  at?: readonly [latitude: number, longitude: number];
  /** Machine hours of last year: all, and for outside users. */
  year?: readonly [all: number, shared: number];
  accreditation?: readonly string[];
}

export interface TechnologySeed extends ListingSeed {
  ip: IpType;
  /** Year and serial of the application; the check digit is computed. */
  application?: readonly [year: number, serial: number];
  /** The number of another register, as written: software, plant variety, circuit layout. */
  registration?: string;
  legal?: LegalStatus;
  ipc?: readonly string[];
  inventors: string;
  trl: number;
  modes: readonly TransferMode[];
  priceForm: PriceForm;
  /** 10,000 yuan; null = to be negotiated. */
  price: number | null;
  problem: string;
  advantage: string;
  proof: string;
  applications: string;
  wanted: string;
  insider?: boolean;
}

export interface ServiceSeed extends ListingSeed {
  category: ServiceCategory;
  turnaround: number;
  deliverable: string;
  method: string;
  sample: string;
  accreditation?: readonly string[];
  perMonth: number;
  prices: readonly PriceSeed[];
}

export interface DemandSeed extends ListingSeed {
  problem: string;
  keyTechnology: string;
  target: string;
  tried: string;
  /** 10,000 yuan; null = to be negotiated. */
  budget: readonly [from: number, to: number] | null;
  /** Days after loading. */
  dueIn: number;
  ways: readonly DemandWay[];
  industry: string;
  partner: string;
  confidential?: string;
}
