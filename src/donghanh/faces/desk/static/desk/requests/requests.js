// Keys of the requests' pages: walk a list (j, k, x), press what a page marks with data-key, take a number
// that the telephone hands over behind #. Every page works without this file.
(function () {
  const choice = document.querySelector("[data-shortcuts-enabled]");
  const typing = (place) => place.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  function rowLinks() {
    return [...document.querySelectorAll("[data-rows] tbody tr")].map((row) => row.querySelector("a[href]")).filter(Boolean);
  }
  function step(by) {
    const links = rowLinks();
    if (!links.length) return;
    const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by));
    links[next].focus();
    links[next].closest("tr").scrollIntoView({ block: "nearest" });
  }
  function tick() {
    const row = document.activeElement.closest("[data-rows] tbody tr");
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.checked = !box.checked;
  }
  function press(key) {
    const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    if (!target) return false;
    const details = target.closest("details");
    if (details) details.open = true;
    if (target.matches("a[href], button, summary")) target.click();
    else target.focus();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (!choice || !choice.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key.length > 1) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "x") tick();
    else if (press(event.key)) event.preventDefault();
  });

  // A link to an act opens it.
  function opened() {
    const act = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (act && act.matches("details")) act.open = true;
  }
  window.addEventListener("hashchange", opened);
  opened();

  // Ctrl+Enter sends the form that somebody writes in.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    const form = event.target.closest("form[data-once]") || document.querySelector("form[data-main]");
    if (form) form.requestSubmit();
  });

  // The number stays behind #, which no server and no journal of addresses ever receives.
  const phone = document.querySelector("[data-phone]");
  const given = /^#so=([0-9+ .()-]{6,20})$/.exec(decodeURIComponent(location.hash));
  if (phone && given && !phone.value) {
    phone.value = given[1];
    history.replaceState(null, "", location.pathname);
    phone.form.requestSubmit();
  }
  // One press is one act: a second press of the same button waits for the answer of the first.
  for (const form of document.querySelectorAll("form[data-once]"))
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
  });
})();
