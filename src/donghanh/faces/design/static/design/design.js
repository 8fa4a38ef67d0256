// Theme switch, keyboard shortcuts, dialogs, choosing all rows. Every page works without this file.
(function () {
  const root = document.documentElement;

  function kept(name) {
    try { return localStorage.getItem(name); } catch (refused) { return null; }
  }
  function keep(name, value) {
    try { localStorage.setItem(name, value); } catch (refused) { /* chosen for this page only */ }
  }
  function themeNow() {
    return root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }
  function nameSwitch(button) {
    const name = themeNow() === "dark" ? button.dataset.nameLight : button.dataset.nameDark;
    button.setAttribute("aria-label", name);
    button.title = name;
  }
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    nameSwitch(button);
    button.addEventListener("click", () => {
      root.dataset.theme = themeNow() === "dark" ? "light" : "dark";
      keep("theme", root.dataset.theme);
      nameSwitch(button);
    });
  }

  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }
  for (const button of document.querySelectorAll("[data-open-dialog]"))
    button.addEventListener("click", () => openDialog(button.dataset.openDialog));

  // One-key shortcuts can be switched off (WCAG 2.1.4), and never act while somebody types.
  const choice = document.querySelector("[data-shortcuts-enabled]");
  if (choice) {
    choice.checked = kept("shortcuts") !== "off";
    choice.addEventListener("change", () => keep("shortcuts", choice.checked ? "on" : "off"));
  }
  const typing = (place) => place.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  let pressedBefore = "";
  document.addEventListener("keydown", (event) => {
    if (!choice || !choice.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const search = document.querySelector("[data-shortcut-search]");
    const board = document.querySelector("[data-shortcut-board]");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "?") { event.preventDefault(); openDialog("shortcuts"); }
    if (event.key === "b" && pressedBefore === "g" && board) location.assign(board.href);
    pressedBefore = event.key;
  });

  for (const all of document.querySelectorAll("[data-select-all]"))
    all.addEventListener("change", () => {
      for (const box of all.closest("table").querySelectorAll(`input[name="${all.dataset.selectAll}"]`))
        box.checked = all.checked;
    });

  const summary = document.querySelector("[data-focus]");
  if (summary && !summary.closest(".sample")) summary.focus();
})();
