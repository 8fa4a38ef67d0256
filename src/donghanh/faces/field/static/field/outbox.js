// The outbox: every act of the crew, kept in the phone's database from the tap until the server's receipt.
//
// outbox   : the record as it is sent, with `state` waiting, refused or set_aside, and what the last try said
// receipts : what was received today, without its content and without a name, so that a page from the phone's
//            cache still shows what is done
// settings : the server's clock, and whose phone this is at present
const NAME = "donghanh-field";
const VERSION = 1;
const DROPS = { outbox: { keyPath: "seq", autoIncrement: true }, receipts: { keyPath: "record_id" }, settings: {} };
let opened = null;

function open() {
  opened ??= new Promise((done, failed) => {
    const asking = indexedDB.open(NAME, VERSION);
    asking.onupgradeneeded = () => {
      for (const [name, shape] of Object.entries(DROPS)) asking.result.createObjectStore(name, shape);
    };
    asking.onsuccess = () => {
      asking.result.onversionchange = () => asking.result.close();
      done(asking.result);
    };
    asking.onerror = () => failed(asking.error);
  });
  opened.catch(() => { opened = null; });
  return opened;
}

/** Do one piece of work in one transaction; the answer comes after the phone has written it down. */
async function within(stores, mode, work) {
  const database = await open();
  return new Promise((done, failed) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const asked = work(...[].concat(stores).map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

/** Say that the outbox changed, to this page and to every other one that is open. */
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : null;
const listeners = new Set();
export function onChange(listener) {
  listeners.add(listener);
}
function changed() {
  channel?.postMessage("changed");
  for (const listener of listeners) listener();
}
channel?.addEventListener("message", () => listeners.forEach((listener) => listener()));

/** Fail early where the phone gives us no database (a private window, a refusal). */
export const ready = () => within("outbox", "readonly", (outbox) => outbox.count());

/** Keep a record; answers its place in the queue. Throws QuotaExceededError when the phone is full. */
export async function keep(record) {
  const seq = await within("outbox", "readwrite", (outbox) => outbox.add({ ...record, state: "waiting" }));
  changed();
  return seq;
}

/** All that was not received, oldest first. */
export const all = () => within("outbox", "readonly", (outbox) => outbox.getAll());

/** Write what became of some records; one that was received meanwhile stays gone. */
export async function change(records, what) {
  await within("outbox", "readwrite", (outbox) => {
    for (const { seq } of records) {
      const asked = outbox.get(seq);
      asked.onsuccess = () => asked.result && outbox.put({ ...asked.result, ...what });
    }
  });
  changed();
}

/** Take a record out, because the server confirmed exactly these bytes; in the same breath keep that it did. */
export async function received(record, at) {
  const { record_id, username, order, kind, day } = record;
  const kept = { record_id, username, order, kind, day, step: record.facts.step ?? "", received_at: at };
  await within(["outbox", "receipts"], "readwrite", (outbox, receipts) => {
    outbox.delete(record.seq);
    receipts.put(kept);
  });
  changed();
}

export const receipts = () => within("receipts", "readonly", (rows) => rows.getAll());

/** Forget the receipts of days before `day`, and what was set aside more than `keptDays` ago. */
export async function forget(day, now, keptDays) {
  const [seen, waiting] = [await receipts(), await all()];
  const oldest = now - keptDays * 86_400_000;
  await within(["outbox", "receipts"], "readwrite", (outbox, rows) => {
    for (const row of seen) if (row.day < day) rows.delete(row.record_id);
    for (const row of waiting) if (row.state === "set_aside" && row.set_aside_at < oldest) outbox.delete(row.seq);
  });
}

export const setting = (name) => within("settings", "readonly", (settings) => settings.get(name));
export const keepSetting = (name, value) => within("settings", "readwrite", (settings) => settings.put(value, name));
