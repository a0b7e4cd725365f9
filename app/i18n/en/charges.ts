import type { Translation } from "../translation.ts";
import type { charges as zh } from "../zh-CN/charges.ts";

export const charges: Translation<typeof zh> = {
  purpose: {
    use: "Use of a facility",
    cancellation: "Late cancellation",
    no_show: "No-show",
    difference: "Difference in use",
    samples: "Work on samples",
    milestone: "Contract milestone",
    deposit: "Deposit",
    contract: "Contract",
  },
  reason: {
    booked_time: "{{minutes}} minutes booked, {{item}}",
    booked_days: "{{days}} days booked, {{item}}",
    more_used: "Used {{minutes}} minutes longer than booked",
    less_used: "Used {{minutes}} minutes less than booked",
    agreed: "Price agreed",
    corrected: "Difference between the amount settled and the price booked",
    class_discount: "Discount for {{class}}",
    late_cancel: "Cancelled less than {{hours}} hours before the start: {{percent}} % of the price",
    no_show: "Did not show up: {{percent}} % of the price",
    samples: "{{count}} samples, {{item}}",
    milestone: "Milestone {{n}}",
    deposit: "Deposit",
    contract: "Contract price",
    other: "Other",
  },
};
