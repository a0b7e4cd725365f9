/** The same keys with other words: what the English messages must be for the Chinese ones. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };
