import { seedId } from "../../ids.ts";

export const programId = (key: string): string => seedId(`voucher program ${key}`, 2_000);
export const budgetId = (key: string): string => seedId(`budget ${key}`, 2_000);
export const rulesId = (key: string): string => seedId(`voucher rules ${key}`, 2_000);
export const voucherId = (key: string): string => seedId(`voucher ${key}`, 2_010);
