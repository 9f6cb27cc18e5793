"use strict";
(() => {
{% include "shared.js" %}

offerThemes();
const contracts = all("tbody");
if (!contracts.length) return;

// --- findings of a contract, folded until asked for ---

for (const button of all(".expand")) {
  const more = one(button.getAttribute("aria-controls"));
  const open = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    more.classList.toggle("open", isOpen);
  };
  button.hidden = false;
  if (contracts.length === 1) open(true);
  button.addEventListener("click", () => open(!more.classList.contains("open")));
}

// --- sorting ---

const table = document.querySelector(".matrix table");
const collator = new Intl.Collator("en", { numeric: true });

function sort(header) {
  const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  const column = header.cellIndex;
  all("thead th").forEach((each) => each.setAttribute("aria-sort", each === header ? direction : "none"));
  const key = (contract) => contract.rows[0].cells[column].dataset.sort;
  const sign = direction === "ascending" ? 1 : -1;
  // collator compares "-3" as words; what is a number is compared as one
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? collator.compare(a, b) : a - b);
  table.append(...[...contracts].sort((a, b) => sign * compare(key(a), key(b))));
  announce(`Sorted by ${header.textContent.trim()}, ${direction}.`);
}
all("thead th").forEach((header) => header.querySelector("button").addEventListener("click", () => sort(header)));

// --- filters and search ---

const field = one("search");
let wanted = {};

function apply() {
  const query = field.value.trim().toLowerCase();
  const fits = (contract) =>
    Object.entries(wanted).every(([kind, values]) => values.some((value) => contract.dataset[kind].split(" ").includes(value))) &&
    contract.textContent.toLowerCase().replace(/\s+/g, " ").includes(query);
  contracts.forEach((contract) => (contract.hidden = !fits(contract)));
  const shown = contracts.filter((contract) => !contract.hidden).length;
  one("shown").textContent = shown === contracts.length ? `${shown} contracts` : `${shown} of ${contracts.length} contracts`;
  one("all").hidden = Object.keys(wanted).length === 0;
}

offerFilters((pressed) => {
  wanted = pressed;
  apply();
});
field.addEventListener("input", apply);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== field) {
    event.preventDefault();
    field.focus();
  }
  if (event.key === "Escape" && event.target === field) {
    field.value = "";
    apply();
  }
});
addEventListener("beforeprint", () => all(".expand[aria-expanded=false]").forEach((each) => each.click()));
})();
