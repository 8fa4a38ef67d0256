// Keeps the crew's pages working without a network. `self.HOUSE` stands above this file: {version, shell, offline, scope}.
//
// The shell (styles, letters, scripts, the page for "no network") is kept under a version that changes with its bytes.
// Pages of visits are kept by the pages themselves; here each page that comes is stored, and given when none comes.
const { version, shell, offline, scope } = self.HOUSE;
const SHELL = `donghanh-field-shell-${version}`;
const PAGES = "donghanh-field-pages";
const PATIENCE = 5000; // milliseconds before a kept page stands in for a slow network

self.addEventListener("install", (event) => {
  const fresh = shell.map((address) => new Request(address, { cache: "reload" })); // never an older copy
  event.waitUntil(caches.open(SHELL).then((kept) => kept.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("donghanh-field-shell-") && name !== SHELL;
  const forgotten = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(forgotten.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const place = new URL(request.url);
  if (request.method !== "GET" || place.origin !== self.location.origin) return;
  if (request.mode === "navigate" && place.pathname.startsWith(scope)) event.respondWith(page(request));
  else if (place.pathname.startsWith("/static/") || place.pathname === offline) event.respondWith(asset(request));
});

/** The network's page, kept when it is one of a day; without network the kept one, or the page that says so. */
async function page(request) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(request, { ignoreVary: true });
  try {
    const answer = await fromNetwork(request, kept ? PATIENCE : 60_000);
    if (answer.ok && answer.headers.has("X-Field-Day")) await pages.put(request, answer.clone()).catch(() => undefined);
    if ([403, 404].includes(answer.status)) await pages.delete(request, { ignoreVary: true }); // given to another crew
    return answer.status >= 500 && kept ? kept : answer;
  } catch {
    return kept ?? caches.match(offline);
  }
}

async function fromNetwork(request, patience) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), patience));
  return Promise.race([fetch(request), late]);
}

async function asset(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await caches.open(SHELL).then((shelf) => shelf.put(request, answer.clone())).catch(() => undefined);
  return answer;
}
