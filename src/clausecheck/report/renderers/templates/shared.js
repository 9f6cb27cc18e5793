// What both pages do: find elements, change the colours, filter by chips. All they know, they read from the page.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);

function announce(words) {
  one("announcements").textContent = words;
}

function offerThemes() {
  const button = one("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.setAttribute("aria-label", "Change between light and dark");
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  system.addEventListener("change", name);
  button.hidden = false;
  name();
}

// Chips narrow down: none pressed shows all, several of one kind show any of them, of two kinds both have to fit.
function offerFilters(apply) {
  const chips = all("[data-filter]");
  const wanted = () => {
    const pressed = {};
    for (const chip of chips.filter((each) => each.getAttribute("aria-pressed") === "true")) {
      (pressed[chip.dataset.filter] ||= []).push(chip.dataset.value);
    }
    return pressed;
  };
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      apply(wanted());
    });
  }
  one("all").addEventListener("click", () => {
    chips.forEach((chip) => chip.setAttribute("aria-pressed", "false"));
    apply({});
  });
  all(".filters").forEach((each) => (each.hidden = false));
}
