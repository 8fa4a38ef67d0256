// What the scripts say: the page carries the sentences of its language, each under a key.
const sentences = new Map(
  [...document.querySelectorAll("#field-texts [data-key]")].map((line) => [line.dataset.key, line.textContent]),
);

/** Say a sentence with its places filled: say("left", { count: 3 }). A key without a sentence is said as itself. */
export function say(key, facts = {}) {
  const sentence = sentences.get(key) ?? key;
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (name in facts ? String(facts[name]) : place));
}

/** Say "1 item" or "3 items": languages with one form give the same sentence twice. */
export function sayCount(key, count, facts = {}) {
  return say(count === 1 ? `${key}_one` : key, { count, ...facts });
}

/** Say the name of a kind of record, such as "photo_after". */
export function sayKind(kind) {
  return say(`kind_${kind}`);
}

/** Say a size for people: "312 kB", "1,4 MB". */
export function saySize(bytes) {
  const language = document.documentElement.lang;
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000)).toLocaleString(language)} kB`;
  return `${(bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}

/** Say an hour and minute of an instant, in Vietnam whatever the phone's zone. */
export function sayTime(instant) {
  const form = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" };
  return new Date(instant).toLocaleTimeString(document.documentElement.lang, form);
}
