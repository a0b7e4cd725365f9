/** Discounted gain of the first ten against the best possible order; gain 2^grade − 1. */
export function ndcg10(ids: readonly string[], grades: Readonly<Record<string, number>>): number {
  const gain = (grade: number, i: number) => (2 ** grade - 1) / Math.log2(i + 2);
  const ideal = Object.values(grades)
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((sum, grade, i) => sum + gain(grade, i), 0);
  if (ideal === 0) return 0;
  return ids.slice(0, 10).reduce((sum, id, i) => sum + gain(grades[id] ?? 0, i), 0) / ideal;
}

/** The share of relevant documents (grade 2 or 3) among the first ten, of as many as ten could hold. */
export function recall10(ids: readonly string[], grades: Readonly<Record<string, number>>): number {
  const relevant = Object.values(grades).filter((grade) => grade >= 2).length;
  if (relevant === 0) return 1;
  return ids.slice(0, 10).filter((id) => (grades[id] ?? 0) >= 2).length / Math.min(10, relevant);
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value below which the share `p` of all lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
}

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
