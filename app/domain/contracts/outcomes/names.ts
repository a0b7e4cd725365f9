/** Where the words of a figure are, as `namespace:key`. */
export function nameOfFigure(
  part: "demands" | "contracts" | "milestones" | "disputes",
  name: string,
): string {
  if (part === "contracts") return `contracts:kind.${name}`;
  return `outcomes:${part === "demands" ? "demand" : part === "milestones" ? "milestone" : "dispute"}.${name}`;
}
