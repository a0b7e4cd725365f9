/** The closed lists that columns are checked against. Labels for people live in `app/i18n`. */

/** What a member may do for an organisation; one membership can hold several. */
export const roles = [
  "owner",
  "member",
  "facility_manager",
  "technology_transfer",
  "officer",
  "adjudicator",
  "auditor",
  "operator",
] as const;

/** Organisation types, prefilled from the first characters of the credit code. */
export const organizationKinds = [
  "enterprise",
  "university",
  "institute",
  "public_service",
  "social_organization",
  "government",
  "other",
] as const;

export const smeSizes = ["micro", "small", "medium", "large"] as const;

export const verificationStates = ["submitted", "verified", "returned"] as const;

export const listingKinds = ["facility", "technology", "service", "demand"] as const;

export const listingStates = [
  "draft",
  "submitted",
  "returned",
  "public_notice",
  "published",
  "suspended",
  "withdrawn",
] as const;

/** NRII `funds`: where the purchase money came from. The first two make a price list cost-recovery only. */
export const fundingSources = ["central_government", "local_government", "own", "other"] as const;

/** NRII `instrSource`. */
export const instrumentSources = ["purchased", "developed", "donated", "other"] as const;

export const instrumentTypes = ["general", "special"] as const;

/** NRII `instrBelongsType`. */
export const carriers = [
  "none",
  "instrument_centre",
  "major_facility",
  "state_key_laboratory",
  "engineering_centre",
  "germplasm_bank",
] as const;

export const runStates = [
  "normal",
  "standby",
  "remote",
  "occasional_fault",
  "frequent_fault",
  "awaiting_repair",
  "awaiting_scrapping",
] as const;

/** NRII `serviceWay`. */
export const serviceWays = ["self_use", "assisted", "commissioned", "remote", "other"] as const;

/** NRII user evaluation, best first. */
export const evaluations = [
  "very_satisfied",
  "satisfied",
  "neutral",
  "dissatisfied",
  "very_dissatisfied",
] as const;

export const ipTypes = [
  "invention",
  "utility_model",
  "design",
  "software",
  "plant_variety",
  "ic_layout",
  "know_how",
] as const;

/** Legal states of a patent as Chinese registers publish them. */
export const legalStatuses = [
  "published",
  "examination",
  "granted",
  "rejected",
  "withdrawn",
  "abandoned",
  "fee_lapsed",
  "terminated",
  "expired",
  "restored",
  "partly_invalid",
  "invalid",
  "not_applicable",
] as const;

export const transferModes = [
  "assignment",
  "exclusive_licence",
  "sole_licence",
  "ordinary_licence",
  "open_licence",
  "equity",
] as const;

/** How a technology is priced; `agreement` by a public institution needs a public notice of at least 15 days. */
export const priceForms = ["fixed", "listed", "bidding", "agreement", "royalty", "equity"] as const;

export const serviceCategories = [
  "testing",
  "literature",
  "standards",
  "data",
  "design",
  "pilot",
  "consulting",
  "training",
  "other",
] as const;

export const demandWays = ["commission", "cooperate", "buy", "licence", "test"] as const;

/** A demand's call for proposals: received sealed, opened and scored, awarded for the standstill, final; or ended without. */
export const demandCallStates = ["receiving", "scoring", "awarded", "concluded", "closed"] as const;

/** `returned_unopened`: the demand was closed before the opening, and it was given back unread. */
export const researchProposalStates = [
  "sealed",
  "opened",
  "awarded",
  "not_awarded",
  "withdrawn",
  "returned_unopened",
] as const;

/** What became of a demand that was closed without an award. */
export const demandOutcomes = [
  "solved_on_market",
  "solved_elsewhere",
  "no_suitable_proposal",
  "given_up",
] as const;

/** A bidding: announced, open, then ended with or without a winner; a sale is concluded, or the winner defaults. */
export const auctionStates = [
  "bidding_announced",
  "bidding_open",
  "sold",
  "contract_overdue",
  "default_declared",
  "default_contested",
  "unsold",
  "reserve_not_reached",
  "sale_concluded",
  "winner_defaulted",
  "sale_lapsed",
  "bidding_called_off",
] as const;

