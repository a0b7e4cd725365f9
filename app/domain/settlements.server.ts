import { sendBackByStripe } from "./money/stripe/refunds/send-refund.server.ts";
import { milestoneSettlement } from "./contracts/milestones/shortage.server.ts";
import { royaltySettlement } from "./contracts/royalties/money.server.ts";
import { depositSettlement } from "./deals/bidding/deposits.server.ts";
import { bookingSettlement } from "./booking/charging/on-paid.server.ts";
import { type Registry, registerSettlements, type Settlement } from "./money/settlement.server.ts";
import { returnVoucherPayment } from "./vouchers/return-payment.server.ts";

/** Nothing else happens when it is paid. */
const nothing: Settlement = { paid: async () => {} };

/**
 * What each slice does when a charge for something of its own is paid, by the type of the cause, and who sends refunds
 * back, by payment method. The one place that knows both money and those who charge; a slice adds its line here. Whoever
 * starts a process that books payments imports this file.
 */
export const platformSettlements: Registry = {
  settlements: {
    booking: bookingSettlement,
    sample_order: nothing,
    service_order: nothing,
    milestone: milestoneSettlement,
    royalty: royaltySettlement,
    contract: nothing,
    auction_entry: depositSettlement,
  },
  senders: { stripe: sendBackByStripe, voucher: returnVoucherPayment },
};

registerSettlements(platformSettlements);
