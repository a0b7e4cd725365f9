import type { Translation } from "../translation.ts";
import type { notices as zh } from "../zh-CN/notices.ts";

export const notices: Translation<typeof zh> = {
  "negotiation-enquired": {
    title: "Enquiry: {{title}}",
    body: "An organisation enquires about “{{title}}” and has accepted the confidentiality terms. Please decide by {{until}} whether to negotiate.",
  },
  "negotiation-opened": {
    title: "The seller will negotiate: {{title}}",
    body: "The seller will negotiate over “{{title}}” and makes the first offer.",
  },
  "negotiation-offer": {
    title: "New offer: {{title}}",
    body: "The other side has put new terms for “{{title}}”. Please accept, counter or end by {{until}}.",
  },
  "negotiation-agreed": {
    title: "Terms agreed: {{title}}",
    body: "The other side has accepted the terms for “{{title}}”.",
  },
  "negotiation-announced": {
    title: "Deal announced: {{title}}",
    body: "The intended deal over “{{title}}” is on public notice until {{until}}. It can be concluded after that, once every objection is answered.",
  },
  "negotiation-objection": {
    title: "Objection: {{title}}",
    body: "Somebody objects to the intended deal over “{{title}}”. It cannot be concluded before that is answered.",
  },
  "negotiation-concluded": {
    title: "Deal concluded: {{title}}",
    body: "The deal over “{{title}}” is concluded. Please draw up the contract.",
  },
  "negotiation-reopened": {
    title: "Back to the table: {{title}}",
    body: "The seller wants to renegotiate over “{{title}}”; why is said on the page of the negotiation.",
  },
  "negotiation-ended": {
    title: "Negotiation ended: {{title}}",
    body: "The negotiation over “{{title}}” has ended; why is said on its page.",
  },
  "negotiation-lapsed": {
    title: "Negotiation lapsed: {{title}}",
    body: "Nobody answered in time, and the negotiation over “{{title}}” has lapsed.",
  },
  "auction-sold": {
    title: "Sold: {{title}}",
    body: "The bidding for “{{title}}” has ended at {{price}}. Please conclude the contract with the winner by {{until}} and confirm it on this page.",
  },
  "auction-unsold": {
    title: "No bids: {{title}}",
    body: "The bidding for “{{title}}” has ended without a bid. Deposits go back.",
  },
  "auction-below-reserve": {
    title: "Reserve not reached: {{title}}",
    body: "The bidding for “{{title}}” has ended below the reserve price, so it is not sold. Deposits go back.",
  },
  "auction-won": {
    title: "You have won: {{title}}",
    body: "Your organisation's bid of {{price}} won “{{title}}”. Please conclude the contract with the seller by {{until}}. The deposit goes back once it takes effect.",
  },
  "auction-lost": {
    title: "Bidding ended: {{title}}",
    body: "The bidding for “{{title}}” has ended and your organisation did not win. Your deposit goes back.",
  },
  "auction-called-off": {
    title: "Bidding called off: {{title}}",
    body: "The seller has called off the bidding for “{{title}}”: {{note}}. Your deposit goes back.",
  },
  "auction-overdue": {
    title: "The contract is overdue: {{title}}",
    body: "The time for the contract on “{{title}}” is over. If the winner has not signed it, you can declare a default by {{until}}; otherwise the deposit goes back to the winner.",
  },
  "auction-default-declared": {
    title: "Declared in default: {{title}}",
    body: "The seller says that your organisation did not conclude the contract on “{{title}}” in time. Reason: {{reason}}. You can contest this by {{until}}; otherwise the seller keeps the deposit.",
  },
  "auction-contested": {
    title: "Default contested: {{title}}",
    body: "The winner of “{{title}}” contests that it is in default: {{reason}}. A mediator decides by {{until}}; the deposit stays held until then.",
  },
  "auction-defaulted": {
    title: "In default: {{title}}",
    body: "The winner of “{{title}}” is in default, and the seller keeps the deposit. Reason: {{reason}}",
  },
  "auction-lapsed": {
    title: "Sale lapsed: {{title}}",
    body: "The sale of “{{title}}” has lapsed without a contract, and the deposit goes back to the winner. {{reason}}",
  },
  "transfer-account-changed": {
    title: "The bank account has changed",
    body: "Transfers to your organisation now go to {{bank}}, account ending in {{tail}}. If this was not you, check it at once.",
  },
  "transfer-declared": {
    title: "Transfer announced: {{amount}}",
    body: "{{payer}} says it sent {{amount}} on {{day}} (reference {{reference}}). Check your bank and confirm the receipt.",
  },
  "transfer-not-found": {
    title: "Transfer not found: {{amount}}",
    body: "{{payee}} did not find the {{amount}} that you announced (reference {{reference}}). It says: {{reason}}",
  },
  "invoice-requested": {
    title: "Invoice requested: {{amount}}",
    body: "{{payer}} asks for an invoice ({{kind}}) of {{amount}}. Issue and record it by {{due}}.",
  },
  "invoice-issued": {
    title: "Invoice issued: {{amount}}",
    body: "{{payee}} has issued an invoice ({{kind}}) of {{amount}}, number {{number}}.",
  },
  "invoice-declined": {
    title: "Invoice declined: {{amount}}",
    body: "{{payee}} did not issue the invoice ({{kind}}) of {{amount}} that you asked for. Reason: {{reason}}",
  },
  "invoice-voided": {
    title: "Invoice taken back: {{number}}",
    body: "{{payee}} has issued a negative invoice for number {{number}} ({{kind}}). Reason: {{reason}}",
  },
  "charge-due-soon": {
    title: "Payment due soon: {{amount}} ({{purpose}})",
    body: "The {{amount}} that you owe {{payee}} ({{purpose}}, reference {{reference}}) is due soon. Pay it by the payment notice.",
  },
  "charge-overdue": {
    title: "Payment overdue: {{amount}} ({{purpose}})",
    body: "{{payer}} owes {{payee}} {{amount}} ({{purpose}}, reference {{reference}}) and is late. Where the Regulation on Ensuring Payments to SMEs holds, its term and interest apply.",
  },
  "charge-made": {
    title: "New charge: {{amount}} ({{purpose}})",
    body: "{{payee}} charges your organisation {{amount}} ({{purpose}}, reference {{reference}}). Its page says what for, line by line.",
  },
  "charge-paid": {
    title: "Paid: {{amount}} ({{purpose}})",
    body: "The {{amount}} that {{payer}} owed {{payee}} ({{purpose}}, reference {{reference}}) has arrived in full.",
  },
  "charge-released": {
    title: "Held money released: {{amount}}",
    body: "The {{amount}} that {{payer}} had paid into hold ({{purpose}}, reference {{reference}}) is now yours.",
  },
  "charge-hold-ending": {
    title: "Held money nears its limit: {{amount}}",
    body: "The {{amount}} that {{payer}} paid by card for {{payee}} ({{purpose}}, reference {{reference}}) may be held until {{until}} only. Please accept the work, agree on the money's return, or ask for mediation before then. Nothing moves by itself.",
  },
  "charge-hold-over": {
    title: "Held money is past its limit: {{amount}}",
    body: "The {{amount}} that {{payer}} paid by card for {{payee}} ({{purpose}}, reference {{reference}}) should have been released or returned by {{until}}: payment services hold money no longer. Please accept the work, agree on the money's return, or ask for mediation now.",
  },
  "charge-disputed": {
    title: "Payment disputed: {{amount}} ({{purpose}})",
    body: "The payer's bank disputes what {{payer}} paid your organisation ({{amount}}, {{purpose}}, reference {{reference}}) and holds the money. Please give evidence of the service on the page of the charge in time.",
  },
  "charge-evidence-refused": {
    title: "Evidence not taken: {{reference}}",
    body: "The payment service did not take your evidence about the disputed {{amount}} ({{purpose}}, reference {{reference}}): {{reason}}. Please correct it on the page of the charge.",
  },
  "payment-notice-failed": {
    title: "A payment notice needs a person",
    body: "A notice of the payment service ({{type}}) was not booked: {{why}} Please look at it on the page of payment notices.",
  },
  "payout-failed": {
    title: "Payout not accepted: {{amount}}",
    body: "Paying out {{amount}} to your organisation was not accepted (the payment service's reason: {{code}}). It is tried again every day; you can also try it at once, or give it up, on the page of payouts.",
  },
  "refund-made": {
    title: "Refund: {{amount}}",
    body: "{{payee}} refunds your organisation {{amount}} ({{purpose}}, reference {{reference}}), the way it was paid. {{reason}}",
  },
  "refund-failed": {
    title: "Refund not sent: {{amount}}",
    body: "The refund of {{amount}} to {{payer}} ({{purpose}}, reference {{reference}}) was not sent: {{why}} It is still owed. The page of its charge lets you send it again, or pay it by bank transfer.",
  },
  "refund-transfer-proposed": {
    title: "A refund by bank transfer awaits a second approval: {{amount}}",
    body: "The refund of {{amount}} to {{payer}} ({{purpose}}, reference {{reference}}) did not reach the card. A colleague asks to pay it by bank transfer, which a second person has to agree to.",
  },
  "refund-by-transfer": {
    title: "A refund comes by bank transfer: {{amount}}",
    body: "The refund of {{amount}} by {{payee}} ({{purpose}}, reference {{reference}}) did not reach the card and comes by bank transfer instead. Please check or name your organisation's bank account on the page of the charge.",
  },
  "refund-sent": {
    title: "Refund sent: {{amount}}",
    body: "{{payee}} has sent your organisation {{amount}} ({{purpose}}, reference {{reference}}) by bank transfer, number {{reason}}. Please check that it arrives.",
  },
  "refund-proposed": {
    title: "A refund awaits a second approval: {{amount}}",
    body: "Refunding {{payer}} {{amount}} ({{purpose}}, reference {{reference}}) needs a second person's approval. Reason: {{reason}}",
  },
  "demand-opened": {
    title: "Proposals opened: {{title}}",
    body: "The time for proposals to “{{title}}” is over and they have been opened. Score each by your criteria, with reasons, then award one.",
  },
  "demand-award-final": {
    title: "Award final: {{title}}",
    body: "The standstill for “{{title}}” has passed and the award is final. You can now make the contract.",
  },
  "demand-question-asked": {
    title: "A question: {{title}}",
    body: "Somebody asks about your demand “{{title}}”. Your answer will be public.",
  },
  "demand-question-answered": {
    title: "Your question was answered: {{title}}",
    body: "The client answered your question about “{{title}}”.",
  },
  "proposal-criteria-changed": {
    title: "Criteria changed: {{title}}",
    body: "The client has changed what proposals to “{{title}}” are scored by. Yours is still sealed; until {{until}} you can change it or take it back.",
  },
  "proposal-opened": {
    title: "Proposal opened: {{title}}",
    body: "Your proposal to “{{title}}” was opened when it was due. The client now scores it.",
  },
  "proposal-awarded": {
    title: "Your proposal was chosen: {{title}}",
    body: "The client awarded “{{title}}” to you. Reasons: {{reason}}. The award becomes final after {{until}} unless an objection holds.",
  },
  "proposal-not-awarded": {
    title: "Proposal not chosen: {{title}}",
    body: "Your proposal to “{{title}}” was not chosen. The client’s reasons: {{reason}}. You can see your own scores; object before the standstill ends if you disagree.",
  },
  "proposal-reconsidered": {
    title: "Award revoked: {{title}}",
    body: "The award of “{{title}}” was revoked and your proposal is considered again. Reason: {{reason}}",
  },
  "proposal-returned": {
    title: "Proposal returned unopened: {{title}}",
    body: "“{{title}}” was closed before it was due; your proposal goes back to you unopened. Note: {{reason}}",
  },
  "case-assigned": {
    title: "Case assigned to you: {{title}}",
    body: "Case {{caseNo}}, “{{title}}”, is now yours to investigate. If you have an interest in it, step back at once.",
  },
  "external-listed": {
    title: "Listed by another authority: {{title}}",
    body: "{{authority}} has published something about your organisation ({{title}}), which is now shown beside its credit: {{what}}. It lowers neither grade nor score. If your organisation is not meant, or it is no longer published there, please object; the mark appears at once.",
  },
  "case-reminded": {
    title: "Reminder: {{title}}",
    body: "An adjudicator reminds you of case {{caseNo}}, “{{title}}”. Note: {{reason}}",
  },
  "case-notified": {
    title: "Notice of proposed measures: {{title}}",
    body: "In case {{caseNo}}, “{{title}}”, this notice tells your organisation the facts, the rule, the measures proposed and its rights. You may state and defend until {{due}}; where a hearing may be asked for, the notice says until when.",
  },
  "case-defended": {
    title: "Defence received: {{title}}",
    body: "{{from}} has stated its defence in case {{caseNo}}. Please consider it.",
  },
  "case-hearing-requested": {
    title: "Hearing requested: {{title}}",
    body: "{{from}} asks for a hearing in case {{caseNo}}. Please arrange time, place and a chair, and give due notice.",
  },
  "case-hearing-withdrawn": {
    title: "Request for a hearing withdrawn: {{title}}",
    body: "{{from}} has withdrawn its request for a hearing in case {{caseNo}}.",
  },
  "case-hearing-scheduled": {
    title: "Notice of hearing: {{title}}",
    body: "The hearing in case {{caseNo}} is arranged; time, place and chair are on the page of the case. You may send one or two representatives.",
  },
  "case-heard": {
    title: "Hearing held: {{title}}",
    body: "The minutes of the hearing in case {{caseNo}} are on file. Please go on.",
  },
  "case-submitted": {
    title: "To decide: {{title}}",
    body: "The investigation of case {{caseNo}}, “{{title}}”, is closed. Please decide.",
  },
  "case-returned": {
    title: "Case returned: {{title}}",
    body: "Case {{caseNo}} comes back to you for further investigation: {{reason}}",
  },
  "case-unfounded": {
    title: "Found unfounded: {{title}}",
    body: "Case {{caseNo}} was found unfounded. No measure is taken and nothing enters the record.",
  },
  "case-decided": {
    title: "Decided, to be served: {{title}}",
    body: "Case {{caseNo}} is decided. Please serve the decision in time.",
  },
  "case-served": {
    title: "Decision served: {{title}}",
    body: "The decision in case {{caseNo}} is hereby served. It takes effect today. You may apply for review until {{due}}.",
  },
  "case-review-requested": {
    title: "Review requested: {{title}}",
    body: "{{from}} applies for review of the decision in case {{caseNo}}. Somebody who took no part in it has to answer.",
  },
  "case-stayed": {
    title: "Measures stayed: {{title}}",
    body: "The measures in case {{caseNo}} are stayed during the review.",
  },
  "case-upheld": {
    title: "Review decided, upheld: {{title}}",
    body: "On review of case {{caseNo}}, the decision is upheld.",
  },
  "case-changed": {
    title: "Decision changed: {{title}}",
    body: "The decision in case {{caseNo}} was changed. The former measures end; the changed decision counts.",
  },
  "case-revoked": {
    title: "Decision revoked: {{title}}",
    body: "The decision in case {{caseNo}} was revoked. Its measures end and its publication is withdrawn at once.",
  },
  "complaint-accepted": {
    title: "Your report was taken up: {{title}}",
    body: "Your report about {{from}} ({{caseNo}}) was taken up. You will be told the outcome.",
  },
  "complaint-rejected": {
    title: "Your report was not taken up: {{title}}",
    body: "Your report about {{from}} ({{caseNo}}) was not taken up: {{reason}}",
  },
  "complaint-unfounded": {
    title: "Case closed without measures: {{title}}",
    body: "Your report about {{from}} ({{caseNo}}) was examined. The evidence does not establish it; the case is closed without measures.",
  },
  "complaint-decided": {
    title: "A decision was taken: {{title}}",
    body: "A decision on your report about {{from}} ({{caseNo}}) was taken and served. Where the law provides for it, it appears in the public register.",
  },
  "complaint-upheld": {
    title: "Decision upheld on review: {{title}}",
    body: "The decision in the case that you reported ({{caseNo}}) was upheld on review.",
  },
  "complaint-changed": {
    title: "Decision changed on review: {{title}}",
    body: "The decision in the case that you reported ({{caseNo}}) was changed on review.",
  },
  "complaint-revoked": {
    title: "Decision revoked: {{title}}",
    body: "The decision in the case that you reported ({{caseNo}}) was revoked on review.",
  },
  "case-objected": {
    title: "An objection to a credit record",
    body: "{{from}} objects to its credit record, which is marked as under objection. Somebody who took no part in the case has to answer by {{due}}.",
  },
  "case-objection-sustained": {
    title: "Objection sustained: {{title}}",
    body: "Your objection was sustained: {{reason}}",
  },
  "case-objection-dismissed": {
    title: "Objection dismissed: {{title}}",
    body: "Your objection was dismissed: {{reason}}",
  },
  "assessment-rectification-reported": {
    title: "Rectification to be checked: {{title}}",
    body: "{{from}} reports that it has put right what its yellow card is about. Please check in time.",
  },
  "assessment-rectification-accepted": {
    title: "Rectification accepted: {{title}}",
    body: "What your organisation put right was accepted. {{reason}}",
  },
  "assessment-rectification-returned": {
    title: "Rectification sent back: {{title}}",
    body: "What was put right is not enough yet: {{reason}} The time for it runs until {{until}}.",
  },
  "assessment-rectification-missed": {
    title: "Rectification overdue: {{title}}",
    body: "The time of {{from}} to put things right is over and no report was accepted. A person will look at it; nothing harder follows by itself.",
  },
  "rectification-reported": {
    title: "Rectification to be checked: {{title}}",
    body: "{{from}} reports that it has put things right. Please check in time.",
  },
  "rectification-accepted": {
    title: "Rectification accepted: {{title}}",
    body: "What your organisation put right was accepted. {{reason}}",
  },
  "rectification-returned": {
    title: "Rectification sent back: {{title}}",
    body: "What was put right is not enough yet: {{reason}}",
  },
  "rectification-missed": {
    title: "Rectification overdue: {{title}}",
    body: "The time to put things right is over and no report has come. A person will look at it; nothing harder follows by itself.",
  },
  "repair-granted": {
    title: "Credit repaired: {{title}}",
    body: "Your request for credit repair is granted. Publication and measures end together. {{reason}}",
  },
  "repair-refused": {
    title: "Credit repair refused: {{title}}",
    body: "Your request for credit repair was refused: {{reason}}",
  },
  "violation-recorded": {
    title: "Recorded: {{code}} at {{title}}",
    body: "Your booking of “{{title}}” ({{when}}) was recorded as “{{code}}”. It counts until {{until}}. If you disagree, contest it under “My conduct”.",
  },
  "violation-contested": {
    title: "To answer: {{from}} contests a record at {{title}}",
    body: "{{from}} contests the record “{{code}}” for “{{title}}” ({{when}}): {{reason}} Please answer in time; after that it does not count until you do.",
  },
  "violation-upheld": {
    title: "Your objection was answered: {{title}}",
    body: "The record “{{code}}” for “{{title}}” ({{when}}) stands: {{reason}}",
  },
  "violation-waived": {
    title: "Record waived: {{title}}",
    body: "The record “{{code}}” for “{{title}}” ({{when}}) was waived. Its charge and its effect on credit are taken back. {{reason}}",
  },
  "block-proposed": {
    title: "To confirm: {{title}}",
    body: "By the published rules the records of {{from}} at “{{title}}” call for this: {{level}}. It has no effect before the facility's staff confirm it.",
  },
  "block-in-force": {
    title: "{{level}}: {{title}}",
    body: "Because of your records at “{{title}}” this is in force until {{until}}: {{level}}. You can see what it rests on and contest a record.",
  },
  "block-lifted": {
    title: "Lifted: {{title}}",
    body: "At “{{title}}” this no longer holds for you: {{level}}. {{reason}}",
  },
  "qualification-granted": {
    title: "You are qualified: {{title}}",
    body: "{{from}} has granted you the qualification “{{title}}”. Your certificate is under “My qualifications”.",
  },
  "qualification-revoked": {
    title: "Qualification revoked: {{title}}",
    body: "{{from}} has revoked your qualification “{{title}}”: {{reason}}",
  },
  "qualification-expiring": {
    title: "Qualification about to end: {{title}}",
    body: "Your qualification “{{title}}” from {{from}} ends on {{until}}. If you still need it, please take a training or use the facility before.",
  },
  "training-booked": {
    title: "Seat booked: {{title}}",
    body: "You have a seat in the training “{{title}}”: {{when}}, {{place}}. If you cannot come, please give it up before it begins, so that somebody else can.",
  },
  "training-cancelled": {
    title: "Training cancelled: {{title}}",
    body: "The training “{{title}}” on {{when}}, {{place}}, was cancelled: {{reason}} Please choose another one.",
  },
  "assessment-opened": {
    title: "{{title}} is open: please report",
    body: "“{{from}}” is assessed in the {{title}}. Please send your report by {{until}}; without one, the assessment goes by the platform's figures.",
  },
  "assessment-provisional": {
    title: "{{title}}: your provisional result",
    body: "The provisional result of “{{from}}” in the {{title}} can be looked at, with the figures, formula and points of every indicator. You may object until {{until}}; it is not public.",
  },
  "assessment-published": {
    title: "{{title}}: the result is public",
    body: "The result of the {{title}} is public. See the rank and grade of “{{from}}” and what was decided.",
  },
  "assessment-objection": {
    title: "Objection to answer: {{from}} ({{title}})",
    body: "“{{from}}” objects to its provisional result in the {{title}}: {{reason}} Somebody who did not score has to answer by {{until}}.",
  },
  "assessment-answered": {
    title: "Your objection is answered: {{title}}",
    body: "The objection of “{{from}}” to its provisional result in the {{title}} is answered: {{reason}}",
  },
  "assessment-adopted": {
    title: "{{title}}: {{kind}}",
    body: "By the result of the {{title}}, this was decided about “{{from}}”: {{kind}}. Reason: {{reason}}",
  },
  "voucher-applied": {
    title: "Voucher application to review: {{from}}",
    body: "“{{from}}” has applied for {{sum, money}} under “{{title}}”. Please review it. Purpose: {{reason}}",
  },
  "voucher-granted": {
    title: "Voucher granted: {{sum, money}}",
    body: "Your voucher of {{sum, money}} under “{{title}}” is granted and valid until {{until}}. Choose it when you book a facility.",
  },
  "voucher-declined": {
    title: "Voucher application declined",
    body: "Your application for {{sum, money}} under “{{title}}” was declined. Reason: {{reason}}",
  },
  "voucher-expired": {
    title: "Voucher expired",
    body: "Your voucher under “{{title}}” has ended; what was left went back to the budget.",
  },
  "subsidy-paid": {
    title: "{{kind}} paid: {{sum, money}}",
    body: "By the result of the {{title}}, {{kind}} of {{sum, money}} has been paid. Payment number: {{reason}}",
  },
  "audit-broken": {
    title: "Audit log: {{faults}} faults found",
    body: "The verification of the audit log found {{faults}} faults up to seal {{seal}}. Which entries they are is on the page of its integrity. Please keep the database, its backups and the file of sealed heads as they are, and have somebody look into it at once.",
  },
  "audit-verified": {
    title: "Audit log verified up to seal {{seal}}",
    body: "Everything that was sealed ({{checked}} records) is as it was written. The last seal is number {{seal}}, its hash {{hash}}. Please keep this message: with it you can prove later that nothing before has been changed.",
  },
  "verification-submitted": {
    title: "To review: {{title}} asks to be verified",
    body: "{{title}} has asked to be verified and sent its proof. Please decide before the deadline.",
  },
  "verification-verified": {
    title: "Your organisation is verified",
    body: "{{title}} has been verified and can now list resources and book facilities.",
  },
  "verification-returned": {
    title: "The verification request was returned",
    body: "The request of {{title}} was returned: {{reason}} Please complete it and submit it again.",
  },
  "verification-ending": {
    title: "Please have your organisation verified again",
    body: "The verification of {{title}} ends soon. Please send current proof. If nobody does, it ends by itself: then you cannot publish anything new or sign contracts until you are verified again.",
  },
  "verification-lapsed": {
    title: "The verification of your organisation has ended",
    body: "Nobody has asked for {{title}} to be verified again in time. Until it is, you cannot publish anything new or sign contracts.",
  },
  "listing-submitted": {
    title: "To review: {{title}}",
    body: "{{from}} has submitted “{{title}}”. Please decide before the deadline.",
  },
  "listing-published": {
    title: "Published: {{title}}",
    body: "“{{title}}” has passed review and is on the market.",
  },
  "listing-announced": {
    title: "Public notice: {{title}}",
    body: "“{{title}}” is under public notice. It is published when the notice ends without an open objection.",
  },
  "objection-raised": {
    title: "Objection to {{title}}",
    body: "Somebody has objected to “{{title}}” during its public notice, which does not end before the objection is answered.",
  },
  "listing-returned": {
    title: "Returned: {{title}}",
    body: "“{{title}}” was returned: {{reason}} Please change it and submit it again.",
  },
  "listing-suspended": { title: "Suspended: {{title}}", body: "“{{title}}” is no longer shown: {{reason}}" },
  "listing-restored": { title: "Restored: {{title}}", body: "“{{title}}” is shown again." },
  "listing-stale": {
    title: "Please confirm: {{title}}",
    body: "“{{title}}” has not been confirmed for a long time. Please check that it still holds; without an answer it leaves the market.",
  },
  "listing-lapsed": {
    title: "Taken down: {{title}}",
    body: "“{{title}}” was not confirmed for a long time and has left the market. Submit it again once it is up to date.",
  },
  "booking-charge-waived": {
    title: "Charge dropped: {{title}}",
    body: "The cancelled time at “{{title}}” ({{when}}) has been used by somebody else. The charge for cancelling late is dropped, and so is what was recorded about it.",
  },
  "waitlist-offered": {
    title: "A time for you: {{title}}",
    body: "“{{title}}” has become free: {{when}}. It is held for you until {{until}}. Please take it by then; otherwise the next in line gets it.",
  },
  "waitlist-run-out": {
    title: "Offer run out: {{title}}",
    body: "The time that was held for you at “{{title}}” ({{when}}) was not taken and went to the next in line. You may join the waiting list again.",
  },
  "waitlist-over": {
    title: "End of waiting: {{title}}",
    body: "Nothing became free at “{{title}}” within the time you were waiting for ({{when}}). Your place in the waiting list has ended.",
  },
  "contract-proposed": {
    title: "A text waits for your answer: {{title}}",
    body: "The other side has proposed a text of “{{title}}”. Please change it or agree by {{due}}. {{reason}}",
  },
  "contract-agreed": {
    title: "To be signed: {{title}}",
    body: "The text of “{{title}}” is agreed. Please sign it by {{due}}.",
  },
  "contract-signed": {
    title: "The other side has signed: {{title}}",
    body: "The other side has signed “{{title}}”. Please check the digest and sign.",
  },
  "contract-effective": {
    title: "In force: {{title}}",
    body: "Both have signed “{{title}}”. Party A funds the first milestone next.",
  },
  "contract-completed": {
    title: "Completed: {{title}}",
    body: "All milestones of “{{title}}” have come to an end. Please evaluate the other side by {{due}}.",
  },
  "contract-reopened": {
    title: "Back to drafting: {{title}}",
    body: "“{{title}}” was sent back to drafting: {{reason}}",
  },
  "contract-lapsed": {
    title: "Not signed in time: {{title}}",
    body: "“{{title}}” was not signed by both in time and is being drafted again.",
  },
  "contract-withdrawn": {
    title: "Withdrawn: {{title}}",
    body: "“{{title}}” will not be concluded: {{reason}}",
  },
  "contract-amended": {
    title: "Amended: {{title}}",
    body: "The amendment of “{{title}}” was signed by both and is in effect.",
  },
  "contract-termination": {
    title: "Proposal to end: {{title}}",
    body: "One side proposes to end “{{title}}” by agreement: {{reason}}",
  },
  "contract-terminated": {
    title: "Ended: {{title}}",
    body: "“{{title}}” was ended: {{reason}} Money held for what was not accepted goes back to Party A. Please evaluate the other side by {{due}}.",
  },
  "milestone-funded": {
    title: "Funded: {{title}}",
    body: "The money of milestone {{n}} “{{milestone}}” of “{{title}}” is held. Party B delivers by {{due}}.",
  },
  "milestone-unfunded": {
    title: "Money taken back: {{title}}",
    body: "Party A's bank has taken back money that was held for milestone {{n}} “{{milestone}}” of “{{title}}”; whatever was left of it goes back to Party A. Party A pays again by {{due}}. Until then Party B's time does not run.",
  },
  "milestone-short": {
    title: "Money taken back: {{title}}",
    body: "Party A's bank has taken back money that was held for milestone {{n}} “{{milestone}}” of “{{title}}”. What Party B turns out to be entitled to and is no longer held, Party A is asked to pay.",
  },
  "milestone-delivered": {
    title: "To be accepted: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” was delivered. Please accept or answer by {{due}}; after that the contract says what silence means. {{reason}}",
  },
  "milestone-accepted": {
    title: "Accepted: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” was accepted and its money settled. {{reason}}",
  },
  "milestone-silence": {
    title: "Accepted by silence: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” was not answered in time and counts as accepted; its money was settled.",
  },
  "milestone-changes": {
    title: "Changes requested: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” has to be changed and delivered again by {{due}}: {{reason}}",
  },
  "milestone-overdue": {
    title: "Reminder: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” is late. Deliver by {{due}}, or the other side may end the contract. {{reason}}",
  },
  "milestone-unpaid": {
    title: "Reminder of payment: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” is not funded. Fund it by {{due}}, or the other side may end the contract. {{reason}}",
  },
  "milestone-failure": {
    title: "Failure declared: {{title}}",
    body: "Party B declares that milestone {{n}} “{{milestone}}” of “{{title}}” has failed. Confirm or deny by {{due}}; after that it goes to mediation: {{reason}}",
  },
  "milestone-failed": {
    title: "Failure confirmed: {{title}}",
    body: "The failure of milestone {{n}} “{{milestone}}” of “{{title}}” is confirmed; its money was divided as agreed. {{reason}}",
  },
  "milestone-disputed": {
    title: "In mediation: {{title}}",
    body: "Milestone {{n}} “{{milestone}}” of “{{title}}” is in mediation; a result is due by {{due}}. {{reason}}",
  },
  "milestone-resolved": {
    title: "Result of the mediation: {{title}}",
    body: "There is a result for milestone {{n}} “{{milestone}}” of “{{title}}”, which binds it: {{reason}}",
  },
  "royalty-due": {
    title: "A royalty is to be reported: {{title}}",
    body: "The royalty period {{from}} to {{until}} of “{{title}}” is over. Report it by {{due}}, also where nothing was sold.",
  },
  "royalty-late": {
    title: "A royalty was not reported in time: {{title}}",
    body: "The royalty of {{from}} to {{until}} of “{{title}}” was to be reported by {{due}} and has not been.",
  },
  "royalty-reported": {
    title: "A royalty was reported: {{title}}",
    body: "The royalty of {{from}} to {{until}} of “{{title}}” was reported: {{amount}}. You may question it and ask to inspect the books. {{reason}}",
  },
  "royalty-questioned": {
    title: "A royalty report is questioned: {{title}}",
    body: "The licensor questions the royalty report of {{from}} to {{until}} of “{{title}}”. Answer or correct it by {{due}}: {{reason}}",
  },
  "royalty-answered": {
    title: "A question was answered: {{title}}",
    body: "The licensee answers about the royalty of {{from}} to {{until}} of “{{title}}”: {{reason}}",
  },
  "royalty-corrected": {
    title: "A royalty report was corrected: {{title}}",
    body: "The royalty of {{from}} to {{until}} of “{{title}}” is now {{amount}}: {{reason}}",
  },
  "royalty-lowered": {
    title: "A reduced royalty waits for you: {{title}}",
    body: "The licensee asks to reduce the royalty of {{from}} to {{until}} of “{{title}}”. Agree or question it by {{due}}: {{reason}}",
  },
  "royalty-accepted": {
    title: "A reduced royalty was agreed: {{title}}",
    body: "The licensor agrees that the royalty of {{from}} to {{until}} of “{{title}}” is {{amount}}; what was paid too much goes back. {{reason}}",
  },
  "royalty-settled": {
    title: "A royalty is settled: {{title}}",
    body: "The royalty of {{from}} to {{until}} of “{{title}}”, {{amount}}, is settled.",
  },
  "amendment-proposed": {
    title: "An amendment waits for your answer: {{title}}",
    body: "The other side proposes amendment {{n}} of “{{title}}”. Sign or decline by {{due}}; silence declines: {{reason}}",
  },
  "amendment-declined": {
    title: "Amendment declined: {{title}}",
    body: "The other side declines amendment {{n}} of “{{title}}”: {{reason}}",
  },
  "amendment-withdrawn": {
    title: "Amendment withdrawn: {{title}}",
    body: "The other side has withdrawn amendment {{n}} of “{{title}}”. {{reason}}",
  },
  "amendment-lapsed": {
    title: "Amendment lapsed: {{title}}",
    body: "Amendment {{n}} of “{{title}}” was not answered in time and counts as declined.",
  },
  "dispute-escalated": {
    title: "Mediation overdue: {{title}}",
    body: "The dispute about milestone “{{milestone}}” of “{{title}}” has not been resolved in time. The authority of the region above is to find a result by {{due}}; where there is none above, its own again. Either party may also go to court or to arbitration, as the contract says.",
  },
  "dispute-raised": {
    title: "A dispute waits for mediation: {{title}}",
    body: "Milestone “{{milestone}}” of “{{title}}” is in dispute. A result is due by {{due}}: {{reason}}",
  },
  "sample-submitted": {
    title: "Samples to receive: {{title}}",
    body: "{{from}} has ordered work on samples at “{{title}}” (number {{number}}). Please check the samples and answer. {{reason}}",
  },
  "sample-accepted": {
    title: "Samples accepted: {{title}}",
    body: "“{{title}}” has accepted your samples (number {{number}}). Results are due by {{due}}. {{reason}}",
  },
  "sample-objected": {
    title: "Please put right: {{title}}",
    body: "The provider objects to your order (number {{number}}): {{reason}} Please put it right and send it again.",
  },
  "sample-completed": {
    title: "Results: {{title}}",
    body: "Your order (number {{number}}) is complete. Please look at the results and evaluate the service. {{reason}}",
  },
  "sample-declined": {
    title: "Order declined: {{title}}",
    body: "Your order (number {{number}}) was declined: {{reason}} The samples are returned as agreed and nothing is due.",
  },
  "sample-restricted": {
    title: "Order cancelled by a decision: {{title}}",
    body: "The order at “{{title}}” (number {{number}}) was cancelled by the published rules on decision {{reason}}. Work had not begun: nothing is charged, the samples are returned as agreed.",
  },
  "sample-cancelled": {
    title: "Order withdrawn: {{title}}",
    body: "{{from}} has withdrawn the order at “{{title}}” (number {{number}}). {{reason}}",
  },
  "service-placed": {
    title: "Service ordered: {{title}}",
    body: "{{from}} has ordered “{{title}}” (number {{number}}). Please answer by {{until}}; without an answer the order lapses. {{reason}}",
  },
  "service-accepted": {
    title: "Order taken on: {{title}}",
    body: "The provider has taken on your order for “{{title}}” (number {{number}}). It is due by {{due}}. {{reason}}",
  },
  "service-delivered": {
    title: "Delivered: {{title}}",
    body: "“{{title}}” (number {{number}}) has been delivered. Please accept it or ask for changes by {{until}}; without objection it counts as accepted. {{reason}}",
  },
  "service-completed": {
    title: "Delivery accepted: {{title}}",
    body: "{{from}} has accepted “{{title}}” (number {{number}}). {{reason}}",
  },
  "service-silence": {
    title: "Accepted without objection: {{title}}",
    body: "Nobody objected to the delivery of “{{title}}” (number {{number}}) in time: it counts as accepted and is charged.",
  },
  "service-changes": {
    title: "Changes requested: {{title}}",
    body: "{{from}} asks for changes to “{{title}}” (number {{number}}), due by {{due}}: {{reason}}",
  },
  "service-declined": {
    title: "Order declined: {{title}}",
    body: "Your order for “{{title}}” (number {{number}}) was declined: {{reason}} Nothing is due.",
  },
  "service-cancelled": {
    title: "Order withdrawn: {{title}}",
    body: "{{from}} has withdrawn the order for “{{title}}” (number {{number}}). {{reason}}",
  },
  "service-reminded": {
    title: "The delivery is late: {{title}}",
    body: "The client reminds you of “{{title}}” (number {{number}}). If nothing is delivered in ten working days, it can end the order. {{reason}}",
  },
  "service-ended": {
    title: "Order ended: {{title}}",
    body: "“{{title}}” (number {{number}}) was not delivered after the reminder either, and the client has ended the order. {{reason}} Nothing is due.",
  },
  "service-called-off": {
    title: "Order called off: {{title}}",
    body: "The provider has called off “{{title}}” (number {{number}}): {{reason}} Nothing is due.",
  },
  "service-lapsed": {
    title: "Order lapsed: {{title}}",
    body: "The order for “{{title}}” (number {{number}}) was not answered in time and has lapsed. Nothing is due.",
  },
  "service-restricted": {
    title: "Order cancelled by a decision: {{title}}",
    body: "The order for “{{title}}” (number {{number}}) was cancelled by the published rules on decision {{reason}}. Nothing is due.",
  },
  "booking-reminder": {
    title: "Coming up: {{title}}",
    body: "Your booking of “{{title}}” begins soon: {{when}}. If you cannot come, please cancel or move it as early as you can.",
  },
  "booking-requested": {
    title: "To approve: {{title}}",
    body: "{{from}} asks to book “{{title}}”, {{when}}. Please decide soon.",
  },
  "booking-confirmed": {
    title: "Booking confirmed: {{title}}",
    body: "The booking of “{{title}}” is confirmed: {{when}}.",
  },
  "booking-series-requested": {
    title: "Repeated booking to approve: {{title}}",
    body: "{{from}} asks for “{{title}}” repeatedly; bookings in all: {{reason}}; the first: {{when}}. Please answer in time.",
  },
  "booking-series-confirmed": {
    title: "Repeated booking confirmed: {{title}}",
    body: "The repeated booking of “{{title}}” is confirmed. Bookings in all: {{reason}}; the first: {{when}}.",
  },
  "booking-series-cancelled": {
    title: "Repeated booking cancelled: {{title}}",
    body: "{{from}} cancelled bookings of “{{title}}” that repeat. Number: {{reason}}; the first: {{when}}. Their time is free again.",
  },
  "booking-series-moved": {
    title: "Repeated booking moved: {{title}}",
    body: "{{from}} moved bookings of “{{title}}” that repeat. Number: {{reason}}; the first: {{when}}.",
  },
  "booking-made-for-you": {
    title: "Booked for you: {{title}}",
    body: "The provider's staff have booked “{{title}}” for you: {{when}}. If you do not need it, please cancel it in time.",
  },
  "booking-approved": {
    title: "Booking approved: {{title}}",
    body: "Your booking of “{{title}}” is approved: {{when}}. {{reason}}",
  },
  "booking-rejected": {
    title: "Booking declined: {{title}}",
    body: "Your booking of “{{title}}” ({{when}}) was declined: {{reason}}",
  },
  "booking-cancelled": {
    title: "Booking cancelled: {{title}}",
    body: "{{from}} has cancelled the booking of “{{title}}” ({{when}}); the time is free again. {{reason}}",
  },
  "booking-called-off": {
    title: "Your booking was called off: {{title}}",
    body: "The facility has called off your booking of “{{title}}” ({{when}}): {{reason}} You are not charged.",
  },
  "booking-completed": {
    title: "Use completed: {{title}}",
    body: "The record of use of “{{title}}” ({{when}}) is ready. Please look at it and rate the service.",
  },
  "booking-vacated": {
    title: "The user has checked out: {{title}}",
    body: "“{{from}}” has finished using “{{title}}” ({{when}}). Please record the use.",
  },
  "booking-corrected": {
    title: "Record of use corrected: {{title}}",
    body: "The provider has corrected the record of your use of “{{title}}” ({{when}}). Reason: {{reason}}. If you disagree, please contact the provider.",
  },
  "booking-relocated": {
    title: "Your booking is on another unit: {{title}}",
    body: "Your booking of “{{title}}” ({{when}}) keeps its time but moves to another unit of the same kind. Reason: {{reason}}.",
  },
  "booking-restricted": {
    title: "Cancelled by a decision: {{title}}",
    body: "The booking of “{{title}}” ({{when}}) was cancelled by the published rules on decision {{reason}}. Nothing is charged and nothing enters the usage record; what has begun may finish.",
  },
  "booking-displaced": {
    title: "Your booking cannot take place: {{title}}",
    body: "“{{title}}” is out of service at the time of your booking ({{when}}). Reason: {{reason}}. You owe nothing and it does not count against you. Open the booking to choose one of the nearest free times instead.",
  },
  "problem-reported": {
    title: "Problem reported: {{title}}",
    body: "{{from}} reports a problem with “{{title}}” ({{unit}}): {{description}}",
  },
  "problem-acknowledged": {
    title: "Your report is being dealt with: {{title}}",
    body: "The provider is dealing with the problem you reported with “{{title}}” ({{unit}}). {{reason}}",
  },
  "problem-resolved": {
    title: "Problem resolved: {{title}}",
    body: "The problem you reported with “{{title}}” ({{unit}}) has been resolved: {{reason}}",
  },
  "booking-no-show": {
    title: "Recorded as no-show: {{title}}",
    body: "Nobody came for your booking of “{{title}}” ({{when}}). If you disagree, please contact the facility.",
  },
  "booking-expired": {
    title: "Booking expired: {{title}}",
    body: "The booking of “{{title}}” ({{when}}) was not handled in time and has expired; the time is free again.",
  },
  "booking-handed-over": {
    title: "A colleague handed you a booking: {{title}}",
    body: "The booking of “{{title}}” ({{when}}) is now yours; please be there on time. {{reason}}",
  },
  "booking-handed-on": {
    title: "Your booking went to a colleague: {{title}}",
    body: "Your booking of “{{title}}” ({{when}}) has been handed to a colleague. {{reason}}",
  },
  "booking-changed": { title: "New time: {{title}}", body: "The booking of “{{title}}” is now {{when}}." },
  "search-alert": {
    title: "{{count}} new results for your saved searches",
    body: "Newly published and fitting what you saved: {{names}}.",
  },
  mail: {
    detail: "{{label}}: {{value}}",
    frame:
      "Dear {{name}},\n\n{{body}}\n\nSee it here: {{link}}\n\nKexiang (sent automatically; please do not answer. How you hear of things: {{manage}})",
    digest: {
      subject_one: "Kexiang: {{count}} new notice",
      subject_other: "Kexiang: {{count}} new notices",
      body: "Dear {{name}},\n\nthis is what you have not read yet.\n\n{{parts}}\n\nSee them all: {{link}}\n\nKexiang (one mail a day; how you hear of things: {{manage}})",
      more: "And {{count}} more.",
    },
    confirmEmail: {
      subject: "Please confirm your e-mail address",
      body: "Dear {{name}},\n\nyou have registered at Kexiang. Please open this link within 7 days to confirm your address:\n\n{{link}}\n\nIf it was not you, ignore this mail.",
    },
    resetPassword: {
      subject: "Reset your password",
      body: "Dear {{name}},\n\nsomebody asked to reset your password. Open this link within one hour to choose a new one; it works once:\n\n{{link}}\n\nIf it was not you, ignore this mail: your password still works.",
    },
    signInLink: {
      subject: "Your link to sign in",
      body: "Dear {{name}},\n\nthere were many attempts to sign in to your account with a wrong password, so signing in with the password from an unknown device is paused. This link signs you in without it; it works once, within one hour:\n\n{{link}}\n\nIf it was not you who tried, you need do nothing: nobody has got in.",
    },
    passwordChanged: {
      subject: "Your password was changed",
      body: "Dear {{name}},\n\nyour password has just been changed and your other devices were signed out.\n\nIf it was not you, reset your password at once:\n\n{{link}}",
    },
    totpChanged: {
      subject: "Your verification codes were turned on or off",
      body: "Dear {{name}},\n\nthe verification codes of your account have just been turned on or off. If it was not you, change your password and check your account at once:\n\n{{link}}",
    },
    recoveryUsed: {
      subject: "A recovery code was used",
      body: "Dear {{name}},\n\na recovery code of your account has just been used; {{left}} are left. You can make new ones on the security page. If it was not you, change your password and check your account at once:\n\n{{link}}",
    },
    invitation: {
      subject: "{{from}} invites you to {{organization}}",
      body: "Hello,\n\n{{from}} invites you to join {{organization}} at Kexiang. Open this link within 7 days to accept:\n\n{{link}}\n\nIf you do not know the sender, ignore this mail.",
    },
  },
};