/** A negotiation: whose turn it is, then what became of it. `deal_notice`: the public notice of an agreed price runs. */
export const negotiationStates = [
  "enquired",
  "with_seller",
  "with_buyer",
  "terms_agreed",
  "deal_notice",
  "deal_concluded",
  "not_taken_up",
  "broken_off",
  "negotiation_lapsed",
] as const;

/** Civil Code, Art. 846: once, in parts, by the use made of it, the latter with or without an entry fee. */
export const dealPayments = ["lump", "instalments", "royalty", "royalty_with_entry_fee"] as const;

/** What a royalty is reckoned on: Civil Code, Art. 846. */
export const royaltyBases = ["sales", "profit", "added_output", "units"] as const;

/** Who owns improvements; Civil Code, Art. 875: without agreement each party its own. */
export const improvementRules = ["each_its_own", "shared", "licensed_back"] as const;

export const priceUnits = ["hour", "sample", "day", "batch", "item"] as const;

export const userClasses = ["internal", "academic", "enterprise"] as const;

export const attachmentOwners = [
  "listing",
  "verification",
  "sample_order",
  "service_order",
  "qualification",
  "problem",
  "proposal",
  "transfer_claim",
  "invoice",
  "dispute",
  "card_rectification",
] as const;

/** What a facility's own question to its bookers takes as an answer. */
export const questionKinds = ["text", "choice", "yes_no", "number"] as const;
export type QuestionKind = (typeof questionKinds)[number];

export const attachmentVisibilities = ["public", "organization", "reviewer"] as const;

export const attachmentRoles = ["image", "document", "proof"] as const;

export const importStates = ["mapping", "preview", "queued", "running", "done", "failed", "undone"] as const;

export const importFormats = ["uniquip", "nrii", "kexiang"] as const;

export const importRowOutcomes = ["ready", "warning", "error", "created", "updated", "unchanged"] as const;

export const bookingStates = [
  "held",
  "pending",
  "confirmed",
  "in_use",
  "completed",
  "rejected",
  "cancelled",
  "expired",
  "no_show",
] as const;

/** States in which a booking owns its slot; the exclusion constraint's predicate lists the same four. */
export const holdingStates = ["held", "pending", "confirmed", "in_use"] as const;

/** NRII service type: scientific research, technology development, teaching, other. */
export const serviceTypes = ["research", "development", "teaching", "other"] as const;

export const quotaScopes = ["user", "group", "organization"] as const;

export const quotaPeriods = ["day", "week", "month"] as const;

/** An order for work on samples: received and accepted or objected to, worked on, answered with results. */
export const sampleOrderStates = [
  "submitted",
  "objected",
  "accepted",
  "in_progress",
  "completed",
  "declined",
  "cancelled",
] as const;

/** A service ordered at its listed price. */
export const serviceOrderStates = [
  "placed",
  "accepted",
  "delivered",
  "completed",
  "declined",
  "cancelled",
  "called_off",
  "lapsed",
] as const;

export const waitStates = ["waiting", "offered", "taken", "passed", "withdrawn", "over"] as const;

export const trainingStates = ["planned", "held", "cancelled"] as const;

export const seatStates = ["booked", "attended", "absent", "cancelled"] as const;

/** What a booking can be held against its booker for; late use feeds the usage credit too. */
export const violationCodes = ["no_show", "late", "overrun", "late_cancel"] as const;

export const violationStates = ["recorded", "contested", "upheld", "waived"] as const;

export const blockLevels = ["warning", "short", "long"] as const;

export const blockStates = ["proposed", "in_force", "dismissed", "lifted"] as const;

export const problemStates = ["reported", "acknowledged", "resolved"] as const;

export const meterKinds = ["on", "off", "counter"] as const;

export const feedScopes = ["person", "facility"] as const;

/** How a person hears of notices of one kind: at once by mail, once a day in one mail, only in the application. */
export const noticeChannels = ["mail", "digest", "app"] as const;

/** How long before its start people may want to be reminded of a booking, in minutes: an hour, a day, three days, a week. */
export const reminderLeads = [60, 1440, 4320, 10_080] as const;

