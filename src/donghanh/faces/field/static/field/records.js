// One act of the crew as a record: named on the phone, dated by the phone, with the digest that the server must repeat.
import * as clock from "./clock.js";

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A name that no other phone makes; the same name sent twice is one record. */
function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Write a value as the server does: names sorted, no space, every letter as itself. */
export function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join(",")}}`;
}

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

/**
 * The digest that the server's receipt must repeat: of the file's bytes where there is a file, else of the record as
 * the house writes rows down (kernel/digests.py): one line of JSON, names sorted, the instant in whole seconds, UTC.
 */
export async function digest({ order, kind, taken_at, facts, content }) {
  if (content.byteLength) return sha256(content);
  const line = written({ order, kind, taken_at, facts, content: await sha256(content) });
  return sha256(new TextEncoder().encode(`${line}\n`));
}

/** An instant in whole seconds, the one spelling that phone and server share. */
const instant = (moment) => `${moment.toISOString().slice(0, 19)}Z`;

/** Make the record of an act, whole, before anything is sent. */
export async function make({ username, order, day, kind, facts = {}, content = new ArrayBuffer(0), fileName = "" }) {
  const record = {
    record_id: newName(), username, order, day, kind, facts, content, file_name: fileName,
    taken_at: instant(clock.now()), kept_at: Date.now(),
  };
  record.size = content.byteLength + new TextEncoder().encode(written(facts)).byteLength;
  record.sha256 = await digest(record);
  return record;
}
