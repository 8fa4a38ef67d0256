// The signature pad: a finger, a stylus or a mouse draws on white; an empty drawing is no signature.
import { bytesOf } from "./photos.js";

const SHORTEST_LINE = 60; // points of the drawing; a stray tap is shorter

/** Make a canvas a pad. Answers { isEmpty, clear, bytes }. */
export function pad(canvas) {
  const pen = canvas.getContext("2d");
  let drawn = 0;
  let last = null;

  function clear() {
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#10182a";
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    drawn = 0;
    last = null;
  }
  function place(event) {
    const frame = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - frame.left) * canvas.width) / frame.width,
      y: ((event.clientY - frame.top) * canvas.height) / frame.height,
    };
  }
  function draw(event) {
    if (!last) return;
    event.preventDefault();
    const between = event.getCoalescedEvents?.() ?? [];
    for (const part of between.length ? between : [event]) {
      const here = place(part);
      pen.beginPath();
      pen.moveTo(last.x, last.y);
      pen.lineTo(here.x, here.y);
      pen.stroke();
      drawn += Math.hypot(here.x - last.x, here.y - last.y);
      last = here;
    }
  }
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
  });
  canvas.addEventListener("pointermove", draw);
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { last = null; });

  clear();
  return { clear, isEmpty: () => drawn < SHORTEST_LINE, bytes: () => bytesOf(canvas, "image/png") };
}
