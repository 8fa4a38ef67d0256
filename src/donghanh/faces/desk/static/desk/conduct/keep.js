// Keeps the answers of an inspection on the telephone until the server has them; photographs are sent anew.
(() => {
  const form = document.querySelector("form[data-keep]");
  const over = document.querySelector("[data-kept]");
  const key = (code) => `conduct:${code}`;
  if (over) localStorage.removeItem(key(over.dataset.kept));
  if (!form) return;
  const here = key(form.dataset.keep);
  const said = () => {
    const found = {};
    for (const field of form.elements) {
      if (field.type === "radio" ? field.checked : field.type === "text") found[field.name] = field.value;
    }
    return found;
  };
  const served = JSON.stringify(said());
  const kept = JSON.parse(localStorage.getItem(here) || "null");
  if (kept) {
    for (const field of form.elements) {
      if (!(field.name in kept)) continue;
      if (field.type === "radio") field.checked = field.value === kept[field.name];
      else if (field.type === "text") field.value = kept[field.name];
    }
    if (JSON.stringify(said()) === served) localStorage.removeItem(here);
    else form.querySelector("[data-kept-here]").hidden = false;
  }
  form.addEventListener("input", () => localStorage.setItem(here, JSON.stringify(said())));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    localStorage.setItem(here, JSON.stringify(said()));
    form.querySelector("[data-kept-here]").hidden = false;
  });
})();
