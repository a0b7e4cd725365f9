import { completeAccount, type Onboarding } from "./connect.ts";
import { ApiError } from "./errors.ts";
import { type Desk, pay } from "./payments.ts";
import type { PaymentMethod, Session } from "./world.ts";

export interface Page {
  status: number;
  html?: string;
  location?: string;
}

const names: Record<PaymentMethod, string> = {
  card: "银行卡 Card",
  alipay: "支付宝 Alipay",
  wechat_pay: "微信支付 WeChat Pay",
};

/** The payment page that Stripe hosts: a person pays, is refused, or goes back. */
export function paymentPage(desk: Desk, id: string, form?: URLSearchParams): Page {
  const session = desk.world.sessions.find(id);
  if (session.status === "complete") return { status: 303, location: successUrl(session) };
  if (session.status === "expired")
    return { status: 200, html: html("此页面已过期 This page has expired", "") };
  if (!form) return { status: 200, html: payForm(session) };
  const method = session.payment_method_types.find((known) => known === form.get("method"));
  if (!method) return { status: 200, html: payForm(session, "选择一种方式 Choose a way to pay") };
  try {
    pay(desk, id, {
      ...{ method, name: form.get("name") ?? "", email: form.get("email") ?? "" },
      card: method === "card" ? (form.get("card") ?? "") : "",
    });
    return { status: 303, location: successUrl(session) };
  } catch (error) {
    if (error instanceof ApiError) return { status: 200, html: payForm(session, error.message) };
    throw error;
  }
}

const successUrl = ({ success_url, id }: Session): string =>
  success_url.replaceAll("{CHECKOUT_SESSION_ID}", id);

function payForm(session: Session, complaint = ""): string {
  const amount = (session.amount_total / 100).toFixed(2);
  const choices = session.payment_method_types
    .map(
      (method, at) =>
        `<label><input type="radio" name="method" value="${method}"${at === 0 ? " checked" : ""}> ${names[method]}</label>`,
    )
    .join("<br>");
  return html(
    `${session.currency.toUpperCase()} ${amount}`,
    `${complaint ? `<p role="alert">${escapeHtml(complaint)}</p>` : ""}
     <form method="post">${choices}
       <p><label>卡号 Card number <input name="card" value="4242424242424242" autocomplete="off"></label></p>
       <p><label>姓名 Name <input name="name" value="Payer Privately"></label></p>
       <p><label>邮箱 Email <input name="email" value="payer.privately@example.test"></label></p>
       <button>付款 Pay</button></form>
     ${session.cancel_url ? `<p><a href="${escapeHtml(session.cancel_url)}">返回 Back</a></p>` : ""}`,
  );
}

/** The page on which a provider tells Stripe who it is and where its bank is. */
export function onboardingPage(
  desk: Desk,
  links: Map<string, Onboarding>,
  id: string,
  form?: URLSearchParams,
): Page {
  const link = links.get(id);
  if (!link) return { status: 404, html: html("404", "") };
  if (link.used) return { status: 303, location: link.refreshUrl };
  if (!form)
    return {
      status: 200,
      html: html(
        "收款账户 Payouts account",
        `<form method="post"><button name="do" value="complete">提交 Submit</button> <button name="do" value="later">稍后 Later</button></form>`,
      ),
    };
  link.used = true;
  if (form.get("do") === "complete") completeAccount(desk, link.account);
  return { status: 303, location: link.returnUrl };
}

const html = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><body><main><h1>${title}</h1>${body}</main></body></html>`;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
