// What time it is for the product: the phone's clock with the difference to the server's, learnt at each contact.
import * as outbox from "./outbox.js";

let offset = 0;

/** Take the difference that was learnt last, before the network is there. */
export async function remember() {
  offset = (await outbox.setting("clock_offset")) ?? 0;
}

/** Learn the difference from an answer that carries the server's time, halfway between asking and hearing. */
export async function learn(serverNow, askedAt, heardAt) {
  offset = new Date(serverNow).getTime() - (askedAt + heardAt) / 2;
  await outbox.keepSetting("clock_offset", offset);
}

export const now = () => new Date(Date.now() + offset);

/** The product's day in Vietnam, as 2021-12-20. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(now());