export const noticeTopics = [
  "booking",
  "waitlist",
  "sample",
  "training",
  "conduct",
  "contract",
  "listing",
  "account",
  "money",
] as const;

/** Who is assessed together: providers of shared facilities, or the platforms of public technology services. */
export const assessmentTracks = ["provider", "platform"] as const;

export const assessmentStates = [
  "drafted",
  "open",
  "scored",
  "provisional",
  "result_confirmed",
  "published",
  "discarded",
] as const;

/** `threshold`: a figure that must not lie below `floor`; it gives no points. */
export const indicatorKinds = ["scored", "bonus", "deduction", "threshold"] as const;

export const assessmentGrades = ["excellent", "good", "qualified", "poor"] as const;

export const resultObjectionStates = ["raised", "sustained", "overruled"] as const;

export const proposalKinds = [
  "praise",
  "yellow_card",
  "delisting",
  "promotion",
  "reward",
  "subsidy",
] as const;

export const proposalStates = ["proposed", "adopted", "not_adopted"] as const;

/** On the list of recognised subjects, or waiting to take the place of one that leaves it. */
export const rosterStandings = ["listed", "reserve"] as const;

/** The registers that make a company a technology company: 科技型中小企业, 高新技术企业. */
export const technologyCompanyKinds = ["technology_sme", "high_tech"] as const;

/** A voucher programme: written, open to companies, no longer open. */
export const programStates = ["draft", "open", "closed", "discarded"] as const;

/** A voucher from its application on; `expired` and `given_back` return what is left to the budget. */
export const voucherStates = [
  "applied",
  "granted",
  "declined",
  "withdrawn",
  "given_back",
  "expired",
] as const;

/** What a voucher has set aside for one use: until it is settled or let go. */
export const holdStates = ["reserved", "captured", "released"] as const;

export const settlementStates = ["submitted", "paid", "returned"] as const;

/** What public money of a regulator is for. */
export const budgetPurposes = ["voucher", "subsidy"] as const;

export const subsidyStates = ["prepared", "paid", "stopped"] as const;

/** What vouchers may buy on the platform. */
export const voucherKinds = ["facility", "service", "technology"] as const;

/** Facts about a use of a voucher that a person should look at. */
export const voucherFindings = ["related_party", "double_invoice", "before_grant"] as const;

export type ProgramState = (typeof programStates)[number];
export type VoucherState = (typeof voucherStates)[number];
export type HoldState = (typeof holdStates)[number];
export type SettlementState = (typeof settlementStates)[number];
export type BudgetPurpose = (typeof budgetPurposes)[number];
export type SubsidyState = (typeof subsidyStates)[number];
export type VoucherKind = (typeof voucherKinds)[number];
export type VoucherFinding = (typeof voucherFindings)[number];
export type SmeSize = (typeof smeSizes)[number];

export const slotCauses = ["booking", "closure", "maintenance"] as const;

export type Role = (typeof roles)[number];
export type OrganizationKind = (typeof organizationKinds)[number];
export type ListingKind = (typeof listingKinds)[number];
export type ListingState = (typeof listingStates)[number];
export type VerificationState = (typeof verificationStates)[number];
export type FundingSource = (typeof fundingSources)[number];
export type ServiceWay = (typeof serviceWays)[number];
export type IpType = (typeof ipTypes)[number];
export type LegalStatus = (typeof legalStatuses)[number];
export type TransferMode = (typeof transferModes)[number];
export type PriceForm = (typeof priceForms)[number];
export type PriceUnit = (typeof priceUnits)[number];
export type UserClass = (typeof userClasses)[number];
export type DemandWay = (typeof demandWays)[number];
export type DemandCallState = (typeof demandCallStates)[number];
export type ResearchProposalState = (typeof researchProposalStates)[number];
export type DemandOutcome = (typeof demandOutcomes)[number];
export type AuctionState = (typeof auctionStates)[number];
export type NegotiationState = (typeof negotiationStates)[number];
export type DealPayment = (typeof dealPayments)[number];
export type RoyaltyBasis = (typeof royaltyBases)[number];
export type ImprovementRule = (typeof improvementRules)[number];
export type ServiceCategory = (typeof serviceCategories)[number];
export type ImportState = (typeof importStates)[number];
export type ImportFormat = (typeof importFormats)[number];
export type ImportRowOutcome = (typeof importRowOutcomes)[number];
export type BookingState = (typeof bookingStates)[number];
export type Evaluation = (typeof evaluations)[number];

