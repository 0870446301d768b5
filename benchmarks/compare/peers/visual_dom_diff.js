// Compares pairs of HTML texts with visual-dom-diff: a JSON list of both a line, and the seconds of CPU and the marked
// text as an answer.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";
import { visualDomDiff } from "visual-dom-diff";

const MARKS = { "vdd-added": "ins", "vdd-removed": "del" };
const { window } = new JSDOM();

function body(html) {
  const element = window.document.createElement("div");
  element.innerHTML = html;
  return element;
}

function compared(before, after) {
  const start = process.cpuUsage();
  const shown = window.document.createElement("div");
  shown.append(visualDomDiff(body(before), body(after)));
  const html = shown.innerHTML;
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1e6, html];
}

// Whole elements are marked by a class alone: their text is put into ins and del, as what measures the marks knows them.
function withMarks(html) {
  const shown = body(html);
  for (const [name, mark] of Object.entries(MARKS)) {
    for (const element of shown.querySelectorAll(`.${name}:not(ins, del)`)) {
      markTexts(element, mark);
    }
  }
  return shown.innerHTML;
}

function markTexts(element, mark) {
  const texts = window.document.createTreeWalker(element, window.NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    found.push(texts.currentNode);
  }
  for (const text of found) {
    if (text.data.trim() && !text.parentElement.closest("ins, del")) {
      const wrapper = window.document.createElement(mark);
      text.replaceWith(wrapper);
      wrapper.append(text);
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [seconds, html] = compared(...JSON.parse(line));
  console.log(JSON.stringify([seconds, withMarks(html)]));
}
