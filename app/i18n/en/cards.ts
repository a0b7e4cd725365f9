import type { Translation } from "../translation.ts";
import type { cards as zh } from "../zh-CN/cards.ts";

export const cards: Translation<typeof zh> = {
  checkout: {
    title: "Pay online",
    lead: "Pay by card, Alipay or WeChat Pay on Stripe's payment page.",
    item: "Kexiang charge {{reference}}",
    charge: "Charge {{reference}}",
    payee: "Paid to",
    reference: "Payment reference",
    amount: "Amount charged",
    open: "Still to be paid",
    pay: "Go to payment",
    goOn: "Continue to payment",
    where: "Stripe handles the payment itself. We never see or keep card numbers.",
    transfer: "Pay by bank transfer",
    again: "Check again",
    cause: "See what this charge is for",
    disputed: "The payer's bank disputes this payment. It holds the money until the dispute is decided.",
    tooLong: {
      title: "Not payable by card",
      detail_one:
        "This money would be held until {{until}}; payments by card are held for at most {{count}} day. Pay by bank transfer, or agree with the other side on shorter milestones, each paid when it starts.",
      detail_other:
        "This money would be held until {{until}}; payments by card are held for at most {{count}} days. Pay by bank transfer, or agree with the other side on shorter milestones, each paid when it starts.",
    },
    said: {
      paid: { title: "Paid", detail: "The money has arrived and this charge is settled." },
      over: {
        title: "Nothing to pay",
        detail:
          "This charge was cancelled or has expired. Money that still arrives goes back the way it came.",
      },
      waiting: {
        title: "Waiting for confirmation",
        detail:
          "You have finished on the payment page; Stripe's confirmation usually follows within seconds. Please do not pay twice.",
      },
      atBank: {
        title: "Your bank is still working on it",
        detail:
          "The payment was submitted. This page changes once your bank has confirmed it. Please do not pay twice.",
      },
      unreachable: {
        title: "The payment service cannot be reached",
        detail:
          "Nothing was charged. Your request is kept and tried again automatically. You can also try later or pay by bank transfer.",
      },
      refused: {
        title: "The payment service did not accept this",
        detail: "Nothing was charged. Please pay by bank transfer or ask the platform's operators.",
      },
      cancelled: {
        title: "You came back without paying",
        detail: "Nothing was charged. You can continue at any time.",
      },
      ended: {
        title: "The last payment page has closed",
        detail: "Nothing was charged. Please go to payment again.",
      },
    },
  },
  payouts: {
    title: "Payouts",
    lead: "What customers paid your organisation by card, Alipay or WeChat Pay reaches your bank account through Stripe.",
    account: { ready: "Account ready", unready: "Account not ready" },
    income: "Income",
    payable: "Ready to be paid out",
    later_one: "Later ({{count}} day after payment)",
    later_other: "Later ({{count}} days after payment)",
    held: "Held until acceptance",
    waiting: "On its way",
    sent: "Paid out",
    pay: "Pay out now",
    list: "Payouts",
    bank: "To your bank",
    none: "No payouts yet",
    noneDetail:
      "Once the account is ready, what is due is paid out every day. You can also pay out at any time.",
    bankNone: "Nothing has gone to your bank yet",
    bankNoneDetail: "What Stripe sends to your bank account is shown here.",
    at: "When",
    arrives: "Arrives",
    amount: "Amount",
    state_: "State",
    act: "Action",
    why: "Stripe's reason: {{code}}",
    retry: "Try again",
    cancel: "Give up",
    state: { waiting: "On its way", sent: "Paid out", failed: "Not accepted", cancelled: "Given up" },
    bankState: { pending: "On its way", paid: "Arrived", failed: "Returned by the bank" },
    done: {
      pay: "The payout is on its way.",
      retry: "The payout is on its way again.",
      cancel: "Given up. The amount can be paid out again.",
    },
    unverified: {
      title: "Your organisation is not verified",
      detail: "Payments online can be taken once it has been verified.",
    },
    stage: {
      none: {
        title: "No account for payouts yet",
        detail:
          "Tell Stripe about your organisation and its bank account on Stripe's own pages. Stripe checks it; none of it passes through us.",
        act: "Open an account",
      },
      begun: {
        title: "Your account is not finished",
        detail:
          "Finish telling Stripe about your organisation and its bank account; Stripe then checks it. Until then the money stays on your account.",
        act: "Continue at Stripe",
      },
      missing: {
        title: "Stripe needs more from you",
        detail_one:
          "{{count}} thing is missing; Stripe's page says which. Until then nothing is paid out and the money stays on your account.",
        detail_other:
          "{{count}} things are missing; Stripe's page says which. Until then nothing is paid out and the money stays on your account.",
        act: "Continue at Stripe",
      },
      checking: {
        title: "Stripe is checking your details",
        detail: "You have told Stripe everything. Payouts begin by themselves once it has agreed.",
      },
    },
  },
  holds: {
    tab: "Held money",
    title: "Money held of payments by card",
    lead: "Payment services hold money for a limited time. What nears its limit stands first; both sides have been told. It moves by the sides' acceptance, agreement or a mediator's decision only.",
    none: "Nothing is held of payments by card.",
    reference: "Reference",
    payer: "Payer",
    payee: "Payee",
    until: "Held until",
    amount: "Held",
    stage: { ending: "Nears its limit", over: "Past its limit" },
  },
  inbox: {
    tab: "Payment notices",
    title: "Notices of the payment service",
    lead: "Everything Stripe has told us, what became of it, and what needs a person.",
    views: "By state",
    view: { attention: "Needs attention", all: "All", done: "Done", ignored: "Nothing to do" },
    none: {
      attention: "Nothing needs attention",
      all: "No notices yet",
      done: "No notices done",
      ignored: "No notices without consequence",
    },
    noneDetail:
      "Notices that could not be worked through are tried again. Those that still fail wait here for a person.",
    waiting_one: "{{count}} needs attention",
    waiting_other: "{{count}} need attention",
    at: "Received",
    type: "Notice",
    state_: "Outcome",
    act: "Action",
    retry: "Try again",
    retried: "It will be worked through again.",
    fetched: "never delivered; we asked for it",
    attempts_one: "Tried {{count}} time",
    attempts_other: "Tried {{count}} times",
    state: { received: "Waiting", done: "Done", ignored: "Nothing to do", failed: "Needs a person" },
    reason: {
      unknown_type: "A kind of notice that does not concern us.",
      wrong_mode: "Test and live do not match: not applied.",
      foreign_account: "Of an account that is not ours: not applied.",
      not_ours: "About money that we did not ask for.",
      own_payout: "The platform's own payout: checked with the balance.",
      amount_differs: "Amount or currency is not what we asked for: not booked.",
      dispute_exceeds:
        "The bank took back more than was left of this payment, because refunds had gone out before. Only what was left is booked; the payee can give evidence. Follow the dispute at Stripe.",
      payment_unknown: "There is no such payment.",
      refund_unknown: "Somebody refunded this at Stripe itself. Check it and record it here.",
      refund_twice: "The same refund has gone out a second time. Ask the payer to return one of them.",
      refund_came_back: "The bank returned a refund that was complete. Refund the payer in another way.",
      transfer_reversed: "Somebody took a payout back at Stripe itself. Check it and correct the accounts.",
      refused: "Could not be booked:",
      unreachable: "Stripe cannot be reached; tried again.",
      given_up: "Tried several times in vain.",
    },
  },
};
