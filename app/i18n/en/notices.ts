import type { Translation } from "../translation.ts";
import type { notices as zh } from "../zh-CN/notices.ts";

export const notices: Translation<typeof zh> = {
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
  "booking-requested": {
    title: "To approve: {{title}}",
    body: "{{from}} asks to book “{{title}}”, {{when}}. Please decide soon.",
  },
  "booking-confirmed": {
    title: "Booking confirmed: {{title}}",
    body: "The booking of “{{title}}” is confirmed: {{when}}.",
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
  "booking-changed": { title: "New time: {{title}}", body: "The booking of “{{title}}” is now {{when}}." },
  "search-alert": {
    title: "{{count}} new results for your saved searches",
    body: "Newly published and fitting what you saved: {{names}}.",
  },
  mail: {
    frame:
      "Dear {{name}},\n\n{{body}}\n\nSee it here: {{link}}\n\nKexiang (sent automatically; please do not answer)",
    confirmEmail: {
      subject: "Please confirm your e-mail address",
      body: "Dear {{name}},\n\nyou have registered at Kexiang. Please open this link within 7 days to confirm your address:\n\n{{link}}\n\nIf it was not you, ignore this mail.",
    },
    resetPassword: {
      subject: "Reset your password",
      body: "Dear {{name}},\n\nsomebody asked to reset your password. Open this link within one hour to choose a new one; it works once:\n\n{{link}}\n\nIf it was not you, ignore this mail: your password still works.",
    },
    passwordChanged: {
      subject: "Your password was changed",
      body: "Dear {{name}},\n\nyour password has just been changed and your other devices were signed out.\n\nIf it was not you, reset your password at once:\n\n{{link}}",
    },
    totpChanged: {
      subject: "Your verification codes were turned on or off",
      body: "Dear {{name}},\n\nthe verification codes of your account have just been turned on or off. If it was not you, change your password and check your account at once:\n\n{{link}}",
    },
    invitation: {
      subject: "{{from}} invites you to {{organization}}",
      body: "Hello,\n\n{{from}} invites you to join {{organization}} at Kexiang. Open this link within 7 days to accept:\n\n{{link}}\n\nIf you do not know the sender, ignore this mail.",
    },
  },
};