/** What a decision can lay on an organisation, mildest first. */
export const measureKinds = [
  "reminder",
  "talk",
  "yellow_card",
  "booking_restriction",
  "listing_restriction",
  "proposal_restriction",
  "suspension",
  "delisting",
  "blacklist",
] as const;

export type MeasureKind = (typeof measureKinds)[number];

/** What a measure restricts while it is in force; which kind has which is in the rule book. */
export const measureEffects = [
  "recorded",
  "no_booking",
  "no_listing",
  "no_proposing",
  "hidden",
  "no_subsidy",
] as const;

export type MeasureEffect = (typeof measureEffects)[number];

/** What becomes of bookings and contracts that run when a measure begins. */
export const runningRules = ["go_on", "future_stopped", "all_stopped"] as const;

export type RunningRule = (typeof runningRules)[number];

/** Changes of a measure after it was laid; a stay ends with `resume`, the other three for good. */
export const measureChangeKinds = ["stay", "resume", "lift", "repair", "revoke"] as const;

export type MeasureChangeKind = (typeof measureChangeKinds)[number];

/** How grave misconduct is, which settles how long a decision is published. */
export const misconductClasses = ["minor", "general", "serious"] as const;

export type MisconductClass = (typeof misconductClasses)[number];

export const offenceCategories = ["research_integrity", "market_conduct", "platform_use"] as const;

export type OffenceCategory = (typeof offenceCategories)[number];

/** The clocks of the procedure, from complaint to repair. */
export const procedureLimitCodes = [
  "acceptance",
  "investigation",
  "investigation_extension",
  "statement",
  "hearing_request",
  "hearing_notice",
  "hearing_minutes",
  "decision",
  "service",
  "publication",
  "review_application",
  "review",
  "objection",
  "objection_complex",
  "withdrawal",
  "rectification_answer",
  "repair",
] as const;

export type ProcedureLimitCode = (typeof procedureLimitCodes)[number];

export const caseOrigins = ["complaint", "clue", "referral", "own_motion"] as const;

export type CaseOrigin = (typeof caseOrigins)[number];

/** Facts on the platform that look like misconduct and wait for a person. */
export const clueKinds = [
  "repeated_no_show",
  "breached_milestone",
  "false_import",
  "price_above_cost",
  "ungranted_patent",
  "missed_rectification",
  "repeated_card",
  "voucher_abuse",
] as const;

export type ClueKind = (typeof clueKinds)[number];

export const caseStates = [
  "received",
  "rejected",
  "investigating",
  "notified",
  "hearing_requested",
  "hearing_scheduled",
  "heard",
  "proposed",
  "unfounded",
  "decided",
  "served",
  "under_review",
  "final",
  "revoked",
] as const;

export type CaseState = (typeof caseStates)[number];

export const caseEntryKinds = [
  "complaint",
  "referral",
  "own_motion",
  "acceptance",
  "rejection",
  "assignment",
  "recusal",
  "investigation",
  "evidence",
  "interview",
  "extension",
  "notice",
  "statement",
  "hearing_request",
  "hearing_schedule",
  "hearing_minutes",
  "proposal",
  "return",
  "decision",
  "service",
  "publication",
  "withdrawal",
  "review_application",
  "objection",
  "answer",
  "stay",
  "rectification",
  "repair",
] as const;

export type CaseEntryKind = (typeof caseEntryKinds)[number];

/** Who reads an entry or a file of a case beside those who handle it. */
export const caseAudiences = ["handlers", "subject", "complainant", "both"] as const;

export type CaseAudience = (typeof caseAudiences)[number];

export const custodyActs = ["received", "read", "copied", "checked"] as const;

export type CustodyAct = (typeof custodyActs)[number];

/** Papers that are numbered: opened cases and decisions. */
export const paperSeries = ["case", "decision"] as const;

