/**
 * Addresses that no real mailbox can have (RFC 2606 and 6761). The demonstration shows only mail to these, so that
 * nobody reads mail meant for a real person.
 */
export const isReservedAddress = (email: string): boolean =>
  /(^|[@.])(test|example|invalid|localhost|example\.(com|net|org))$/.test(email.toLowerCase());
