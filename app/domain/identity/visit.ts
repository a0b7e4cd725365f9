/** Where a sign-in comes from. */
export interface Visit {
  /** The client's address as far as trusted proxies tell. */
  ip: string | null;
  /** What people recognise a device by, `Firefox · Windows`. */
  device: string;
  /** The session this browser had before; it ends when another begins. */
  sessionId: string | null;
  /** What this browser is recognized by from its first sign-in on: `id.secret`, kept in a cookie. */
  deviceToken: string;
}

/** The current session, as commands that change a person's security want it. */
export interface SessionRef {
  id: string;
  authenticatedAt: Date;
}

const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/QQBrowser\//, "QQ Browser"],
  [/(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Chrome|CriOS|Chromium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/, "HarmonyOS"],
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** A short name of the device behind a `User-Agent`; empty when nothing is recognised. */
export function deviceName(userAgent: string): string {
  const first = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [first(browsers), first(systems)].filter(Boolean).join(" · ");
}

const recentMs = 15 * 60_000;

/** Whether the password or code was proved in the last quarter of an hour; sensitive acts ask again after that. */
export const isRecent = (session: SessionRef, now: Date): boolean =>
  now.getTime() - session.authenticatedAt.getTime() <= recentMs;