export type PaperSeries = (typeof paperSeries)[number];

export const decisionKinds = ["sanction", "no_sanction", "upheld", "changed", "revoked"] as const;

export type DecisionKind = (typeof decisionKinds)[number];

/** How a document reached its recipient (Civil Procedure Law, ch. 7, as penalty law refers to it). */
export const serviceWaysOfDocuments = ["electronic", "direct", "post", "public_notice"] as const;

export type DocumentService = (typeof serviceWaysOfDocuments)[number];

export const withdrawalReasons = ["revoked", "changed", "repaired", "expired", "corrected"] as const;

export type WithdrawalReason = (typeof withdrawalReasons)[number];

export const objectionStates = ["filed", "sustained", "dismissed", "withdrawn"] as const;

export type ObjectionState = (typeof objectionStates)[number];

export const objectionSubjects = ["credit_event", "decision", "external_entry"] as const;

export type ObjectionSubject = (typeof objectionSubjects)[number];

export const rectificationStates = [
  "ordered",
  "submitted",
  "returned",
  "accepted",
  "missed",
  "void",
] as const;

export type RectificationState = (typeof rectificationStates)[number];

export const repairStates = ["filed", "granted", "refused", "withdrawn"] as const;

export type RepairState = (typeof repairStates)[number];

/** Ties between organisations that a measure against one is told to the handlers of the other for; never published. */
export const organizationTies = ["parent", "same_controller", "successor"] as const;

export type OrganizationTie = (typeof organizationTies)[number];

export const externalMatches = ["by_code", "suggested", "confirmed", "refused", "none"] as const;

export type ExternalMatch = (typeof externalMatches)[number];

/** The measures that take what an organisation has published off the market while they are in force. */
export const hidingMeasures = [
  "suspension",
  "delisting",
  "blacklist",
] as const satisfies readonly MeasureKind[];

/** Measures that are over once they are served; all others have a first and a last day. */
export const untimedMeasures = ["reminder", "talk"] as const satisfies readonly MeasureKind[];

/** How often a person hears of what is new in a search they saved. */
export const alertCadences = ["at_once", "daily", "weekly", "none"] as const;

export type AlertCadence = (typeof alertCadences)[number];

export type ServiceType = (typeof serviceTypes)[number];
export type QuotaScope = (typeof quotaScopes)[number];
export type QuotaPeriod = (typeof quotaPeriods)[number];
export type SampleOrderState = (typeof sampleOrderStates)[number];
export type ServiceOrderState = (typeof serviceOrderStates)[number];
export type WaitState = (typeof waitStates)[number];
export type TrainingState = (typeof trainingStates)[number];
export type SeatState = (typeof seatStates)[number];
export type ViolationCode = (typeof violationCodes)[number];
export type ViolationState = (typeof violationStates)[number];
export type BlockLevel = (typeof blockLevels)[number];
export type BlockState = (typeof blockStates)[number];
export type ProblemState = (typeof problemStates)[number];
export type MeterKind = (typeof meterKinds)[number];
export type FeedScope = (typeof feedScopes)[number];
export type NoticeChannel = (typeof noticeChannels)[number];
export type NoticeTopic = (typeof noticeTopics)[number];
export type ReminderLead = (typeof reminderLeads)[number];
export type AssessmentTrack = (typeof assessmentTracks)[number];
export type AssessmentState = (typeof assessmentStates)[number];
export type IndicatorKind = (typeof indicatorKinds)[number];
export type AssessmentGrade = (typeof assessmentGrades)[number];
export type ResultObjectionState = (typeof resultObjectionStates)[number];
export type ProposalKind = (typeof proposalKinds)[number];
export type ProposalState = (typeof proposalStates)[number];
export type RosterStanding = (typeof rosterStandings)[number];

/**
 * What an account of the ledger is for. A sum above zero speaks for the account's organisation, below zero against it.
 * `payable`: charges still to be paid (never above zero). `receivable`: charges not yet paid to it. `bank`, `card`: what
 * came in or went out there. `balance`: collected for it by card, to be paid out. `held`: paid for it, not yet released.
 * `refund_due`: to go back to it. `voucher`: granted and not yet used. `voucher_claim`: vouchers it took, to be settled.
 * `budget`: a programme's money. `subsidy`: granted, to be paid. `fee`: what a payment service kept.
 */
