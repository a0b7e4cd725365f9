const width = 30;

/** `████░░░░ 42 %  210 / 500` on one line that is written over; nothing where the output is not a terminal. */
export function showBar(label: string, done: number, total: number): void {
  if (!process.stdout.isTTY) return;
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * width);
  const bar = "█".repeat(filled) + "░".repeat(width - filled);
  process.stdout.write(
    `\r  ${label} ${bar} ${Math.floor(share * 100)} %  ${done} / ${total}${done >= total ? "\n" : ""}`,
  );
}
