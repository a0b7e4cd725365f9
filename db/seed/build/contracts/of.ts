import type { ContractSeed } from "../../contracts/contract-seed.ts";
import { seedId } from "../../ids.ts";
import type { Calendar } from "../calendar.ts";

/** At what minute of the day things happen. */
export const morning = 600;

/** A contract's seed with its ids and sides. */
export interface Of {
  seed: ContractSeed;
  calendar: Calendar;
  id: string;
  clientId: string;
  developerId: string;
}

export const milestoneId = ({ seed }: Of, n: number): string => seedId(`milestone ${seed.key} ${n}`, 610 + n);
