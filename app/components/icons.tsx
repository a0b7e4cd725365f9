import type { ReactNode } from "react";

/** Strokes on a 16-unit grid, 1.5 wide; only those in use. */
const drawings = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  menu: <path d="M2 4h12M2 8h12M2 12h12" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  check: <path d="m3 8.5 3.5 3.5L13 4.5" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  back: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  down: <path d="m3.5 6 4.5 4.5L12.5 6" />,
  up: <path d="M3.5 10.5 8 6l4.5 4.5" />,
  sort: <path d="m5 6 3-3 3 3M5 10l3 3 3-3" />,
  calendar: <path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  eye: (
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="2" />
    </>
  ),
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.25v4M8 4.75v.5" />
    </>
  ),
  warning: <path d="M8 2 1.5 13.5h13zM8 6.5v3.25M8 11.25v.5" />,
  refuse: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.5 5.5 5 5M10.5 5.5l-5 5" />
    </>
  ),
  success: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5 8.25 2.25 2.25L11 6" />
    </>
  ),
  bell: <path d="M3.5 11.5h9l-1-1.5V7a3.5 3.5 0 0 0-7 0v3zM6.5 13.5h3" />,
  person: (
    <>
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  place: (
    <>
      <path d="M8 14.5S13 10 13 6.5a5 5 0 0 0-10 0C3 10 8 14.5 8 14.5Z" />
      <circle cx="8" cy="6.5" r="1.75" />
    </>
  ),
  file: <path d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3" />,
  upload: <path d="M8 10.5v-8M5 5l3-3 3 3M2.5 10.5v3h11v-3" />,
  download: <path d="M8 2.5v8M5 8l3 3 3-3M2.5 10.5v3h11v-3" />,
  plus: <path d="M8 3v10M3 8h10" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A small line drawing beside a word; always decorative, so the word must carry the meaning. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className ? `shrink-0 ${className}` : "shrink-0"}
    >
      {drawings[name]}
    </svg>
  );
}
