/** Stands in for `lock.server.ts` when a race shows what happens without it. */
export async function lockFacilities(): Promise<void> {}
