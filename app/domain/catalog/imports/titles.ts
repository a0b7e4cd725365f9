/** A title made of a description: its first sentence or line, at most 60 characters. */
export function titleFrom(description: string): string {
  const [first = ""] = description.trim().split(/[。；;\n]|\. /);
  return [...first.trim()].slice(0, 60).join("");
}

/** Whether a name can serve readers of English: it has Latin letters and no Chinese ones. */
export const isLatin = (name: string): boolean => /[A-Za-z]/.test(name) && !/\p{Script=Han}/u.test(name);
