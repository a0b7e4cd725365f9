export const passwordMinimum = 10;
export const passwordMaximum = 128;

/**
 * Words that most leaked passwords are made of. A password that is only such a word with digits and signs around it
 * falls to the first thousand guesses, however long it is.
 */
const obviousWords = new Set(
  `password passw0rd passwort qwerty qwertyuiop qwertyui asdfgh asdfghjkl zxcvbnm qazwsx qazwsxedc 1qaz2wsx letmein
  welcome iloveyou admin administrator root user guest login test testtest demo default changeme secret master monkey
  dragon football baseball sunshine princess superman batman shadow michael jordan hunter trustno abc abcd abcde abcdef
  abcdefg abcdefgh abcdefghi abcdefghij aaa aaaa qwe asd zxc qweasd qweasdzxc woaini woainima wodemima nihao caonima
  zhongguo beijing hangzhou zhejiang shanghai kexiang keji mima zhanghao taobao alipay wechat weixin`.split(
    /\s+/,
  ),
);

export type PasswordFault =
  | "password_too_short"
  | "password_too_long"
  | "password_obvious"
  | "password_own_name";

/** Why a password is not good enough; empty when it is. `own` are the person's address and name. */
export function passwordFaults(password: string, own: readonly string[] = []): PasswordFault[] {
  const length = [...password].length;
  const faults: PasswordFault[] = [];
  if (length < passwordMinimum) faults.push("password_too_short");
  if (length > passwordMaximum) faults.push("password_too_long");
  if (isObvious(password)) faults.push("password_obvious");
  if (own.some((text) => isMadeOf(password, text))) faults.push("password_own_name");
  return faults;
}

function isObvious(password: string): boolean {
  const lower = password.normalize("NFKC").toLowerCase();
  const different = new Set(lower).size;
  if (different < 5 || isRun(lower) || isRepeated(lower)) return true;
  const letters = lower.replace(/[^\p{L}]/gu, "");
  if (letters === "") return different < 7;
  // What is left when digits and signs around a word go, and those within it are read as the letters they stand for.
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const read = core.replaceAll("@", "a").replaceAll("$", "s").replaceAll("0", "o").replaceAll("1", "i");
  return [letters, core, read].some((text) => obviousWords.has(text.replace(/^(.+?)\1+$/u, "$1")));
}

const rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"];

/** A walk along the digits, the alphabet or the keyboard, in either direction. */
const isRun = (text: string): boolean =>
  rows.some((row) => row.includes(text) || row.includes([...text].reverse().join("")));

/** `kx2kx2kx2kx2`: one short piece again and again. */
const isRepeated = (text: string): boolean => /^(.{1,5})\1+$/u.test(text);

function isMadeOf(password: string, text: string): boolean {
  const piece = text.toLowerCase().replace(/@.*$/, "").trim();
  if (piece.length < 3) return false;
  const rest = password.toLowerCase().replaceAll(piece, "");
  return rest.length < password.length && rest.replace(/[^\p{L}]/gu, "").length < 3;
}
