// The pages that the phone keeps: today's and tomorrow's, of the person who is signed in, and no longer than needed.
import * as clock from "./clock.js";
import * as outbox from "./outbox.js";

const PAGES = "donghanh-field-pages";
const YOUNG = 15 * 60_000; // milliseconds
export const can = "caches" in globalThis;

/** Fetch and keep this page and those that it leads to, so that they open on a pole without network. */
export async function fetchAhead() {
  if (!can) return;
  await keep(location.pathname + location.search); // the first page came before there was a worker to keep it
  for (const visit of ahead(document, "visit")) await keep(visit);
  for (const list of ahead(document, "list")) {
    const text = await keep(list);
    if (text) for (const visit of ahead(new DOMParser().parseFromString(text, "text/html"), "visit")) await keep(visit);
  }
}

const ahead = (page, what) => [...page.querySelectorAll(`[data-ahead=${what}]`)].map((link) => link.getAttribute("href"));

/** Keep a page unless it is kept already and young: each reading of a household's address is recorded. */
async function keep(address) {
  const kept = await caches.open(PAGES);
  const old = await kept.match(address, { ignoreVary: true });
  if (old && Date.now() - new Date(old.headers.get("Date")) < YOUNG) return old.text();
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error" }).catch(() => null);
  if (!answer?.ok || !answer.headers.has("X-Field-Day")) return null;
  await kept.put(address, answer.clone());
  return answer.text();
}

/** In the morning without network: yesterday's list, or none, gives way to the one that was kept for today. */
export async function turnToToday(scope, day) {
  const address = `${scope}?ngay=${clock.today()}`;
  const isStale = location.pathname === scope ? day < clock.today() : document.querySelector("[data-offline]") !== null;
  if (!can || !isStale || location.search.includes(clock.today())) return;
  const found = await (await caches.open(PAGES)).match(address, { ignoreVary: true });
  if (found) location.replace(address);
}

/** Whoever signs in finds no page of the person before. */
export async function belongTo(person) {
  const before = await outbox.setting("person");
  if (before && before !== person) await forgetAll();
  await outbox.keepSetting("person", person);
}

export async function forgetAll() {
  if (can) await caches.delete(PAGES);
}

/** Wipe the pages of days that passed, except those of a visit of which something was not received yet. */
export async function forgetPast() {
  await outbox.forget(clock.today(), Date.now(), 30);
  if (!can) return;
  const waiting = new Set((await outbox.all()).filter((row) => row.state !== "set_aside").map((row) => row.order));
  const kept = await caches.open(PAGES);
  for (const request of await kept.keys()) {
    const answer = await kept.match(request);
    const isPast = (answer?.headers.get("X-Field-Day") ?? "") < clock.today();
    if (isPast && !waiting.has(answer.headers.get("X-Field-Order"))) await kept.delete(request);
  }
}
