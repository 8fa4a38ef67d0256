// One visit's page: each form becomes a record in the outbox, and what is done shows at once, received or not.
import * as line from "./line.js";
import * as outbox from "./outbox.js";
import * as photos from "./photos.js";
import { pad } from "./signature.js";
import { say, sayCount, sayTime } from "./texts.js";

const visit = document.querySelector("[data-visit]");
const pads = new WeakMap();
const ONCE = ["arrived", "step_done"];
const ENDS = ["finished", "not_possible"];
const isLoose = (row) => row.kind === "photo" && !(row.step || row.facts?.step); // a photograph of no step

/** Take the visit's forms over; `keep` puts a record into the outbox and answers whether it was kept. */
export function takeOver(keep) {
  if (!visit) return;
  for (const place of visit.querySelectorAll("[data-pad]")) unfoldPad(place);
  for (const form of visit.querySelectorAll("form[data-kind]"))
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      act(form, event.submitter, keep);
    });
  for (const file of visit.querySelectorAll("form[data-kind] input[type=file]"))
    file.addEventListener("change", () => file.files.length && !file.closest("[data-pad]") && file.form.requestSubmit());
}

async function act(form, button, keep) {
  if (form.dataset.busy || isDoneAlready(form)) return; // a glove taps twice
  form.dataset.busy = "on";
  button?.setAttribute("aria-disabled", "true");
  try {
    complain(form, "");
    const made = await read(form);
    if (made && (await keep(made))) settleDown(form);
  } catch (trouble) {
    complain(form, trouble.message);
  }
  button?.removeAttribute("aria-disabled");
  delete form.dataset.busy;
}

/** Arriving and ticking a step are said once; a second tap adds nothing. */
function isDoneAlready(form) {
  return ONCE.includes(form.dataset.kind) && Boolean(form.closest("[data-part]").dataset.has);
}

/** What a form says, as the parts of a record; throws the sentence that tells what is missing. */
async function read(form) {
  const { kind } = form.dataset;
  const facts = {};
  for (const field of form.querySelectorAll("[data-fact]")) {
    const value = field.value.trim();
    if (field.dataset.fact === "quantity") facts.quantity = Number(value) || 1;
    else if (field.dataset.fact === "index") facts.index = Number(value);
    else if (value) facts[field.dataset.fact] = value;
  }
  if (kind === "finished") await demandAll();
  const picture = kind === "signature" ? await signed(form) : await chosen(form);
  return { order: visit.dataset.visit, day: visit.dataset.day, kind, facts, ...picture };
}

async function chosen(form) {
  const file = form.querySelector("input[type=file]");
  if (!file) return {};
  if (!file.files.length) throw new Error(say("choose_photo"));
  const content = await photos.smaller(file.files[0]).catch(() => { throw new Error(say("photo_unreadable")); });
  return { content, fileName: `${form.dataset.kind}.jpg` };
}

async function signed(form) {
  const drawing = pads.get(form);
  if (drawing.isEmpty()) throw new Error(say("signature_empty"));
  return { content: await drawing.bytes(), fileName: "signature.png" };
}

function unfoldPad(place) {
  const form = place.closest("form");
  place.querySelector("[data-without-pad]").remove();
  place.querySelector("[data-with-pad]").hidden = false;
  const drawing = pad(place.querySelector("canvas"));
  pads.set(form, drawing);
  place.querySelector("[data-pad-clear]").addEventListener("click", () => {
    drawing.clear();
    complain(form, "");
  });
}

function complain(form, text) {
  const place = form.querySelector("[data-complaint]");
  if (!place) return text && line.warn(text);
  place.textContent = text;
  place.hidden = !text;
  if (text) place.focus();
}

function settleDown(form) {
  form.reset();
  pads.get(form)?.clear();
}

/** Before "finished" is kept, say what is still missing on this phone; the server judges again. */
async function demandAll() {
  const hasLoose = visit.querySelector("[data-loose]"); // a photograph of no step may stand for one of a step
  const isMissing = (part) => !part.dataset.has && !(hasLoose && part.dataset.part.startsWith("photo:"));
  const missing = [...visit.querySelectorAll("[data-needed]")].filter(isMissing);
  if (!missing.length) return;
  const names = missing.map((part) => part.dataset.needed.replace(/[.]$/, "")).join("; ");
  throw new Error(say("missing", { what: names }));
}

/** Show at each part of the visit what became of it: kept here, received, refused. */
export async function show(person) {
  if (!visit) return;
  const ours = (row) => row.order === visit.dataset.visit && row.username === person;
  const waiting = (await outbox.all()).filter((row) => ours(row) && row.state !== "set_aside");
  const received = (await outbox.receipts()).filter(ours);
  for (const part of visit.querySelectorAll("[data-part]")) showPart(part, waiting, received);
  const over = [...waiting, ...received].some((row) => ENDS.includes(row.kind) && row.state !== "refused");
  visit.toggleAttribute("data-over", over);
  for (const kind of ENDS) visit.querySelector(`form[data-kind=${kind}] .field-wide`)?.toggleAttribute("disabled", over);
}

function showPart(part, waiting, received) {
  const [kind, step] = part.dataset.part.split(":");
  const same = (row) => row.kind === kind && (!step || (row.step ?? row.facts?.step ?? "") === step);
  const [kept, gone] = [waiting.filter(same), received.filter(same)];
  const good = kept.filter((row) => row.state !== "refused");
  if (good.length || gone.length || part.dataset.server) part.dataset.has = "on";
  else delete part.dataset.has;
  if (part.dataset.part === "photo") {
    part.toggleAttribute("data-loose", [...good, ...gone].some(isLoose));
    return showState(part, kept.filter(isLoose), good.filter(isLoose), gone.filter(isLoose));
  }
  showState(part, kept, good, gone);
}

function showState(part, kept, good, gone) {
  const state = part.querySelector("[data-state]");
  if (!state) return;
  state.dataset.before ??= state.innerHTML;
  const drawn = markOf(kept, good, gone);
  if (drawn) state.replaceChildren(drawn);
  else state.innerHTML = state.dataset.before; // what the server drew
}

function markOf(kept, good, gone) {
  if (kept.length > good.length) return line.mark("bad", say("refused"));
  if (good.length) return line.mark("warn", sayCount("kept_here", good.length));
  if (gone.length) return line.mark("good", say("received_at", { time: sayTime(Math.max(...gone.map((row) => row.received_at))) }));
  return null;
}
