export * from "./booking.ts";
export * from "./catalog.ts";
export * from "./credit.ts";
export * from "./identity.ts";
export * from "./imports.ts";
export * from "./saved-search.ts";
export * from "./search.ts";
export * from "./shared.ts";
