import type { KeyboardEvent } from "react";

const steps: Record<string, [column: number, row: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Arrow keys between the links of a week: up and down within a day, left and right to the nearest time of a
 * neighbouring day. Links carry `data-day` (0–6) and `data-at` (minutes after the day's start).
 */
export function moveInGrid(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const from = event.target;
  if (!step || !(from instanceof HTMLElement) || from.dataset.day === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-day]")];
  const next = step[0] === 0 ? alongDay(links, from, step[1]) : acrossDays(links, from, step[0]);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const dayOf = (link: HTMLElement): number => Number(link.dataset.day);
const atOf = (link: HTMLElement): number => Number(link.dataset.at);

function alongDay(links: HTMLElement[], from: HTMLElement, step: number): HTMLElement | undefined {
  const day = links.filter((link) => dayOf(link) === dayOf(from)).toSorted((a, b) => atOf(a) - atOf(b));
  return day[day.indexOf(from) + step];
}

function acrossDays(links: HTMLElement[], from: HTMLElement, step: number): HTMLElement | undefined {
  for (let day = dayOf(from) + step; day >= 0 && day <= 6; day += step) {
    const there = links.filter((link) => dayOf(link) === day);
    if (there.length === 0) continue;
    const away = (link: HTMLElement) => Math.abs(atOf(link) - atOf(from));
    return there.toSorted((a, b) => away(a) - away(b))[0];
  }
  return undefined;
}
