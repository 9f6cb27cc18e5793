"use strict";
(() => {
{% include "shared.js" %}

const findings = all(".finding");
const marks = all(".words, .box");
const speaksOf = (mark, number) => mark.dataset.findings.split(" ").includes(number);
const isShown = (element) => element.getClientRects().length > 0;
let current = null;

// --- from a finding to its words and back ---

function activate(finding) {
  current = finding;
  findings.forEach((each) => each.classList.toggle("active", each === finding));
  marks.forEach((mark) => mark.classList.toggle("active", finding !== null && speaksOf(mark, finding.dataset.number)));
}

function goToFinding(number) {
  const finding = one(`finding-${number}`);
  if (!finding) return;
  finding.hidden = false;
  activate(finding);
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
}

function goToWords(finding, anchor) {
  activate(finding);
  const first = finding.querySelector(".pointer");
  const place = one(anchor || (first && first.getAttribute("href").slice(1)));
  const mark = place && isShown(one("text")) ? place.closest(".words")
    : marks.find((each) => isShown(each) && speaksOf(each, finding.dataset.number));
  if (!mark) return announce("This finding points to no words of the contract.");
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
}

for (const mark of marks) {
  mark.addEventListener("click", (event) => {
    event.preventDefault();
    // Words that several findings rest on lead to one after the other.
    const numbers = mark.dataset.findings.split(" ");
    const place = current ? numbers.indexOf(current.dataset.number) : -1;
    goToFinding(numbers[(place + 1) % numbers.length]);
  });
}
for (const finding of findings) {
  finding.addEventListener("click", (event) => {
    const pointer = event.target.closest(".pointer");
    if (pointer) {
      event.preventDefault();
      goToWords(finding, pointer.getAttribute("href").slice(1));
    } else if (!event.target.closest("a, button, summary, details") && getSelection().isCollapsed) {
      goToWords(finding);
    }
  });
}
for (const link of all('.top a[href^="#"], .lacking a')) {
  link.addEventListener("click", (event) => {
    const number = /^#finding-(\d+)$/.exec(link.getAttribute("href"));
    if (number) {
      event.preventDefault();
      goToFinding(number[1]);
    }
  });
}

// --- filters ---

offerFilters((wanted) => {
  const fits = (finding) => Object.entries(wanted).every(([kind, values]) => values.includes(finding.dataset[kind]));
  findings.forEach((finding) => (finding.hidden = !fits(finding)));
  const shown = findings.filter((finding) => !finding.hidden);
  const numbers = shown.map((finding) => finding.dataset.number);
  marks.forEach((mark) => mark.classList.toggle("muted", !numbers.some((number) => speaksOf(mark, number))));
  const whole = shown.length === findings.length;
  const all = `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
  one("shown").textContent = whole ? all : `${shown.length} of ${all}`;
  one("all").hidden = Object.keys(wanted).length === 0;
  if (current && current.hidden) activate(null);
  search();
});

// --- search ---

const field = one("search");
const SEARCHED = "#text :is(p, h3, h4, h5, h6, td, th), .finding :is(h3, p, li)";
const highlights = CSS.highlights && typeof Highlight === "function" ? CSS.highlights : null;
let hits = [];
let hit = -1;

function expression(query) {
  const words = query.trim().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['‘’]/g, "['‘’]").replace(/["“”]/g, "[\"“”]");
  return new RegExp(words.replace(/[-‐‑–]/g, "[-‐‑–]").replace(/\s+/g, "\\s+"), "giu");
}

function ranges(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const at = (offset) => nodes.findLast(([start]) => start <= offset);
  return [...text.matchAll(wanted)].map((match) => {
    const range = document.createRange();
    const [first, from] = at(match.index);
    const end = match.index + match[0].length;
    const [last, to] = at(end - 1);
    range.setStart(from, match.index - first);
    range.setEnd(to, end - last);
    return range;
  });
}

function search() {
  const query = field.value;
  hits = [];
  hit = -1;
  if (query.trim().length > 1) {
    const wanted = expression(query);
    hits = all(SEARCHED).filter((each) => !each.closest("[hidden]")).flatMap((each) => ranges(each, wanted));
  }
  if (highlights) highlights.set("found", new Highlight(...hits));
  if (highlights) highlights.delete("current");
  one("matches").textContent = query.trim().length < 2 ? "" : hits.length ? `${hits.length} found` : "Not found";
}

function goToHit(step) {
  if (!hits.length) return;
  hit = hit < 0 && step < 0 ? hits.length - 1 : (hit + step + hits.length) % hits.length;
  const range = hits[hit];
  const element = range.startContainer.parentElement;
  const folded = element.closest("details");
  if (folded) folded.open = true;
  if (highlights) highlights.set("current", new Highlight(range));
  element.scrollIntoView({ block: "center" });
  one("matches").textContent = `${hit + 1} of ${hits.length}`;
}

field.hidden = false;
field.addEventListener("input", () => {
  search();
  if (tabs.length) show(tabs[0]);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") goToHit(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") {
    field.value = "";
    search();
    field.blur();
  }
});

// --- keys ---

function step(by) {
  const shown = findings.filter((finding) => !finding.hidden);
  if (!shown.length) return;
  const place = shown.indexOf(current);
  const next = place < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(place + by, 0), shown.length - 1);
  goToFinding(shown[next].dataset.number);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") field.focus();
  else if (event.key === "Enter" && event.target.matches(".finding")) goToWords(event.target);
  else if (event.key === "Escape" && current) {
    if (event.target.matches(".words, .box")) goToFinding(current.dataset.number);
    else {
      event.target.blur();
      activate(null);
    }
  } else return;
  event.preventDefault();
});

// --- recommended language ---

async function copy(button) {
  const source = one(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
  } catch {
    source.closest("details").open = true;
    getSelection().selectAllChildren(source);
    if (!document.execCommand("copy")) return announce("Press Ctrl+C to copy the selected words.");
  }
  const words = button.textContent;
  button.textContent = "Copied";
  announce("Recommended language copied.");
  setTimeout(() => (button.textContent = words), 1600);
}

for (const button of all(".copy")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.textContent !== "Copied") copy(button);
  });
}

// --- views of the contract ---

const tabs = all('[role="tab"]');

function show(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
    one(each.getAttribute("aria-controls")).hidden = each !== tab;
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", () => {
    show(tab);
    if (current) goToWords(current);
  });
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
    show(other);
    other.focus();
  });
}
if (tabs.length) {
  tabs[0].parentElement.hidden = false;
  show(tabs[0]);
}

// --- paper, and a link that names a finding ---

addEventListener("beforeprint", () => all("details").forEach((each) => (each.open = true)));
offerThemes();
const named = /^#finding-(\d+)$/.exec(location.hash);
if (named) goToFinding(named[1]);
})();
