const form = /^([A-H])(\d{2})([A-Z])(\d{1,4})\/(\d{2,6})$/;
const subclassForm = /^([A-H])(\d{2})([A-Z])$/;
const machineForm = /^([A-H]\d{2}[A-Z])([ 0]{0,3}\d{1,4})\/?(\d{2,6}) *(?:\d{8}.*)?$/;

/**
 * Reads an IPC symbol as people and machines write it and returns its human form `H01M 10/0525`; a subclass alone
 * (`H01M`) stands for all of it. Undefined when it is not one (WIPO ST.8).
 */
export function readIpc(written: string): string | undefined {
  const plain = written.normalize("NFKC").toUpperCase().trim();
  const compact = plain.replace(/\s+/g, "");
  const subclass = subclassForm.exec(compact);
  if (subclass) return subclass[0];
  const human = form.exec(compact);
  if (human) return `${human[1]}${human[2]}${human[3]} ${Number(human[4])}/${human[5]}`;
  const machine = machineForm.exec(plain);
  if (!machine?.[1] || !machine[2] || !machine[3] || !plain.includes("/")) return undefined;
  return `${machine[1]} ${Number(machine[2])}/${machine[3]}`;
}

/** Every heading a symbol stands under, widest first: `H`, `H01`, `H01M`, `H01M 10`, `H01M 10/0525`. */
export function ipcPath(symbol: string): string[] {
  const [head = "", group] = symbol.split("/");
  const [subclass = "", main] = head.split(" ");
  const path = [subclass.slice(0, 1), subclass.slice(0, 3), subclass];
  if (main) path.push(`${subclass} ${main}`);
  if (main && group) path.push(symbol);
  return path;
}
