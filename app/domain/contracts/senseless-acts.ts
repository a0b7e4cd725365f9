interface Seen {
  side: "client" | "developer" | undefined;
  row: { clientId: string; developerId: string; terminationById: string | null };
  text?: { id: string; organizationId: string };
  signatures: readonly { side: string; textId: string }[];
  grounds: readonly unknown[];
}

/**
 * The acts that a contract's state would allow its reader and that make no sense as it stands: to agree to one's own
 * text or to none, to sign twice, to take back what nobody proposed, to end it without a ground.
 */
export function senselessActs({ side, row, text, signatures, grounds }: Seen): string[] {
  const mine = side === "client" ? row.clientId : row.developerId;
  const signed = signatures.some((one) => one.side === side && one.textId === text?.id);
  const senseless: Record<string, boolean> = {
    agree: text === undefined || text.organizationId === mine,
    sign: signed,
    "propose-termination": row.terminationById !== null,
    "withdraw-termination": row.terminationById === null,
    terminate: grounds.length === 0,
  };
  return Object.keys(senseless).filter((name) => senseless[name]);
}
