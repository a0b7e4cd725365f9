import type { Page } from "@playwright/test";
import type { Story } from "../story.ts";
import { award, beginContract, postDemand, proposeThree, review } from "./award.ts";
import { evaluateAndRegister, fulfil, writeAndSign } from "./fulfil.ts";
import { type Telling, tellerOf } from "./teller.ts";

/** A commissioned research project in the browser, from the demand to the registered contract. */
export async function tellCommissioned(page: Page, story: Story, telling: Telling): Promise<void> {
  const teller = tellerOf(page, story, telling);
  const demand = await postDemand(teller);
  await review(teller, demand);
  const own = await proposeThree(teller, demand);
  await award(teller, demand, own);
  const contract = await beginContract(teller, demand);
  await writeAndSign(teller, contract);
  await fulfil(teller, contract);
  await evaluateAndRegister(teller, contract);
}
