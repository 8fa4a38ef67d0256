// Photographs are made smaller on the phone before they are kept: a picture of 12 megapixels is read on no desk,
// and it would not get through a network of one bar.
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

/** Give a picture as JPEG bytes, upright, its longest side at most 1600 points. Throws when it cannot be read. */
export async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff"; // what was transparent
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return bytesOf(canvas, "image/jpeg", QUALITY);
}

/** The bytes of what a canvas shows. */
export async function bytesOf(canvas, type, quality) {
  const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
  if (!blob) throw new Error("canvas gave no picture");
  return blob.arrayBuffer();
}

/** Draw kept bytes into a small canvas; no address of a picture is made, so the policy needs no exception. */
export async function drawSmall(canvas, content) {
  const picture = await createImageBitmap(new Blob([content]));
  canvas.width = canvas.clientWidth || 96;
  canvas.height = Math.round((canvas.width * picture.height) / picture.width);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}
