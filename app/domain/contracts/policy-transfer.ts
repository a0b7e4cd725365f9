import type { RoyaltyTurn } from "#db/schema/vocabulary.ts";
import { blocker, type Finding, hint, warning, when } from "./finding.ts";
import { type Rights, rightsOf } from "./rights.ts";
import { periodsOf } from "./royalties/policy.ts";
import { mostPeriods } from "./royalties/terms.ts";
import type { Terms } from "./terms.ts";

const interpretation = (article: number) => `technology_contracts:${article}`;

/** What there is to say about an assignment or a licence beside what is said of every contract. */
export function ofTransfer(terms: Terms, today: string): Finding[] {
  const rights = rightsOf(terms);
  return [
    ...ofRight(rights, terms.kind === "licence", today),
    ...(terms.kind === "licence" ? ofScope(rights, today) : []),
    ...when(rights.manner === "" && terms.kind === "licence", warning("scope", "no_manner", "864")),
    ...ofMaterial(rights),
    ...ofFee(rights, terms.milestones.length),
    ...when(rights.encumbrances === "", warning("warranty", "no_encumbrances", "870")),
    ...ofRecord(rights, terms.kind === "licence"),
    ...when(rights.improvements === "each_its_own", hint("improvements", "improvements_default", "875")),
    ...when(rights.improvements === "licensed_back", warning("improvements", "licensed_back", "850")),
  ];
}

/** Art. 845: a patent is named with its holder, number, day and term. */
function ofRight(rights: Rights, licence: boolean, today: string): Finding[] {
  const registered = rights.object === "patent" || rights.object === "patent_application";
  return [
    ...when(rights.name === "", blocker("right", "no_right_name")),
    ...when(registered && rights.holder === "", blocker("right", "no_right_holder")),
    ...when(registered && rights.number === "", blocker("right", "no_right_number")),
    ...when(registered && rights.filedOn === "", blocker("right", "no_right_filed")),
    ...when(rights.object === "patent" && rights.expiresOn === "", blocker("right", "no_right_expiry")),
    ...when(rights.expiresOn !== "" && rights.expiresOn < today, blocker("right", "right_expired", "865")),
    ...when(
      rights.object === "patent_application",
      licence
        ? hint("right", "application_licensed", interpretation(29))
        : warning("right", "application_may_fail", interpretation(23)),
    ),
    ...when(rights.object === "other_right", hint("right", "other_right", "876")),
  ];
}

function ofScope(rights: Rights, today: string): Finding[] {
  const { termMonths, expiresOn } = rights;
  return [
    ...when(rights.territory === "", blocker("scope", "no_territory", "864")),
    ...when(termMonths === null, hint("scope", "no_term", interpretation(28))),
    ...when(
      termMonths !== null && expiresOn !== "" && monthsAfter(today, termMonths) > expiresOn,
      warning("scope", "term_beyond_right", "865"),
    ),
    ...when(rights.licence === "ordinary", hint("scope", "licence_ordinary", interpretation(25))),
    ...when(rights.licence === "sole", hint("scope", "licence_sole", interpretation(25))),
    ...when(rights.licence === "exclusive", hint("scope", "licence_exclusive", interpretation(25))),
    ...when(rights.sublicence === "none", hint("scope", "no_sublicence", "867")),
  ];
}

/** The day so many months after `from`, both as `YYYY-MM-DD`. */
function monthsAfter(from: string, months: number): string {
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}

const ofMaterial = (rights: Rights): Finding[] => [
  ...when(
    rights.material === "",
    blocker("material", "no_material", rights.object === "know_how" ? "868" : "866"),
  ),
  ...when(rights.guidance === "", hint("material", "no_guidance", "866")),
];

/** Art. 846: how the fee is paid; a royalty with what it is reckoned on and how the books are looked into. */
function ofFee(rights: Rights, milestones: number): Finding[] {
  return [
    ...(rights.fee === "entry_fee_royalty" ? ofRoyalty(rights) : []),
    ...when(rights.fee === "instalments" && milestones < 2, warning("money", "one_instalment", "846")),
  ];
}

function ofRoyalty(rights: Rights): Finding[] {
  const { royaltyBasis, royaltyRate, royaltyPerUnit, royaltyTurn } = rights;
  const reckoned = royaltyBasis !== null && (royaltyRate !== null || royaltyPerUnit !== null);
  const twice = royaltyPerUnit !== null && (royaltyRate !== null || royaltyBasis !== "units");
  return [
    ...when(!reckoned, blocker("money", "no_royalty", "846")),
    ...when(reckoned && twice, blocker("money", "royalty_per_unit", "846")),
    ...when(royaltyTurn === null && rights.accounts === "", warning("money", "no_accounts", "846")),
    ...(royaltyTurn === null
      ? [hint("money", "royalty_outside", "846")]
      : [hint("money", "royalty_inside", "846"), ...ofPeriods(rights, royaltyTurn)]),
  ];
}

function ofPeriods(rights: Rights, turn: RoyaltyTurn): Finding[] {
  const { royaltyFrom, royaltyUntil, royaltyLeast, royaltyMost, expiresOn } = rights;
  const said = royaltyFrom !== "" && royaltyUntil !== "";
  const periods = said ? periodsOf(turn, royaltyFrom, royaltyUntil).length : 1;
  return [
    ...when(!said, blocker("money", "no_royalty_days", "846")),
    ...when(periods === 0, blocker("money", "royalty_days_order", "846")),
    ...when(periods > mostPeriods, blocker("money", "royalty_too_long", "846", { most: mostPeriods })),
    ...when(
      royaltyLeast !== null && royaltyMost !== null && royaltyLeast > royaltyMost,
      blocker("money", "royalty_least_above_most", "846"),
    ),
    ...when(
      said && expiresOn !== "" && royaltyUntil > expiresOn,
      warning("money", "royalty_beyond_right", "865"),
    ),
  ];
}

/** An assignment holds from its registration; a licence is put on record within three months. */
function ofRecord(rights: Rights, licence: boolean): Finding[] {
  const registered = rights.object === "patent" || rights.object === "patent_application";
  if (licence) return when(rights.object === "patent", hint("record", "licence_recorded", "patent_rules:15"));
  return when(registered, hint("record", "assignment_registered", "patent:10"));
}
