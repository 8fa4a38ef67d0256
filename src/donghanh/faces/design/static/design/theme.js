// Before the first paint: say that scripts run, and take the theme that was chosen on this machine.
(function () {
  const root = document.documentElement;
  root.dataset.script = "on";
  try {
    const theme = localStorage.getItem("theme");
    if (!root.dataset.theme && (theme === "dark" || theme === "light")) root.dataset.theme = theme;
  } catch (refused) {
    // Storage is refused in some private windows: the system's theme stays.
  }
})();
