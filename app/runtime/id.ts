import { validate } from "uuid";

/** Whether a text from outside can be an id of ours at all; anything else would only be an error of the database. */
export const isUuid = (text: string): boolean => validate(text);
