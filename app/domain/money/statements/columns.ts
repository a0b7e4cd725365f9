/** What a column of a bank's statement holds. */
export const bankFields = [
  "date",
  "time",
  "credit",
  "debit",
  "amount",
  "direction",
  "balance",
  "payer",
  "payerAccount",
  "serial",
  "remark",
] as const;

export type BankField = (typeof bankFields)[number];

/**
 * How the banks of the mainland head these columns in the CSV files of their corporate services, and English ones,
 * without what stands in brackets. The first that fits a field wins; of remarks all count.
 */
const heads: Record<BankField, readonly string[]> = {
  date: "交易日期 记账日期 入账日期 记帐日期 交易日 业务日期 日期 交易时间 记账时间 transactiondate bookingdate date valuedate 起息日".split(
    " ",
  ),
  time: "交易时间 交易时刻 时间 time transactiontime".split(" "),
  credit:
    "贷方发生额 贷方金额 收入金额 贷方 收入 存入金额 转入金额 收入发生额 收方金额 credit creditamount deposit paidin".split(
      " ",
    ),
  debit:
    "借方发生额 借方金额 支出金额 借方 支出 支取金额 转出金额 支出发生额 付方金额 debit debitamount withdrawal paidout".split(
      " ",
    ),
  amount: "交易金额 发生额 金额 交易额 amount transactionamount".split(" "),
  direction:
    "借贷标志 借贷方向 借贷 借/贷 收支标志 收支 收/支 收付标志 交易方向 来往账标志 direction debit/credit dr/cr".split(
      " ",
    ),
  balance: "账户余额 余额 交易后余额 本次余额 帐户余额 可用余额 balance".split(" "),
  payer:
    "对方户名 对方账户名称 对方账户名 对方名称 对方单位名称 对方单位 对手方户名 交易对方名称 交易对方 付款人名称 付款方户名 付款人 counterparty counterpartyname payer payername".split(
      " ",
    ),
  payerAccount:
    "对方账号 对方帐号 对方账户 对方银行账号 对手方账号 交易对方账号 付款人账号 付款方账号 counterpartyaccount payeraccount".split(
      " ",
    ),
  serial:
    "交易流水号 账户明细编号-交易流水号 银行流水号 核心流水号 交易参考号 业务参考号 流水号 交易序号 日志号 transactionid transactionreference bankreference reference".split(
      " ",
    ),
  remark:
    "附言 交易附言 汇款附言 客户附言 用途 交易用途 摘要 交易摘要 备注 remark remarks description narrative summary".split(
      " ",
    ),
};

/** A head as it is compared: half width, lower case, without spaces and without what stands in brackets. */
export const plainHead = (head: string): string =>
  head
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/g, "")
    .replace(/[\s\p{Cf}:]/gu, "")
    .replace(/\/元$/, "");

/** Which columns hold what, by their places. */
export interface BankColumns extends Partial<Record<Exclude<BankField, "remark">, number>> {
  remark: number[];
}

/**
 * What the cells of a row head, or undefined where the row is not a statement's head: it must say when, and how much came
 * in, whether in columns of its own or with a mark of the direction or a sign.
 */
export function readHead(row: readonly string[]): BankColumns | undefined {
  const plain = row.map(plainHead);
  const columns: BankColumns = {
    remark: plain.flatMap((head, at) => (heads.remark.includes(head) ? [at] : [])),
  };
  for (const field of bankFields) {
    if (field === "remark") continue;
    const name = heads[field].find((head) => plain.includes(head));
    const at = name === undefined ? -1 : plain.indexOf(name);
    const taken = field === "time" && at === columns.date;
    if (at >= 0 && !taken) columns[field] = at;
  }
  const money = columns.credit !== undefined || columns.amount !== undefined;
  return columns.date !== undefined && money ? columns : undefined;
}
