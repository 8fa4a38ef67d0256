// The line at the top of every page: is all received, what is not, why not, and "send again".
import * as outbox from "./outbox.js";
import * as photos from "./photos.js";
import * as sender from "./sender.js";
import { say, sayCount, sayKind, saySize, sayTime } from "./texts.js";

const place = (part) => document.querySelector(`[data-line="${part}"]`);

/** Show the outbox as it stands, for the person of this page. */
export async function show(person) {
  const rows = await outbox.all();
  const open = rows.filter((row) => row.state !== "set_aside");
  const mine = open.filter((row) => row.username === person);
  showCount(mine.length, open.length - mine.length);
  showTrouble(mine.length);
  place("again").hidden = !mine.length;
  fill(place("mine"), mine, (row) => item(row, true));
  fill(place("others"), open.filter((row) => row.username !== person), (row) => item(row, false));
  fill(place("aside"), rows.filter((row) => row.state === "set_aside" && row.username === person), aside);
}

function showCount(mine, others) {
  const line = place("line");
  line.dataset.state = mine ? "left" : "all";
  place("count").replaceChildren(mark(mine ? "warn" : "good", mine ? sayCount("left", mine) : say("all_received")));
  line.querySelector("details").hidden = !(mine || others || place("aside").childElementCount);
  place("details").textContent = others ? sayCount("others", others) : say("show_list");
}

function showTrouble(count) {
  const { trouble, sending } = sender.standing;
  const reason = trouble === "session" ? sayCount("session", count) : trouble ? say(`trouble_${trouble}`) : "";
  const text = trouble ? reason : sending && count ? say("sending") : "";
  place("trouble").textContent = text;
  place("trouble").hidden = !text;
  place("sign-in").hidden = !["session", "other_person"].includes(trouble);
}

/** Show lists only when they changed, so that nobody's finger misses a moving button. */
function fill(list, rows, drawn) {
  const stamp = JSON.stringify(rows.map(({ seq, state, last_try_at, differs }) => [seq, state, last_try_at, differs]));
  if (list.dataset.stamp === stamp || list.contains(document.activeElement)) return;
  list.dataset.stamp = stamp;
  list.replaceChildren(...rows.map(drawn));
  const frame = list.closest("[data-line-group]");
  frame.hidden = !rows.length;
}

/** A word with its shape, as the server draws them. */
export function mark(tone, word) {
  const drawn = document.querySelector(`#field-mark-${tone}`).content.firstElementChild.cloneNode(true);
  drawn.querySelector("span").textContent = word;
  return drawn;
}

function item(row, isMine) {
  const drawn = piece("field-item");
  write(drawn, row);
  const state = drawn.querySelector("[data-item=state]");
  if (!isMine) state.replaceChildren(mark("idle", say("waits_for", { person: row.username })));
  else if (row.state === "refused") refused(drawn, row);
  else state.replaceChildren(mark("info", row.last_try_at ? say("tried_at", { time: sayTime(row.last_try_at) }) : say("not_tried")));
  if (row.kind.startsWith("photo") || row.kind === "signature") picture(drawn, row);
  return drawn;
}

function write(drawn, row) {
  drawn.querySelector("[data-item=name]").textContent = `${sayKind(row.kind)} · ${row.order}`;
  drawn.querySelector("[data-item=size]").textContent = `${saySize(row.size)} · ${sayTime(row.kept_at)}`;
}

function picture(drawn, row) {
  const canvas = drawn.querySelector("canvas");
  canvas.hidden = false;
  requestAnimationFrame(() => photos.drawSmall(canvas, row.content).catch(() => { canvas.hidden = true; }));
}

/** A refused record says why and what to do; it stays until the crew sets it aside with a reason. */
function refused(drawn, row) {
  drawn.querySelector("[data-item=state]").replaceChildren(mark("bad", say("refused")));
  const why = drawn.querySelector("[data-item=why]");
  why.hidden = false;
  why.textContent = row.refusal.message;
  const form = drawn.querySelector("form");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = form.elements.reason.value.trim();
    if (!reason) return form.elements.reason.focus();
    document.activeElement?.blur();
    return outbox.change([row], { state: "set_aside", set_aside_at: Date.now(), reason });
  });
}

function aside(row) {
  const drawn = piece("field-item");
  write(drawn, row);
  drawn.querySelector("[data-item=state]").replaceChildren(mark("idle", say("set_aside", { reason: row.reason })));
  return drawn;
}

const piece = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** "Send again": what was refused is tried once more too. */
export function listen(person) {
  place("again").addEventListener("click", async () => {
    const again = (await outbox.all()).filter((row) => row.username === person && row.state === "refused");
    await outbox.change(again, { state: "waiting" });
    sender.wake();
  });
}

/** Say at once that something could not be kept, or that the phone is nearly full. */
export function warn(text) {
  const place_ = place("warning");
  place_.textContent = text;
  place_.hidden = !text;
}
