import type { Translation } from "../translation.ts";
import type { help as zh } from "../zh-CN/help.ts";

export const help: Translation<typeof zh> = {
  title: "Help",
  kicker: "Kexiang",
  lead: "How small companies, providers and regulators do their most frequent tasks.",
  contents: "On this page",
  sections: {
    find: {
      title: "Find resources",
      points: [
        "Type the name of an instrument, an abbreviation, a model, a patent number or a test into the search box, such as “scanning electron microscope”, “SEM” or “heavy metals”. Part of a name is enough.",
        "Narrow the results by kind, region, field and organisation. Every choice is in the address, so you can keep or share it.",
        "A facility's page shows its specification, prices for every class of user, the next free times and the rules. You need not sign in to read it.",
      ],
    },
    book: {
      title: "Book a facility",
      points: [
        "Sign in, choose a free time on the facility's page, say what it is for and accept the terms. The price and every rule you would break are shown before you submit.",
        "Where approval is needed the request is pending and its time is kept for you; once the provider agrees it is confirmed. A request that is not answered in time expires and frees its time.",
        "Cancel under My bookings. What it costs is said before you confirm.",
      ],
    },
    provide: {
      title: "Provide resources",
      points: [
        "First have your organisation verified: give its unified social credit code and upload a proof for the regulator of your region.",
        "Enter resources one by one, or import a UNIQUIP list, the NRII equipment workbook or our own CSV. Wrong rows are named; the others are imported.",
        "Facilities bought with government money publish their costs and may not charge more than their sum.",
        "Every completed booking makes a usage record for the yearly sharing report.",
      ],
    },
    oversee: {
      title: "Review and oversight",
      points: [
        "A regulator sees the organisations and resources of its own region and handles what has waited longest.",
        "Returning and suspending need a reason, which the other side always sees. Every change of state is in a log that cannot be altered.",
      ],
    },
    keyboard: {
      title: "Keyboard",
      points: [
        "/ goes to the search box; ? opens the list of keys.",
        "Tab moves between links, buttons and fields; space selects, enter confirms.",
        "In tables j and k move down and up, enter opens the row.",
      ],
    },
    access: {
      title: "Accessibility",
      points: [
        "Pages are designed to WCAG 2.2 AA and work with the keyboard, with screen readers and without scripts.",
        "If something stands in your way, please tell the platform's operator.",
      ],
    },
    privacy: {
      title: "Personal data",
      points: [
        "We keep the name, e-mail address and actions that the service needs. Public pages show organisations and their public contacts, never persons.",
        "Signing in uses a necessary cookie; there are no tracking or advertising cookies.",
      ],
    },
  },
  lifecycles: {
    title: "How things proceed",
    link: "See how each kind of thing proceeds",
    lead: "The states a thing can be in and who can take it to the next. The system runs on these very tables.",
    step: "Step",
    from: "From",
    to: "To",
    by: "By",
    same: "(unchanged)",
    or: ", ",
    caption: "Changes of state: {{entity}}",
  },
  entities: {
    auction: "Bidding",
    transfer_claim: "Announced transfer",
    bank_line: "Bank movement",
    invoice: "Invoice",
    reconciliation_difference: "Difference between books",
    facility: "Facilities",
    technology: "Technologies",
    service: "Services",
    demand: "Demands",
    demand_call: "Calls for proposals",
    proposal: "Research proposals",
    booking: "Bookings",
    waitlist_entry: "Waiting lists",
    sample_order: "Orders for samples",
    verification: "Verification of organisations",
    training_session: "Training",
    violation: "Violation",
    facility_block: "Booking block",
    assessment_cycle: "Yearly assessment",
    result_objection: "Objection to a result",
    assessment_proposal: "Proposal from a result",
    instrument_problem: "Problem with an instrument",
    misconduct_case: "Misconduct cases",
    objection: "Objections to credit records",
    rectification: "Rectification",
    repair: "Credit repair",
    charge: "Charge",
    refund: "Refund",
    payout: "Payout",
    contract: "Technology contracts",
    contract_milestone: "Milestones of contracts",
    contract_amendment: "Amendments of contracts",
    contract_dispute: "Disputes about milestones",
    contract_registration: "Registration of contracts",
  },
};
