// Begins the crew's app on a page: takes the forms over, starts the sender, keeps the pages for a day without network.
import * as clock from "./clock.js";
import * as line from "./line.js";
import * as outbox from "./outbox.js";
import * as pages from "./pages.js";
import * as records from "./records.js";
import * as sender from "./sender.js";
import * as visit from "./visit.js";
import { say, sayCount } from "./texts.js";

const app = document.getElementById("field-app").dataset;
const LITTLE = 30_000_000; // bytes of room below which the crew is told

async function begin() {
  await outbox.ready();
  await clock.remember();
  const person = app.person || (await outbox.setting("person")) || "";
  if (app.person) await pages.belongTo(person);
  await pages.turnToToday(app.scope, app.day);
  openTheDay();
  const show = () => Promise.all([line.show(person), visit.show(person), showList(person)]);
  outbox.onChange(show);
  document.documentElement.dataset.outbox = "on";
  visit.takeOver((made) => keep({ username: person, ...made }));
  line.listen(person);
  sender.start({ addresses: { send: app.send, status: app.status }, person, changed: show, done: pages.forgetPast });
  await show();
  await Promise.allSettled([pages.forgetPast(), installed(), room(), app.person ? pages.fetchAhead() : null]);
}

/** A page that was kept yesterday for today: its forms open when the day has come. */
function openTheDay() {
  if (app.day > clock.today()) return;
  for (const part of document.querySelectorAll("[data-from-day]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-until-day]")) part.hidden = true;
}

/** Put a record into the outbox; says at once when the phone does not take it. */
async function keep(made) {
  try {
    await outbox.keep(await records.make(made));
    line.warn("");
    navigator.storage?.persist?.().catch(() => undefined);
    return true;
  } catch (trouble) {
    line.warn(say(trouble?.name === "QuotaExceededError" ? "phone_full" : "not_kept"));
    return false;
  }
}

async function room() {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < LITTLE) line.warn(say("phone_nearly_full"));
}

async function installed() {
  if ("serviceWorker" in navigator) await navigator.serviceWorker.register(app.worker, { scope: app.scope });
}

/** At each visit of a list: how many of its items are not received, or that its end was. */
async function showList(person) {
  const rows = (await outbox.all()).filter((row) => row.username === person && row.state !== "set_aside");
  const ended = new Set((await outbox.receipts()).filter((row) => row.kind === "finished").map((row) => row.order));
  for (const place of document.querySelectorAll("[data-waiting-of]")) {
    const count = rows.filter((row) => row.order === place.dataset.waitingOf).length;
    if (count) place.replaceChildren(line.mark("warn", sayCount("waiting_at_visit", count)));
    else if (ended.has(place.dataset.waitingOf)) place.replaceChildren(line.mark("good", say("end_received")));
    else place.replaceChildren();
  }
}

for (const form of document.querySelectorAll("form[data-sign-out]"))
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await pages.forgetAll().catch(() => undefined);
    form.submit();
  });

// Where the phone gives us no database or no digest, the forms stay ordinary ones, and the page says so.
if (!globalThis.isSecureContext || !crypto.subtle) line.warn(say("not_secure"));
else begin().catch(() => line.warn(say("no_database")));