export const accountPurposes = [
  "payable",
  "receivable",
  "bank",
  "card",
  "balance",
  "held",
  "refund_due",
  "voucher",
  "voucher_claim",
  "budget",
  "subsidy",
  "fee",
] as const;

export type AccountPurpose = (typeof accountPurposes)[number];

export const chargeStates = [
  "open",
  "partly_paid",
  "paid",
  "partly_refunded",
  "refunded",
  "cancelled",
  "expired",
] as const;

export type ChargeState = (typeof chargeStates)[number];

export const paymentMethods = ["transfer", "stripe", "voucher"] as const;

export type PaymentMethod = (typeof paymentMethods)[number];

/** `return`: of held money. `late`: of what came after its charge had ended. `excess`: of what was paid above the charge. */
export const refundKinds = ["refund", "return", "late", "excess", "dispute"] as const;

export type RefundKind = (typeof refundKinds)[number];

export const refundStates = ["proposed", "approved", "settled", "failed", "refused", "reversed"] as const;

export type RefundState = (typeof refundStates)[number];
/** `received`: waits to be worked through, or to be tried again. `ignored`: needs nothing. `failed`: needs a person. */
export const inboxStates = ["received", "done", "ignored", "failed"] as const;

export type InboxState = (typeof inboxStates)[number];

/** `paying`: done by the payer, whose bank has not answered yet. `refused`: Stripe does not open it. */
export const checkoutStates = ["opening", "open", "paying", "paid", "ended", "refused"] as const;

export type CheckoutState = (typeof checkoutStates)[number];

/** Under which of Stripe's headings a file is shown to the payer's bank; it takes one file under each. */
export const evidenceKinds = [
  "service_documentation",
  "customer_communication",
  "receipt",
  "uncategorized_file",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const disputeStates = ["open", "won", "lost"] as const;

export type DisputeState = (typeof disputeStates)[number];

export const payoutStates = ["waiting", "sent", "failed", "cancelled"] as const;

export type PayoutState = (typeof payoutStates)[number];

export const bankPayoutStates = ["pending", "paid", "failed"] as const;

export type BankPayoutState = (typeof bankPayoutStates)[number];

/** Technology contracts of the Civil Code that are concluded here: 委托开发, 合作开发, 技术咨询, 技术服务. */
export const contractKinds = [
  "commissioned",
  "cooperative",
  "consulting",
  "service",
  "assignment",
  "licence",
] as const;

export type ContractKind = (typeof contractKinds)[number];

export const contractStates = [
  "drafting",
  "signing",
  "in_force",
  "completed",
  "terminated",
  "withdrawn",
] as const;

export type ContractState = (typeof contractStates)[number];

export const contractSides = ["client", "developer"] as const;

export type ContractSide = (typeof contractSides)[number];

/** How a signer proved themselves at the moment of signing; `standing_offer`: beforehand, with an offer to everybody. */
export const signatureMethods = ["password", "password_over_api", "standing_offer"] as const;

/** Licences that are had at a fixed price by accepting them: Civil Code, Art. 863; Patent Law, Art. 50. */
export const standardLicences = ["ordinary_licence", "open_licence"] as const;
export type StandardLicence = (typeof standardLicences)[number];

export const licenceOfferStates = ["licence_offered", "licence_withdrawn"] as const;
export type LicenceOfferState = (typeof licenceOfferStates)[number];

export type SignatureMethod = (typeof signatureMethods)[number];

/** What a file was put to a contract for; `accounts`: what shows the figures of a royalty. */
export const contractFilePurposes = ["annex", "delivery", "certificate", "accounts"] as const;

export type ContractFilePurpose = (typeof contractFilePurposes)[number];

export const milestoneStates = [
  "planned",
  "awaiting_payment",
  "funded",
  "delivered",
  "changes_requested",
  "overdue",
  "failure_declared",
  "disputed",
  "accepted",
  "failed",
  "settled",
  "terminated",
] as const;

export type MilestoneState = (typeof milestoneStates)[number];

/** How long a royalty is reckoned for at a time, by the calendar: a quarter, half a year, a year. */
export const royaltyTurns = ["quarter", "half_year", "year"] as const;

export type RoyaltyTurn = (typeof royaltyTurns)[number];

export const royaltyStates = ["due", "charged", "questioned", "lowered", "settled", "ended"] as const;

export type RoyaltyState = (typeof royaltyStates)[number];

/** What a licensee has said of a period: first, put right, or put right to less, which the licensor has to agree to. */
export const royaltyReportKinds = ["report", "correction", "lowering"] as const;

export type RoyaltyReportKind = (typeof royaltyReportKinds)[number];

export const terminationGrounds = [
  "mutual",
  "cure_passed",
  "unpaid",
  "technology_public",
  "failure",
] as const;

export type TerminationGround = (typeof terminationGrounds)[number];

export const amendmentStates = ["proposed", "agreed", "declined", "lapsed", "withdrawn"] as const;

export type AmendmentState = (typeof amendmentStates)[number];

/** Of a dispute about a milestone of a contract. */
export const mediationStates = ["raised", "resolved", "withdrawn"] as const;

export type MediationState = (typeof mediationStates)[number];

/** How mediation ends: the work is accepted, done again, the money goes back, or it is divided. */
export const disputeOutcomes = ["accept", "redo", "return", "split"] as const;

export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** 技术合同认定登记, as the registration office answers. */
export const registrationStates = [
  "not_applied",
  "applied",
  "to_supplement",
  "registered",
  "not_registered",
  "deregistered",
  "registration_revoked",
] as const;

export type RegistrationState = (typeof registrationStates)[number];
/** What a payer says of a transfer: that it is on its way; then what its payee found in the bank. */
export const transferClaimStates = ["declared", "arrived", "not_found", "recalled"] as const;

export type TransferClaimState = (typeof transferClaimStates)[number];

/** A movement on a payee's account: still to be judged, paid charges with it, or has nothing to do with the platform. */
export const bankLineStates = ["unmatched", "matched", "set_aside"] as const;

export type BankLineState = (typeof bankLineStates)[number];

export const invoiceStates = ["requested", "issued", "declined", "withdrawn", "voided"] as const;

export type InvoiceState = (typeof invoiceStates)[number];

/** 普通发票, 增值税专用发票. */
export const invoiceKinds = ["ordinary", "special"] as const;

export type InvoiceKind = (typeof invoiceKinds)[number];

/** Where the two sides of a difference stand. */
export const differenceSources = ["bank", "stripe", "ledger"] as const;

export type DifferenceSource = (typeof differenceSources)[number];

/**
 * `unmatched_credit`: money came in that no charge was paid with. `missing_receipt`: a receipt was confirmed that the
 * bank's statement of that day does not show. `other_amount`: both show it with different sums. `statement_gap`: the
 * balances of a statement do not follow from one another. `payment_sum`: a receipt and the payments booked for it differ.
 * `ledger_sum`: the ledger's bank account and the payments and refunds behind it differ. `missing_payment`,
 * `unknown_payment`, `other_payment`: the payment service lists what we have not booked, or not, or with another sum.
 */
export const differenceKinds = [
  "unmatched_credit",
  "missing_receipt",
  "other_amount",
  "statement_gap",
  "payment_sum",
  "ledger_sum",
  "missing_payment",
  "unknown_payment",
  "other_payment",
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

export const differenceStates = ["found", "explained", "gone"] as const;

export type DifferenceState = (typeof differenceStates)[number];

/** Jobs that go through what is due by the clock row by row, and whose failures operators see. */
export const dueJobs = [
  "tidy-bookings",
  "serve-queues",
  "release-unanswered",
  "settle-service-orders",
  "settle-demands",
  "settle-deals",
  "settle-contracts",
  "tell-royalties",
  "settle-cases",
  "miss-card-rectifications",
  "freeze-assessments",
  "expire-vouchers",
  "end-programs",
  "close-public-notices",
  "remind-stale-listings",
  "lapse-verifications",
] as const;

export type DueJob = (typeof dueJobs)[number];
