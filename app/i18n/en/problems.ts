import type { Translation } from "../translation.ts";
import type { problems as zh } from "../zh-CN/problems.ts";

export const problems: Translation<typeof zh> = {
  unreadable: {
    title: "The file cannot be read",
    detail:
      "$t(problems:field.{{reason}}). Use CSV (UTF-8 or GB18030) or an Excel workbook with column names in the first row.",
  },
  transfer_declared: {
    title: "You have said so already",
    detail: "The payee has not answered your last word yet. Wait for its answer, or take it back first.",
  },
  charge_settled: {
    title: "Nothing is owed",
    detail: "This charge is paid, cancelled or has expired. Do not pay it.",
  },
  receipt_known: {
    title: "This receipt is confirmed already",
    detail:
      "Bank reference {{bankReference}} (value date {{day}}) has been recorded. Each movement can be confirmed once.",
  },
  statement_unreadable: {
    title: "The statement cannot be read",
    detail:
      "No table with days and amounts was found. Upload the CSV, XLS or XLSX file that your bank offers, up to 5 MB and {{rows}} rows.",
  },
  statement_empty: {
    title: "The statement has no movements",
    detail: "The file can be read but holds no movement. Check the days that you downloaded.",
  },
  match_uncertain: {
    title: "Not to be confirmed in bulk",
    detail: "Somebody has to judge what this movement is for. Check it by itself.",
  },
  nothing_to_invoice: {
    title: "Nothing to invoice",
    detail: "All of it has been invoiced already, or it is not paid yet.",
  },
  invoice_several_payees: {
    title: "Several payees",
    detail: "One invoice has one issuer. Ask each of them.",
  },
  invoice_number_used: {
    title: "The number is taken",
    detail: "Invoice number {{number}} is recorded on another invoice. Check it.",
  },
  negotiating_already: {
    title: "Negotiating already",
    detail: "Your organisation has a negotiation over this technology; please go on with that one.",
  },
  negotiation_lapsed: {
    title: "The negotiation has lapsed",
    detail: "The time for an answer has passed. You can enquire anew.",
  },
  no_offer_to_accept: {
    title: "Nothing to accept",
    detail: "The other side has not put terms yet; only its latest version can be accepted.",
  },
  too_many_offers: {
    title: "Too many offers",
    detail: "Please accept what is on the table or end the negotiation.",
  },
  deal_policy: { title: "Cannot be concluded yet", detail: "This stands in the way:" },
  cards_not_offered: { title: "No such page", detail: "Payment online is not available here." },
  payments_unreachable: {
    title: "The payment service cannot be reached",
    detail:
      "Nothing was charged. Your request is kept and tried again automatically. You can also try later or pay by bank transfer.",
  },
  payments_refused: {
    title: "The payment service did not accept this",
    detail: "Nothing was charged. Its reason: {{code}}.",
  },
  nothing_to_pay: { title: "Nothing to pay", detail: "This charge is paid, cancelled or has expired." },
  checkout_over: {
    title: "The payment page has closed",
    detail: "Nothing was charged. Please go to payment again.",
  },
  signature: { title: "Signature not valid", detail: "The notice is not signed correctly, or too old." },
  payouts_unreachable: {
    title: "The payment service cannot be reached",
    detail: "Please try again later. Your money and your details are not affected.",
  },
  payouts_not_ready: {
    title: "The account is not ready",
    detail: "First finish opening your account at Stripe.",
  },
  payouts_unverified: {
    title: "Your organisation is not verified",
    detail: "Payments online can be taken once it has been verified.",
  },
  nothing_to_pay_out: {
    title: "Nothing to pay out",
    detail: "Money is paid out some days after it was paid, unless it was refunded.",
  },
  payout_under_way: {
    title: "The last payout is not through yet",
    detail: "Wait for it, or try it again or give it up where it was not accepted.",
  },
  bidding_exists: {
    title: "Already in a bidding",
    detail: "A technology can be in one bidding at a time. Please wait until this one has ended.",
  },
  bidding_over: { title: "The bidding is over", detail: "It takes no more bidders or bids." },
  own_technology: {
    title: "Not for the seller",
    detail: "The selling organisation and its people cannot bid for or negotiate over their own technology.",
  },
  not_entered: {
    title: "Not entered yet",
    detail: "Please accept the terms and pay the deposit before you bid.",
  },
  deposit_unpaid: {
    title: "The deposit has not arrived",
    detail: "You can bid once the deposit has been received.",
  },
  leading_already: {
    title: "Your bid is the highest",
    detail: "Your organisation leads, so there is nothing to outbid.",
  },
  bid_too_low: {
    title: "Bid too low",
    detail:
      "Somebody has bid more. Each bid must be at least the highest plus the step; please bid the least shown on the page or more.",
  },
  licence_gone: {
    title: "Not on offer now",
    detail: "The standing offer was taken back or cannot be accepted yet. Please look at its page again.",
  },
  licence_held: {
    title: "You have this licence",
    detail: "Your organisation has a contract in force by this offer; it is among your contracts.",
  },
  licence_offer_exists: {
    title: "There is an offer already",
    detail: "A technology has one standing offer at a time. Please take that one back first.",
  },
  technology_gone: {
    title: "No longer to be had",
    detail:
      "This technology is not on the market now, or a deal concluded on it before (an assignment, an exclusive or a sole licence) rules this one out.",
  },
  contract_time_left: {
    title: "The time for the contract is not over",
    detail: "A winner can be declared in default only after the time for the contract has passed.",
  },
  winner_signed: {
    title: "The winner has signed",
    detail: "A winner that has signed the contract is not in default. Sign it, and it takes effect.",
  },
  has_bids: { title: "There are bids", detail: "Somebody has bid, so the bidding cannot be called off." },
  payment_due: {
    title: "Not paid yet",
    detail: "This time has to be paid first and is confirmed once it is. Its charge says how.",
  },
  payment_differs: {
    title: "This payment was booked otherwise",
    detail:
      "Payment {{externalId}} has been booked with another amount or for another charge. Please compare the two.",
  },
  refund_known: {
    title: "This bank number is known",
    detail:
      "Another refund has been recorded under {{bankReference}}. Please check which of the two went out.",
  },
  refund_exceeds: {
    title: "More than can be refunded",
    detail: "No more goes back than was paid: at most {{left}} fen.",
  },
  not_funded: {
    title: "Not paid in full yet",
    detail: "Held money is released once all of it has been paid.",
  },
  set_off_exceeds: {
    title: "More than is held",
    detail: "No more can be set off than is held: {{held}} fen.",
  },
  evidence_closed: {
    title: "Evidence is no longer taken",
    detail: "The payer's bank already has evidence, its time is over, or the dispute has been decided.",
  },
  refund_of_held: {
    title: "This money is held",
    detail:
      "Held money goes to the payee or back to the payer with what it was paid for: by acceptance, agreement or mediation.",
  },
  held_too_long: {
    title: "Held for too long",
    detail:
      "Money paid by card is held for at most {{days}} days, and this would be held for longer. Please pay by bank transfer, or agree on shorter milestones, each paid when it starts.",
  },
  second_person: {
    title: "A second person is needed",
    detail: "Whoever proposed a refund cannot approve it. Please ask a colleague who may.",
  },
  proposals_over: {
    title: "Proposals are no longer taken",
    detail:
      "The time for proposals to this demand is over, or it was closed; none can be sent, changed or taken back.",
  },
  own_demand: {
    title: "Your own demand",
    detail: "An organisation cannot propose to its own demand.",
  },
  proposed_already: {
    title: "You have proposed already",
    detail:
      "Your organisation has a proposal to this demand. Until it is due you can change it, or take it back and send another.",
  },
  sealed: {
    title: "Still sealed",
    detail:
      "Proposals are sealed until the demand is due. Nobody can see them, nor how many there are or from whom.",
  },
  proposals_received: {
    title: "Proposals have come in",
    detail: "Those who proposed have to be judged: the call cannot be opened again.",
  },
  criteria_fixed: {
    title: "The criteria are fixed",
    detail:
      "They could be changed until {{at, moment}}, {{days}} days before proposals are due, so that everybody can still answer to them. Give more time first.",
  },
  award_policy: {
    title: "Cannot be awarded yet",
    detail: "This is missing:",
  },
  conflict_of_interest: {
    title: "Conflict of interest",
    detail: "You also belong to an organisation that has proposed. A colleague has to judge.",
  },
  not_verified: {
    title: "Organisation not verified",
    detail: "This is open to verified organisations.",
  },
  terms_changed: {
    title: "The terms have changed",
    detail: "Please read the confidentiality terms as they are now before you accept.",
  },
  nothing_confidential: {
    title: "Nothing confidential",
    detail: "This demand has no confidential part.",
  },
  answered_already: {
    title: "Answered already",
    detail: "This question has been answered; answers cannot be changed.",
  },
  not_suggested: {
    title: "This entry was dealt with",
    detail: "It does not wait for a person any more. Please reload the page.",
  },
  rule_book_unfinished: {
    title: "The draft cannot be published yet",
    detail: "Each point below has to be settled first.",
  },
  program_own: {
    title: "Somebody else has to publish it",
    detail:
      "You wrote part of this. Programmes and their conditions are drafted and put in force by different people; ask a colleague to check and publish.",
  },
  rule_book_own: {
    title: "Somebody else has to publish it",
    detail: "You wrote part of this version. Rules are written and put in force by different people.",
  },
  not_served: {
    title: "The decision is not served yet",
    detail: "A decision is published after it was served.",
  },
  decision_ended: {
    title: "The decision no longer stands",
    detail: "It was changed, revoked, repaired or found to be wrong. What has ended is not published.",
  },
  not_publishable_class: {
    title: "Decisions of this class are not published",
    detail: "The rule book does not publish decisions of this class.",
  },
  publication_over: {
    title: "The time for publication is over",
    detail: "Publication is counted from service, and that time has passed.",
  },
  published_already: {
    title: "Published already",
    detail: "This decision is or was published and cannot be published again.",
  },
  not_published: { title: "The decision is not in the register", detail: "There is nothing to withdraw." },
  already_complex: { title: "Extended already", detail: "The time to answer is extended once only." },
  took_part: {
    title: "Somebody else has to answer",
    detail:
      "You investigated, heard or decided the case that the objection is about, so another person has to answer it.",
  },
  names_person: {
    title: "The text names a natural person",
    detail:
      "What is published must not hold names of people, identity numbers or mobile numbers. Please name the organisation.",
  },
  assessment_exists: {
    title: "There is such an assessment",
    detail: "A track, region and year ({{year}}) are assessed once.",
  },
  nobody_listed: { title: "Nobody is on the list", detail: "Put the organisations on the list first." },
  period_running: { title: "The period is not over", detail: "Figures can be frozen once it has ended." },
  frozen_already: { title: "The figures are frozen", detail: "They are not computed a second time." },
  not_frozen: { title: "The figures are not frozen", detail: "Freeze them before scoring." },
  report_running: {
    title: "Reports may still come",
    detail:
      "{{count}} have not reported. Figures can be frozen when all have, or when the time for it is over.",
  },
  report_over: {
    title: "The time for reports is over",
    detail: "The deadline has passed or the figures are frozen.",
  },
  objections_running: {
    title: "Objections may still come",
    detail: "The result can be confirmed when the time for objections is over.",
  },
  objections_open: {
    title: "Objections wait for an answer",
    detail: "{{count}} have to be answered before the result can be confirmed.",
  },
  objections_over: {
    title: "This is not the time for objections",
    detail: "They can be made after the provisional result was given, until the deadline.",
  },
  objection_open: {
    title: "An objection waits for its answer",
    detail: "Your organisation may object again once the earlier one is answered.",
  },
  proposals_open: {
    title: "Proposals wait for a decision",
    detail: "{{count}} have to be decided before the result can be published.",
  },
  no_place_free: {
    title: "No place is free",
    detail: "A substitute can take a place only when a delisting has been adopted.",
  },
  set_published: {
    title: "This version is published",
    detail: "It cannot change any more. Begin a new version.",
  },
  set_unfinished: {
    title: "The indicators are not complete",
    detail: "Scored indicators have to give 100 points together; now they give {{points}}.",
  },
  enrolled_already: {
    title: "Already on the list",
    detail: "The organisation is on this track's list or in its reserve.",
  },
  local_restriction: {
    title: "The law forbids this condition",
    detail:
      "By {{law}} vouchers are valid in the whole province, are settled at least every half year, and no place may add restrictions. Please change what is named below.",
  },
  budget_short: { title: "The budget has too little left", detail: "It has {{left, money}} left." },
  nothing_to_settle: {
    title: "Nothing to settle",
    detail: "No use of this period has an invoice and is not settled yet.",
  },
  settlement_period_running: {
    title: "The period is not over",
    detail: "It ends on {{until}}; submit it afterwards.",
  },
  other_payer_needed: {
    title: "Somebody else has to confirm",
    detail: "Who submitted a payment cannot confirm it. Please ask a colleague.",
  },
  invoice_settled: {
    title: "Settled already",
    detail: "This use is in a settlement; its invoice cannot be changed.",
  },
  subsidy_prepared_already: { title: "Submitted already", detail: "This payment has been submitted." },
  registered_already: { title: "This number is known", detail: "The register has an entry with it." },
  own_scoring: {
    title: "Whoever scored does not review",
    detail: "You scored this result: objections, the confirmation and proposals are for somebody else.",
  },
  conflict_complainant: {
    title: "You complained in this case",
    detail: "Whoever complained does not work on the case.",
  },
  conflict_member: {
    title: "You belong to one of the sides",
    detail: "Members of the accused or complaining organisation do not work on the case.",
  },
  conflict_tied: {
    title: "You belong to a tied organisation",
    detail: "Members of organisations that are tied to one of the sides do not work on the case.",
  },
  tie_known: { title: "Already on record", detail: "This tie is on record." },
  conflict_recused: {
    title: "You were taken off this case",
    detail: "Whoever was taken off a case does not return to it.",
  },
  conflict_investigated: {
    title: "You investigated this case",
    detail: "Whoever investigated does not decide, chair or review.",
  },
  conflict_decided: {
    title: "You decided in this case",
    detail: "Whoever decided does not investigate or review.",
  },
  not_a_clue: {
    title: "Not a clue",
    detail:
      "Somebody complained, or another authority handed it over. Please open the case and answer it on its own.",
  },
  conflict_chaired: {
    title: "You chaired the hearing",
    detail: "Whoever chaired the hearing does not investigate or review.",
  },
  conflict_undeclared: {
    title: "No conflict has been declared",
    detail: "Declare first that you have nothing to do with anybody in this case.",
  },
  extended_already: {
    title: "It was extended before",
    detail: "An investigation is extended once.",
  },
  measure_not_allowed: {
    title: "The rule book does not allow this measure",
    detail:
      "The book of the time of the act does not foresee this measure, or not for so long, for this offence.",
  },
  class_too_grave: {
    title: "The class is too grave",
    detail: "The rule book foresees no class as grave as this for the offence.",
  },
  authority_incomplete: {
    title: "The authority's record is incomplete",
    detail:
      "A decision must name the authority's address and telephone, the reconsidering government and the court. Have the operator enter them first.",
  },
  harder_than_notice: {
    title: "Harder than the notice",
    detail: "A decision stays within what the notice announced; nobody is treated harder for defending.",
  },
  not_milder: {
    title: "Not milder than the decision",
    detail: "A review changes a decision only to something milder.",
  },
  level_too_low: {
    title: "To be decided higher up",
    detail: "A higher regulator has to decide on these measures.",
  },
  window_open: {
    title: "The time to defend still runs",
    detail: "A decision can be asked for and signed after {{at, moment}}.",
  },
  window_closed: {
    title: "The time for this has passed",
    detail: "It ended at {{at, moment}}.",
  },
  no_hearing_right: {
    title: "No right to a hearing",
    detail: "The proposed measures give no right to a hearing; you may state your case in writing.",
  },
  hearing_too_soon: {
    title: "The hearing would be too soon",
    detail: "It has to be announced some working days ahead: {{at, moment}} at the earliest.",
  },
  hearing_ahead: {
    title: "The hearing lies ahead",
    detail: "It is held at {{at, moment}}.",
  },
  not_heard: {
    title: "The hearing has not been held",
    detail: "The accused asked for one; a decision follows it.",
  },
  nothing_in_force: {
    title: "Nothing is in force",
    detail: "There is no measure in this case to stay or repair.",
  },
  not_repairable: {
    title: "Not repairable",
    detail: "The measures of this decision cannot be repaired.",
  },
  repair_too_early: {
    title: "Too early for repair",
    detail: "Repair can be asked for from {{at, moment}}.",
  },
  repair_open: {
    title: "Repair was asked for before",
    detail: "A request for this decision waits for its answer or was granted.",
  },
  rectification_open: {
    title: "The rectification is not accepted yet",
    detail: "Repair can be asked for once it is.",
  },
  training_full: {
    title: "Fully booked",
    detail: "All {{seats}} seats of this training are taken. Please choose another one.",
  },
  training_closed: {
    title: "Booking is over",
    detail: "This training has begun, has been held or was cancelled.",
  },
  training_booked: {
    title: "You have a seat already",
    detail: "You have booked this training; there is nothing more to do.",
  },
  withDetail: "{{title}}: {{detail}}",
  unexpected: {
    title: "Something went wrong",
    detail:
      "Nothing was changed. Please try again later; if it happens again, give the operator the number below.",
  },
  not_found: { title: "Not found", detail: "It does not exist, or you may not see it." },
  session_ended: {
    title: "You are signed out",
    detail: "What you filled in has not been saved, but it is still here.",
  },
  sign_in_required: { title: "Please sign in", detail: "You need to be signed in to do this." },
  bad_token: { title: "Invalid access token", detail: "The token is wrong, revoked or expired." },
  forbidden: {
    title: "You may not do this",
    detail: "Your role does not allow it. Your organisation's owner can change your role.",
  },
  invalid: {
    title: "Some entries need correcting",
    detail: "Please correct them and submit again. Nothing has been saved.",
  },
  changed_meanwhile: {
    title: "Changed by someone else",
    detail: "It changed while you were working. Look at the current version before you decide.",
  },
  not_allowed_now: {
    title: "Not possible in this state",
    detail: "See its current state and what can be done now.",
  },
  rate_limited: { title: "Too many attempts", detail: "Please try again in {{retryAfterSeconds, wait}}." },
  unavailable: {
    title: "Temporarily unavailable",
    detail: "The service is recovering. Please try again shortly; nothing was changed.",
  },
  malformed_json: {
    title: "The request is not valid JSON",
    detail: "Please check the format of the request body.",
  },
  unsupported_media_type: { title: "Unsupported content type", detail: "Accepted: {{accepted}}." },
  not_acceptable: {
    title: "Only JSON is answered",
    detail: "Send Accept: application/json, or no Accept header.",
  },
  bad_cursor: {
    title: "This cursor was not given by this list",
    detail: "Take cursor from nextCursor of the page before, unchanged, or leave it out to begin anew.",
  },
  method_not_allowed: {
    title: "Method not allowed",
    detail: "This address does not accept {{method}} requests.",
  },
  bad_request: { title: "The request is not understood", detail: "The address or the request is malformed." },
  payload_too_large: {
    title: "Too large",
    detail: "Nothing was saved. Files sent at once may have 20 MB together, everything else 1 MB.",
  },
  cross_site: { title: "Request refused", detail: "The request did not come from a page of this site." },
  bad_idempotency_key: {
    title: "Malformed idempotency key",
    detail: "Idempotency-Key must be 1 to 200 visible ASCII characters.",
  },
  idempotency_conflict: {
    title: "Idempotency key already used",
    detail: "One Idempotency-Key can be used for one request content only.",
  },
  wrong_credentials: {
    title: "The e-mail address or password is wrong",
    detail: "Check both and try again, or reset your password by e-mail.",
  },
  second_step_over: {
    title: "This sign-in has expired",
    detail: "Enter your e-mail address and password again.",
  },
  too_many_fields: {
    title: "The form has too many fields",
    detail: "A form may have {{fields}} fields, and {{repeats}} of one name. Nothing was changed.",
  },
  sign_in_paused: {
    title: "Too many attempts to sign in",
    detail:
      "If the address is registered, we have mailed it a link that signs in without the password. Otherwise try again in {{retryAfterSeconds, wait}}.",
  },
  link_over: {
    title: "This link no longer works",
    detail: "Links work once and for a limited time. Please ask for a new one.",
  },
  prove_again: {
    title: "Please confirm that it is you",
    detail: "This concerns the security of your account: enter your password again.",
  },
  totp_off: {
    title: "Verification codes are off",
    detail: "Turn them on before you make recovery codes.",
  },
  totp_on: {
    title: "Verification codes are already on",
    detail: "To use another authenticator, turn them off first and on again.",
  },
  organization_exists: {
    title: "This organisation is already here",
    detail: "“{{name}}” uses this credit code. Ask one of its owners to invite you.",
  },
  already_member: {
    title: "Already a member",
    detail: "This account belongs to the organisation; its roles can be changed on the members page.",
  },
  invitation_over: {
    title: "This invitation no longer works",
    detail: "It was used, taken back or has expired. Ask the person who invited you to send another.",
  },
  invitation_for_other: {
    title: "This invitation was sent to another address",
    detail: "Sign in or register as {{email}} to accept it.",
  },
  last_owner: {
    title: "An organisation needs at least one owner",
    detail: "Make somebody else an owner first.",
  },
  own_organization: {
    title: "You cannot decide about your own organisation",
    detail: "You are a member of it; a colleague has to handle this.",
  },
  verification_open: {
    title: "A request is already under review",
    detail: "An organisation has one request at a time. Please wait for the answer.",
  },
  verified_already: {
    title: "The organisation is verified",
    detail: "A renewal can be requested in the last 90 days before the verification ends.",
  },
  place_needed: {
    title: "A place is needed",
    detail: "To sort by distance it must be known from where: name a region by the parameter near.",
  },
  too_many_to_check: {
    title: "The conditions are too wide",
    detail: "Free time can be checked for at most {{most}} facilities at once. Please add another condition.",
  },
  import_in_use: {
    title: "This import cannot be undone",
    detail: "Some of its facilities have been booked or changed since; nothing was changed.",
  },
  not_publishable: {
    title: "Cannot be published yet",
    detail: "Put these right first; nothing was changed.",
  },
  unit_booked: {
    title: "Unit is booked",
    detail: "Unit {{units}} still has bookings and cannot be retired yet.",
  },
  closure_taken: {
    title: "The time is taken",
    detail:
      "Bookings within this time: {{count}}; or another closure lies in it. Decide first what becomes of these bookings.",
  },
  no_unit_free: {
    title: "No other unit is free",
    detail:
      "Bookings without another free unit at their time: {{count}}. Name other times for them, or cancel them.",
  },
  notice_over: {
    title: "The notice period is over",
    detail: "Objections can no longer be filed here; write to the regulator instead.",
  },
  series_conflicts: {
    title: "{{count}} of the times cannot be booked",
    detail: "Nothing was booked or changed. Leave these times out, or choose another time.",
  },
  series_over: {
    title: "Nothing of this series is still to come",
    detail: "All its bookings have begun, ended or been cancelled.",
  },
  bundle_over: {
    title: "Nothing of this is still to come",
    detail: "All bookings made together have begun, ended or been cancelled.",
  },
  bundle_refused: {
    title: "{{count}} of the bookings cannot be made",
    detail: "They are made all or none, so nothing was booked.",
  },
  slot_taken: {
    title: "This time is taken",
    detail: "One unit has one booking at a time. These are the nearest free times.",
  },
  not_taken: {
    title: "This time is free",
    detail: "Nobody has it, so there is nothing to wait for: book it.",
  },
  contract_other_text: {
    title: "The text is another one",
    detail: "Read the present text and its digest before you go on.",
  },
  contract_own_text: {
    title: "The other side has to agree",
    detail: "Nobody agrees to their own text. Wait for the other side's answer.",
  },
  contract_not_signable: {
    title: "The contract cannot be signed yet",
    detail: "Required clauses are missing; the checklist says which.",
  },
  contract_unprintable: {
    title: "Some characters cannot be printed",
    detail:
      "The contract's font has no picture for these characters; please write them otherwise: {{characters}}",
  },
  contract_unverified: {
    title: "Both sides have to be verified",
    detail: "One of the organisations is not verified yet, so the contract cannot be signed.",
  },
  contract_signed_already: {
    title: "Your side has signed",
    detail: "Each side signs a text once. Wait for the other side.",
  },
  contract_no_award: {
    title: "There is no final award",
    detail: "A contract can be drafted from an award once its standstill is over.",
  },
  contract_award_taken: {
    title: "There is a contract already",
    detail: "This award has its contract; you find it among your contracts.",
  },
  contract_no_deal: {
    title: "No deal to draft from",
    detail:
      "The deal is not concluded yet, or your organisation is not one of its sides. A contribution to equity is made by the articles of the company, not by this contract.",
  },
  contract_deal_taken: {
    title: "There is a contract already",
    detail: "This deal has its contract; you find it among your contracts.",
  },
  contract_rounds_used: {
    title: "No rounds are left",
    detail: "The contract allows {{rounds}} rounds of changes. Accept, or ask for mediation.",
  },
  contract_not_late: {
    title: "Not late yet",
    detail: "The other side's time is not over, so there is nothing to remind of.",
  },
  contract_silence_accepted: {
    title: "Silence has accepted",
    detail: "The agreed time to accept is over, so the milestone counts as accepted.",
  },
  contract_no_ground: {
    title: "There is no such ground now",
    detail: "The contract cannot be ended on this ground at present.",
  },
  contract_work_open: {
    title: "Something waits for an answer",
    detail:
      "A delivery, a declared failure or a dispute waits for its answer; settle it before you end the contract.",
  },
  contract_risk_unsettled: {
    title: "The contract does not share the risk",
    detail: "It cannot be settled by agreement; deny the failure, and the authority mediates.",
  },
  contract_amendment_open: { title: "An amendment is open", detail: "Deal with the earlier one first." },
  contract_settled_changed: {
    title: "Milestone {{n}} cannot be changed like this",
    detail:
      "The money of a charged milestone and anything of a delivered one stay, and no milestone is left out.",
  },
  royalty_period_runs: {
    title: "This period still runs",
    detail: "It can be reported once {{day}} is over.",
  },
  royalty_period_before: {
    title: "An earlier period is not reported",
    detail: "Report the period that began on {{day}} first.",
  },
  royalty_books_closed: {
    title: "The time for questions is over",
    detail: "A report can no longer be questioned, nor the books be asked for, after {{years}} years.",
  },
  contract_evaluated: { title: "It is in already", detail: "An evaluation, and a reply, can be given once." },
  contract_evaluation_over: {
    title: "The time to evaluate is over",
    detail: "The time for evaluations after the end of the contract has passed.",
  },
  order_policy: { title: "Samples cannot be sent now", detail: "For these reasons:" },
  service_order_policy: { title: "This service cannot be ordered now", detail: "For these reasons:" },
  unqualified: {
    title: "Staff must begin this use",
    detail:
      "This instrument is operated by its user, and you lack what it asks for. The booking stands: the facility's staff can check you in and supervise you, or you qualify first.",
  },
  proposal_over: {
    title: "No longer called for",
    detail: "The records behind this proposal no longer lead to it, or it was left unconfirmed for too long.",
  },
  policy: { title: "Against the rules", detail: "Nothing was submitted, for these reasons." },
  too_early: { title: "Too early", detail: "This is possible from {{at, moment}} (China Standard Time) on." },
  standing: {
    title: "Your organisation may not do this now",
    detail:
      "A credit measure under decision {{caseNo}} is in force until it ends or is lifted. Objections go to the authority that decided.",
  },
  synonyms_changed: {
    title: "Somebody else has changed this group",
    detail:
      "It was changed since you opened it, so your change was not saved. Please look at its words now and try again.",
  },
  synonyms_refused: {
    title: "Not saved",
    detail: "Some words would harm the search. Please correct them first:",
  },
  synonyms_doubtful: {
    title: "Please check first",
    detail: "This may affect searches. You can save anyway if it is meant so:",
  },
  synonyms_unreadable: {
    title: "The file cannot be read",
    detail: "Please check its encoding (UTF-8 or GB18030) and form; at most 5 MB and 5,000 lines.",
  },
  synonyms_plan_changed: {
    title: "Changed since the preview",
    detail:
      "Somebody has changed the synonyms since your preview; nothing was imported. Please confirm the new one.",
  },
  saved_search_empty: {
    title: "There is nothing to save",
    detail: "Type words or choose conditions first, then save the search.",
  },
  saved_search_twice: { title: "You keep this search already", detail: "It is in your list." },
  saved_search_full: {
    title: "You cannot keep more searches",
    detail: "At most {{most}} are kept. Please delete one you no longer need.",
  },
  calendar_feeds_full: {
    title: "There are too many calendar addresses",
    detail: "At most {{most}} work at a time. Please revoke one you no longer use.",
  },
  field: {
    not_with_this_payment: "not with this form of payment",
    instalments_sum: "must sum to the amount, and only when paid in instalments",
    above_start_price: "cannot be above the start price",
    below_start_price: "cannot be below the start price",
    open_licence_needs_patent: "only a granted patent can be offered by open licence (Patent Law, Art. 50)",
    mode_not_offered: "the technology is not offered in this way",
    notice_short: "must be at least {{days}} days after the announcement",
    too_far_ahead: "can be announced at most {{days}} days ahead",
    bidding_too_long: "a bidding lasts at most {{days}} days",
    demand_without_title: "there is no title",
    demand_without_text: "there is neither a problem nor a target",
    demand_text_too_long: "the text is longer than its parts can hold; lay it out by columns",
    day_ahead: "cannot be later than today",
    bank_number: "an account number has 8 to 32 digits",
    bank_code: "a CNAPS code has 12 digits",
    money: "write an amount such as 1200.00",
    reference_unknown: "nothing is owed to you under this reference",
    invoice_number: "an invoice number has 20 digits (fully digital) or 8",
    invoice_code: "an invoice code has 10 or 12 digits",
    invoice_code_for_number: "a number of 8 digits needs a code, one of 20 has none",
    not_of_royalty: "the royalty of this contract is not reckoned by it",
    too_precise: "three decimals at most",
    milestones_sum: "the total must be the sum of the milestones",
    milestones_order: "milestones must be in the order of their dates",
    weights_sum: "weights must sum to 100",
    not_later: "must be later than before and than today",
    proposals_fixed_deadline:
      "The day was published and others rely on it; give more time on the page of proposals",
    class_prefix: "Give codes of two, four or six digits",
    provider_place:
      "Providers may not be tied to a place (Zhejiang ordinance on transforming results, Art. 22)",
    settled_too_rarely:
      "Settle at least every half year, 6 months at most (Zhejiang ordinance on transforming results, Art. 22)",
    notes_local:
      "Notes may not tie providers to a place (Zhejiang ordinance on transforming results, Art. 22)",
    providers_all_local:
      "Every institution on the list is of this region: that ties vouchers to a place (Zhejiang ordinance on transforming results, Art. 22)",
    below_application_cap: "The yearly limit cannot be below the limit of one application",
    whole_fen: "Two decimals at most",
    budget_of_other_region: "Choose a subsidy budget of the same region",
    query_code_unknown: "This code is not right. Please check it.",
    outside_region: "Another authority is responsible for it; hand the case over to that authority",
    accused_unknown: "There is no such organisation",
    person_not_competent: "This person is not competent for the region",
    person_complainant: "This person complained in the case",
    person_member: "This person belongs to one of the sides",
    person_tied: "This person belongs to an organisation that is tied to one of the sides",
    person_recused: "This person was taken off the case",
    person_investigated: "This person investigated",
    person_decided: "This person decided in the case",
    person_chaired: "This person chaired the hearing",
    act_before_rules: "No rule book was in force at that time",
    act_ahead: "The act cannot lie ahead",
    offence_unknown: "The rule book of that time does not have it",
    organization_unclear: "Several organisations have this name; give the credit code",
    formula:
      "Cannot be read at character {{at}}: use numbers, names of figures, + - * / parentheses, min and max",
    figure_unknown: "There is no figure called “{{name}}”",
    indicator_code: "2 to 40 lower-case letters, digits and underscores, beginning with a letter",
    floor_is_ceiling: "The values for no points and for all points must differ",
    threshold_without_points: "A threshold gives no points: 0. Others need some",
    grades_in_order: "From high to low",
    set_of_other_track: "Choose indicators of this track",
    set_published_late: "This version was not published before the period began",
    set_not_yet_valid: "This version holds from a later day on",
    only_when_sustained: "A figure is corrected only when the objection is sustained",
    organization_unknown: "No organisation of your region has this credit code",
    email_unknown: "Nobody has an account with this address. Please check it, or ask them to register first",
    synonyms_too_few: "At least 2 different words, one a line",
    synonyms_too_many: "A group has at most 20 words",
    synonym_too_long: "A word has at most 100 characters",
    date_format: "write a day such as 2026-12-01",
    hours_format: "write 8:30-17:00, several separated by commas",
    units_format: "each line must begin with its number, for example “1 East side”",
    moment_format: "write 2026-12-01 14:00",
    local_time: "Write the time like 2026-12-01 14:00",
    shown_twice: "Choose which one is meant",
    natural_person: "Rows about natural persons are not taken in",
    cell_too_long: "Too long",
    day_unreadable: "Not a day; write 2026-12-01",
    term_needed: "Give the shortest and the longest, in days",
    min_above_max: "Give both; the shortest must not be longer than the longest",
    within_notice: "Not before {{day}}: rules are published with notice",
    end_before_start: "The end must be after the start",
    range_too_long: "At most 62 days at a time",
    counter_value: "A counter needs its value; on and off have none",
    in_future: "This cannot be later than now",
    before_agreed: "This is before the use was agreed or the samples came; please check",
    requires_itself: "A facility cannot need itself",
    requires_circle: "That facility needs this one already, directly or by way of another",
    facility_unknown: "Choose one of your organisation’s facilities",
    both_or_neither: "Fill in both or neither",
    long_before_short: "Cannot be fewer than for the short block",
    no_length: "No multiple of the step lies between the shortest and the longest: nothing could be booked",
    question_options: "A choice needs at least two choices, one a line",
    question_no_options: "Choices are only for an answer that is one of them",
    max_below_min: "The longest cannot be shorter than the shortest",
    time_of_day: "must be a time such as 09:30",
    instalment_line: "One instalment a line: the amount, a comma, and when; for example 300000, on signing",
    control_characters: "contains control characters; remove them",
    day_out_of_range: "must be a day between 1900 and 2199",
    repeated: "contains the same entry twice",
    number: "must be a number",
    field_code: "choose disciplines from the list",
    field_unknown: "choose disciplines from the list",
    class_code: "must be a six-digit class code; 990000 for others",
    accreditation: "a CMA number has 12 digits; a CNAS number looks like CNAS L1234",
    patent_number: "is not a valid application number; check every digit, for example 201710601862.3",
    publication_number: "must look like CN119090851A",
    ipc: "an IPC symbol looks like H01M 10/0525",
    timezone: "must be a time zone such as Asia/Shanghai",
    postal_code: "must have six digits",
    customs_declaration: "must have 18 digits",
    customs_item: "must have one or two digits",
    inner_id_taken: "your organisation already lists a facility with this number",
    application_no_taken: "this application number is already listed",
    zl_not_granted: "ZL may only stand before a granted patent",
    budget_order: "must not be below the lower end",
    ends_before_start: "must end after it starts",
    hours_overlap: "opening times of one day must not overlap",
    price_overlaps: "its validity overlaps line {{row}}",
    price_overlaps_past: "the validity overlaps a price that is over; start later",
    no_price_list: "this kind of listing has no price list",
    facility_only: "only facilities have this",
    unit_unknown: "there is no such unit",
    in_the_past: "must not be in the past",
    closure_too_long: "a closure lasts at most one year",
    attachments_full: "at most {{maximum}} files",
    page_too_deep: "Only the first 1,000 results can be seen; narrow the search",
    free_incomplete: "Give the beginning, the end and the length together",
    free_end_before_start: "The end must be after the beginning",
    free_window_too_long: "The window can be at most 62 days",
    email: "Enter an e-mail address such as name@example.com",
    email_taken: "This address is registered; sign in or reset the password",
    password_too_short: "The password needs at least 10 characters",
    password_too_long: "The password can have at most 128 characters",
    password_obvious: "This password is too easy to guess; choose another",
    password_own_name: "The password must not be made of your name or e-mail address",
    password_wrong: "The password is wrong",
    password_unchanged: "The new password must differ from the current one",
    totp_code: "Enter the code of six digits, or a recovery code of ten letters and digits",
    totp_wrong: "The code is wrong or was used already; wait for the next one",
    credit_code_form: "A credit code has 18 digits and capital letters (never I, O, S, V, Z)",
    credit_code_region: "Characters 3 to 8 are not a valid region code",
    credit_code_check: "The check character does not fit; compare the code character by character",
    region_code: "Choose the region",
    public_by_code: "A credit code that begins with 12 is that of a public institution: please tick this",
    region_unknown: "Choose a region from the list",
    web_address: "Enter an address that starts with http:// or https://",
    phone: "Enter a telephone number such as 0571-88888888",
    role_not_assignable: "This role cannot be given",
    auditor_alone: "An auditor oversees the others and can hold no other role",
    conditions_form: "Write “number, condition” on each line, for example “3, broken seal”",
    labels_repeat: "Each sample needs a label of its own",
    sample_unknown: "There is no sample {{number}}",
    too_many_samples: "At most {{maximum}} samples in one order; please split it",
    too_many_files: "At most {{maximum}} files at once",
    file_missing: "Choose a file",
    file_empty: "The file is empty",
    file_too_big: "The file may have at most {{megabytes}} MB",
    files_too_big: "All files together may have at most {{megabytes}} MB",
    file_type: "Files of this type are not accepted; the type is read from the content",
    empty_file: "The file is empty",
    encoding_unknown: "The text encoding is not recognised; save the list as CSV in UTF-8 or as XLSX",
    encoding_mismatch: "The file is not in the chosen encoding; choose another, or have it recognised",
    no_table: "There is no table: headers are expected in the first five rows, and at least two columns",
    headers_unknown:
      "The headers are not known; upload the list on the website and say what its columns mean",
    list_of_units:
      "This is a list of service units, not of equipment. Upload NRII's workbook of large instruments, equipment.xls",
    list_of_centres:
      "This is a list of instrument centres, not of equipment. Upload NRII's workbook of large instruments, equipment.xls",
    list_of_infrastructures:
      "This is a list of large research infrastructures, not of equipment. Upload NRII's workbook of large instruments, equipment.xls",
    too_many_columns: "More than 300 columns",
    too_many_rows: "More than 20,000 rows; split the list",
    too_many_demands: "More than 2,000 demands; split the list",
    quote_not_closed: "A quotation mark is not closed, so what follows cannot be told apart",
    record_too_long: "A row is too long; a line end or quotation mark may be missing",
    malformed_csv: "Not a complete CSV file",
    unreadable_workbook: "Not a complete Excel workbook; save it again and upload it",
    workbook_too_large:
      "The workbook is too large when unpacked; remove pictures and superfluous rows and columns",
    table_too_large: "The file holds too much for one list; remove superfluous rows and columns, or split it",
    reader_busy: "Many files are being read at the moment; upload it again in a minute",
    importer_left: "Whoever started it may no longer import; another member has to upload the list again",
    required: "Please fill this in",
    day_over: "This day is already over",
    own_organization: "This is your own organisation",
    not_of_kind: "Belongs to an assignment or a licence only",
    wrong_type: "Wrong type of value",
    wrong_format: "Wrong format",
    too_short: "At least {{minimum}}",
    too_many_codes: "At most {{most}} codes at a time; there are {{given}}",
    names_person: "Must not hold names of people, identity or mobile numbers",
    too_long: "At most {{maximum}}",
    no_colleague: "Nobody of the users' organisation who may book has this address",
    has_it_already: "The booking is this person's already",
    person_unknown: "No member of a verified organisation is known by this address",
    too_small: "Must be at least {{minimum}}",
    too_big: "Must be at most {{maximum}}",
    not_an_option: "Choose one of the options",
    not_multiple: "Must be a multiple of {{divisor}}",
    unknown_field: "There is no such field",
  },
  /** Why a facility is closed at a time: its weekly hours, hours of that date, a holiday, a make-up day. */
  openingDay: {
    weekly: "Outside opening hours",
    exception: "Outside the hours of that day, which differ from the usual ones. {{note}}",
    shut: "Closed that day. {{note}}",
    holiday: "Closed for a public holiday: {{note}}",
    makeup: "Outside the hours of that make-up working day, which is open as on a Monday",
  },
  rule: {
    book_note_missing: "It does not say what is new, in both languages.",
    book_unchanged: "It changes nothing.",
    book_effects:
      "The platform enforces other effects for a measure than the draft says ($t(credit:measure.{{kind}})).",
    book_publication_unlawful:
      "$t(credit:class.{{class}}): decisions may be published for {{least}} to {{most}} days, not less and not longer.",
    book_record_too_long: "$t(credit:class.{{class}}): the record is kept for {{most}} days at most.",
    book_limit_short:
      "$t(ruleBook:limitCode.{{code}}): the law leaves not fewer than {{days}} days, counted as it counts them.",
    book_limit_long:
      "$t(ruleBook:limitCode.{{code}}): the law leaves not more than {{days}} days, counted as it counts them.",
    book_offence_bare: "{{code}} has no measure.",
    book_record_too_short:
      "{{code}} allows {{longest}} days, longer than the {{record}} days that the event stays in the record.",
    deal_notice_first: "a public institution announces an agreed price first",
    deal_notice_running: "the public notice runs until {{until}}",
    deal_objections_open_one: "{{count}} objection is not answered",
    deal_objections_open_other: "{{count}} objections are not answered",
    deal_objection_upheld_one: "{{count}} objection holds; the terms have to be negotiated anew",
    deal_objection_upheld_other: "{{count}} objections hold; the terms have to be negotiated anew",
    proposals_not_scored_one: "{{count}} proposal is not fully scored; those who lose are shown their scores",
    proposals_not_scored_other:
      "{{count}} proposals are not fully scored; those who lose are shown their scores",
    voucher_program_closed: "The programme takes no applications",
    voucher_not_applying: "Applications are taken from {{from}} to {{until}}",
    voucher_region: "Applicants must be registered in the programme’s region",
    voucher_enterprise: "Only companies can apply",
    voucher_unverified: "Your organisation is not verified yet",
    voucher_size: "The programme is for companies of another size",
    voucher_technology: "You must be a registered technology SME or high-tech company",
    voucher_application_cap: "One application may be for {{most, money}} at most",
    voucher_yearly_cap: "The yearly limit is {{most, money}}; you can apply for {{left, money}} more",
    voucher_budget: "The programme has {{left, money}} left",
    voucher_funded: "Declare that no other public money pays for the same",
    voucher_not_usable: "The voucher cannot be used",
    voucher_used_up: "The voucher is used up",
    voucher_quotation: "The price is by quotation, which a voucher cannot pay yet",
    voucher_before_grant: "The use must begin after the grant ({{at, moment}})",
    voucher_too_late: "The use must end before the voucher does ({{until, moment}})",
    voucher_kind: "The voucher does not pay for this kind of service",
    voucher_way: "The voucher does not pay for this way of service",
    voucher_class: "The voucher does not pay for this class of instrument",
    voucher_provider: "The provider is not on the programme’s list",
    voucher_own_facility: "A voucher cannot pay for your own facilities",
    voucher_related: "The provider is related to your organisation",
    question: "Please answer what the facility asks: {{textEn}}",
    question_number: "Please answer with a plain number: {{textEn}}",
    qualification:
      "To operate it yourself you need the qualification “{{nameEn}}”, which you have not got yet",
    qualification_expired:
      "To operate it yourself you need the qualification “{{nameEn}}”; yours will have expired by then",
    qualification_unused:
      "To operate it yourself you need the qualification “{{nameEn}}”; yours will have lapsed by then because it was not used",
    qualification_revoked:
      "To operate it yourself you need the qualification “{{nameEn}}”; yours was revoked",
    facility_block:
      "Because of earlier violations you cannot book here before {{until, moment}} (China Standard Time)",
    synonym_without_word: "“{{term}}” holds no word",
    synonym_single_letter: "“{{term}}” is a single letter and would match much that is unrelated",
    synonym_elsewhere: "“{{term}}” is already in group {{group}}; saving joins the two meanings",
    synonym_single_character: "“{{term}}” is a single character and may match much that is unrelated",
    synonym_broad: "“{{term}}” is very broad: {{count}} listings hold it in title or keywords",
    no_waiting_list: "The facility keeps no waiting list",
    window_leaves_out: "The window must include the wanted time",
    window_over: "The window is already past",
    window_beyond_horizon: "The window must lie within {{days}} days",
    already_waiting: "You are already waiting for a time in this window",
    not_published: "The facility is not open to users at present",
    run_state: "Its state is “$t(catalog:option.runStates.{{runState}})”; it takes no bookings",
    no_units: "The facility has no unit that can be booked",
    way_not_offered: "The facility does not offer “$t(catalog:option.serviceWays.{{way}})”",
    organization_unverified: "Your organisation must be verified before it can book",
    orderer_unverified: "Your organisation must be verified before it can order",
    no_listed_price: "The provider lists no price for organisations of your kind; please ask it",
    user_class:
      "The facility does not take bookings of these users: $t(catalog:option.userClasses.{{userClass}})",
    terms: "Please read and accept the terms in force (version {{version}})",
    in_past: "The start has passed",
    lead_time: "Book at least {{minutes, duration}} ahead",
    horizon: "Only times within {{days}} days can be booked",
    too_short: "At least {{minutes, duration}} at a time",
    too_long: "At most {{minutes, duration}} at a time",
    length_step: "The length must be a multiple of {{minutes, duration}}",
    start_step: "Start at a step of {{minutes, duration}} from opening time",
    outside_hours: "$t(problems:openingDay.{{why}})",
    closed: "Closed at that time: {{reason}}",
    quota_user: "You have {{now}} open bookings here; the limit is {{most}}",
    quota_organization: "Your organisation has {{now}} open bookings here; the limit is {{most}}",
    quota_user_day: "{{now, duration}} are booked in your name that day; the limit is {{most, duration}}",
    quota_user_week: "{{now, duration}} are booked in your name that week; the limit is {{most, duration}}",
    quota_user_month: "{{now, duration}} are booked in your name that month; the limit is {{most, duration}}",
    quota_group_day: "Your group has booked {{now, duration}} that day; the limit is {{most, duration}}",
    quota_group_week: "Your group has booked {{now, duration}} that week; the limit is {{most, duration}}",
    quota_group_month: "Your group has booked {{now, duration}} that month; the limit is {{most, duration}}",
    quota_organization_day:
      "Your organisation has booked {{now, duration}} that day; the limit is {{most, duration}}",
    quota_organization_week:
      "Your organisation has booked {{now, duration}} that week; the limit is {{most, duration}}",
    quota_organization_month:
      "Your organisation has booked {{now, duration}} that month; the limit is {{most, duration}}",
    fair_share:
      "Your organisation holds {{now, duration}} of the coming {{days}} days; one organisation may hold {{most, duration}}, {{percent}} % of the opening hours",
    group_needed: "Say for which of your research groups you book; time is shared out by group here",
    group_unknown: "You do not belong to that research group",
    accessory_short: "“{{name}}”: only {{left}} left at that time",
    accessory_gone: "One of the accessories is no longer lent out here",
    change_cutoff:
      "It cannot be moved within {{minutes, duration}} of its start; cancel it or talk to the provider",
    owner_not_verified: "the organisation is not verified yet",
    field_required: "“$t(catalog:path.{{field}})” is missing",
    field_too_long: "“$t(catalog:path.{{field}})” is longer than {{maximum}} characters",
    field_too_many: "“$t(catalog:path.{{field}})” has more than {{maximum}} entries",
    price_required: "publish at least one price (0 when free)",
    price_without_breakdown:
      "“{{item}}” ($t(catalog:option.userClasses.{{userClass}})) has no cost breakdown, which facilities bought with government money need",
    price_above_cost:
      "“{{item}}” ($t(catalog:option.userClasses.{{userClass}})) is ¥{{over}} above its cost; facilities bought with government money are open at cost",
    management_share_too_high:
      "management is more than {{share}} % of the cost of “{{item}}” ($t(catalog:option.userClasses.{{userClass}}))",
    unit_required: "there must be at least one unit",
    opening_required: "opening hours are missing, which self-use needs",
    contact_required: "give a telephone number or an e-mail address",
    patent_number_wrong: "“{{number}}” is not a valid application number",
    zl_not_granted: "ZL may only stand before a granted patent",
    right_has_ended:
      "the right is “$t(catalog:option.legalStatuses.{{status}})” and cannot be transferred or licensed",
    deadline_past: "the deadline {{deadline}} has passed",
    public_notice_first:
      "a public institution that prices by agreement must first announce title, summary, manner and intended price",
    public_notice_not_needed: "this technology needs no public notice; publish it directly",
    import_facility_booked: "“{{name}}” has {{bookings}} bookings",
    import_changed_since: "“{{name}}” has been changed since",
    import_and_more: "{{count}} more cannot be undone either",
  },
};
