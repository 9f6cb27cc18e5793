"use strict";
(() => {
{% include "shared.js" %}

offerThemes();
const contracts = all("tbody");
if (!contracts.length) return;

const matrix = document.querySelector(".matrix");
const table = matrix.querySelector("table");
const dates = one("dates");
const field = one("search");
all(".bin").forEach((bin) => (bin.disabled = bin.querySelector(".figure").textContent === "0"));
all(".dates [data-filter]").forEach((chip) => (chip.hidden = false));

// --- findings of a contract, folded until asked for ---

function unfold(button, isOpen) {
  button.setAttribute("aria-expanded", String(isOpen));
  one(button.getAttribute("aria-controls")).classList.toggle("open", isOpen);
}
const isOpen = (button) => button.getAttribute("aria-expanded") === "true";
for (const button of all(".expand")) {
  button.hidden = false;
  button.addEventListener("click", () => unfold(button, !isOpen(button)));
}
if (contracts.length === 1) unfold(document.querySelector(".expand"), true);

// --- the table as a picture: one thin line a contract ---

function showDense(isDense) {
  one("dense").setAttribute("aria-pressed", String(isDense));
  matrix.classList.toggle("dense", isDense);
}
one("dense").addEventListener("click", () => showDense(!matrix.classList.contains("dense")));

// --- what is due: the next day of each line, counted from the reader's today ---

const DAY = 24 * 60 * 60 * 1000;
const now = new Date();
const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
const daysTo = (day) => Math.round((Date.parse(day) - today) / DAY);

function span(days) {
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  return days < 0 ? "past" : `in ${days} days`;
}

function markDue(line) {
  const shown = line.querySelector(".day time");
  const times = all("time", line);
  const next = times.find((time) => daysTo(time.dateTime) >= 0) || shown;
  shown.dateTime = shown.textContent = next.dateTime;
  times.forEach((time) => time.classList.toggle("past", daysTo(time.dateTime) < 0));
  const left = daysTo(shown.dateTime);
  line.querySelector(".left").textContent = span(left);
  line.classList.toggle("past", left < 0);
  line.classList.toggle("soon", left >= 0 && left <= 30);
}
const dueLines = all("li[data-contract]", dates);
dueLines.forEach(markDue);
const isPast = (line) => line.classList.contains("past");
const dayOf = (line) => line.querySelector(".day time").dateTime;
dates.append(...[...dueLines].sort((a, b) => isPast(a) - isPast(b) || dayOf(a).localeCompare(dayOf(b))));
const gone = dueLines.filter(isPast).length;
if (gone) one("gone").textContent = `${gone} of ${dueLines.length} are past and stand at the end.`;
dates.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  const button = document.querySelector(`${link.hash} .expand`);
  showDense(false);
  unfold(button, true);
});

// --- sorting ---

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
  announce(`Sorted by ${header.abbr}, ${direction}.`);
}
all("thead th").forEach((header) => header.querySelector("button").addEventListener("click", () => sort(header)));

// --- filters and search ---

const read = new Map();
let wanted = {};

function wordsOf(contract) {
  if (!read.has(contract)) read.set(contract, contract.textContent.toLowerCase().replace(/\s+/g, " "));
  return read.get(contract);
}

function reasons() {
  const pressed = all(".bin[aria-pressed=true]").map((bin) => {
    const title = bin.closest("section").querySelector("h2").textContent;
    return `${title.toLowerCase()}: ${bin.querySelector(".name").textContent.toLowerCase()}`;
  });
  return pressed.length ? `; ${pressed.join("; ")}` : "";
}

function apply() {
  const query = field.value.trim().toLowerCase();
  const fits = (contract) =>
    Object.entries(wanted).every(([kind, values]) => values.some((value) => contract.dataset[kind].split(" ").includes(value))) &&
    (!query || wordsOf(contract).includes(query));
  contracts.forEach((contract) => (contract.hidden = !fits(contract)));
  const shown = new Set(contracts.filter((contract) => !contract.hidden).map((contract) => contract.dataset.contract));
  dueLines.forEach((line) => (line.hidden = !shown.has(line.dataset.contract)));
  const of = shown.size === contracts.length ? "" : ` of ${contracts.length}`;
  one("shown").textContent = `${shown.size}${of} contract${contracts.length === 1 ? "" : "s"}${reasons()}`;
  for (const link of all(".found")) {
    link.hidden = !link.closest("section").querySelector("[aria-pressed=true]");
    link.textContent = `${shown.size} contract${shown.size === 1 ? "" : "s"} ↓`;
  }
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

// Printed is what is seen: the picture, or the contracts that fit with their findings.
addEventListener("beforeprint", () => {
  if (!matrix.classList.contains("dense")) all("tbody:not([hidden]) .expand").forEach((each) => unfold(each, true));
});
})();
