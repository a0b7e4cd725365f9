/** What is longer is a secret: ids of things have 36 characters, the shortest token has 43. */
const secrets = /[\w.-]{40,}/g;

/** The path of a request as the log may keep it: addresses that are themselves a permission lose their secret. */
export const loggedPath = (path: string): string => path.replace(secrets, "[secret]");
