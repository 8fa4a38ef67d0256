// The sender: brings what waits in the outbox to the server, in order, again and again until each has its receipt.
//
// One sender for all tabs of the phone. It sends only what the person who is signed in has made. A record leaves the
// outbox when the server answers with the digest that was computed here; anything else leaves it where it is.
import * as clock from "./clock.js";
import * as outbox from "./outbox.js";

const LOCK = "donghanh-field-sender";
const PAUSES = [2, 5, 15, 30, 60, 120, 300]; // seconds after a try that did not reach the server
const PATIENCE = 90_000; // milliseconds for one answer
const MEET_EVERY = 300_000;
const MOST_RECORDS = 20;
const MOST_BYTES = 1_500_000;

/** Why nothing gets through at present: "", offline, session, other_person, server. */
export const standing = { trouble: "", sending: false, person: "", signedInAs: "" };
let places = null;
let failures = 0;
let timer = 0;
let metAt = 0;
let tell = () => {};
let afterwards = () => {};

/**
 * Begin: `addresses` {send, status}, `person` whose records are sent; `changed` is called when the standing changes,
 * `done` when everything was sent that can be.
 */
export function start({ addresses, person, changed, done }) {
  places = addresses;
  standing.person = person;
  tell = changed;
  afterwards = done;
  addEventListener("online", wake);
  addEventListener("offline", () => stand("offline"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());
  outbox.onChange(() => timer || standing.sending || plan(0));
  wake();
}

/** Try now, whatever pause was planned. */
export function wake() {
  failures = 0;
  plan(0);
}

function plan(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => { timer = 0; run(); }, seconds * 1000);
}

function stand(trouble) {
  standing.trouble = trouble;
  tell();
}

async function run() {
  if (standing.sending) return;
  standing.sending = true;
  tell();
  try {
    await alone(sendAll);
    failures = 0;
  } catch (trouble) {
    failures += 1;
    stand(trouble.name === "Told" ? trouble.message : "offline");
  }
  standing.sending = false;
  tell();
  await planNext();
}

/** After a failure wait longer each time; whoever must sign in first is not asked again by us. */
async function planNext() {
  if (timer || ["session", "other_person"].includes(standing.trouble)) return;
  const pause = PAUSES[Math.min(failures, PAUSES.length) - 1];
  if (failures) plan(pause * (0.8 + Math.random() * 0.4));
  else if ((await mine()).length) plan(1); // kept in the last moment, or another tab is sending
}

/** What waits of the person who is signed in, oldest first. */
async function mine() {
  return (await outbox.all()).filter((row) => row.state === "waiting" && row.username === standing.person);
}

/** Where the browser has locks, another tab that sends already is left to it. */
async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

async function sendAll() {
  if (standing.trouble || Date.now() - metAt > MEET_EVERY) await meet();
  for (;;) {
    const untried = (await mine()).filter((row) => !passedOver.has(row.seq));
    if (!untried.length) break;
    await sendSome(batchOf(untried));
  }
  const stuck = passedOver.size;
  passedOver.clear();
  if (stuck) throw told("server");
  stand("");
  await afterwards();
}

/** Records at which the server stumbled in this round: they wait for the next one and hold nobody else up. */
const passedOver = new Set();

/** The oldest records, as many as one request should carry; a large photograph goes alone. */
function batchOf(rows) {
  const batch = [];
  let bytes = 0;
  for (const row of rows) {
    if (batch.length && (batch.length === MOST_RECORDS || bytes + row.size > MOST_BYTES || row.stumbled)) break;
    batch.push(row);
    bytes += row.size;
    if (row.stumbled) break;
  }
  return batch;
}

async function sendSome(batch) {
  await outbox.change(batch, { last_try_at: Date.now() });
  const answer = await ask(places.send, { method: "POST", body: formOf(batch), headers: await token() });
  if (answer.status >= 500 || answer.status === 413) return stumble(batch);
  if (!answer.ok) throw told(await reasonOf(answer));
  const { answers } = await answer.json();
  for (const row of batch) await settle(row, answers.find((one) => one.record_id === row.record_id));
  if (!answers.length) throw told("server");
}

async function stumble(batch) {
  await outbox.change(batch, { stumbled: true });
  if (batch.length === 1) passedOver.add(batch[0].seq);
}

/**
 * A receipt counts when it repeats the digest. A refusal is shown at the record and waits for the crew, also where the
 * server keeps the record for the office (a visit that was cancelled).
 */
async function settle(row, answer) {
  if (answer?.refusal) return outbox.change([row], { state: "refused", refusal: answer.refusal });
  if (answer?.receipt?.sha256 === row.sha256) return outbox.received(row, Date.now());
  passedOver.add(row.seq);
  return outbox.change([row], { differs: true });
}

function formOf(batch) {
  const form = new FormData();
  form.set("person", standing.person);
  form.set("records", JSON.stringify(batch.map(({ record_id, order, kind, taken_at, facts, file_name }) =>
    ({ record_id, order, kind, taken_at, facts, file_name }))));
  for (const row of batch)
    if (row.content.byteLength) form.set(`file-${row.record_id}`, new Blob([row.content]), row.file_name || "file");
  return form;
}

/** Ask who is signed in and what time it is; also brings the form token's cookie. */
async function meet() {
  const askedAt = Date.now();
  const answer = await ask(places.status);
  if (!answer.ok) throw told(await reasonOf(answer));
  const said = await answer.json();
  await clock.learn(said.now, askedAt, Date.now());
  metAt = Date.now();
  standing.signedInAs = said.username;
  if (said.username !== standing.person) throw told("other_person");
}

async function ask(address, how = {}) {
  const watch = new AbortController();
  const bell = setTimeout(() => watch.abort(), PATIENCE);
  try {
    return await fetch(address, { credentials: "same-origin", redirect: "error", cache: "no-store", signal: watch.signal, ...how });
  } finally {
    clearTimeout(bell);
  }
}

async function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return { "X-CSRFToken": found ? decodeURIComponent(found[1]) : "" };
}

async function reasonOf(answer) {
  if (answer.status === 401) return "session";
  const said = await answer.json().catch(() => ({}));
  return said.rule === "signed-in-as-other" ? "other_person" : "server";
}

function told(reason) {
  return Object.assign(new Error(reason), { name: "Told" });
}
