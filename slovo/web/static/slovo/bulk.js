// Choosing rows of a list, so that one thing is done to many.
//   .choice input       the box of a row; X presses that of the held row, Shift takes all between
//   #bulk[data-most]  the bar of what may be done; without script it works by itself
//   [data-bulk-said]  says how many are chosen; its words stay as they are where none is

const bar = document.getElementById("bulk");
const boxes = () => [...document.querySelectorAll(".choice input")];
let last = null;

function tell() {
  const said = document.querySelector("[data-bulk-said]");
  const count = boxes().filter((box) => box.checked).length;
  if (!said) return;
  said.dataset.words ??= said.textContent;
  said.textContent = `${said.dataset.words} ${count}`;
  said.classList.toggle("late", count > Number(bar?.dataset.most ?? Infinity));
}

function choose(box, isChosen, isRange) {
  const all = boxes();
  const from = isRange && last?.isConnected ? all.indexOf(last) : all.indexOf(box);
  const [first, end] = [from, all.indexOf(box)].sort((a, b) => a - b);
  for (const each of all.slice(first, end + 1)) each.checked = isChosen;
  last = box;
  tell();
}

document.addEventListener("click", (event) => {
  if (event.target.matches(".choice input")) choose(event.target, event.target.checked, event.shiftKey);
  if (event.target.closest("[data-bulk-all]")) {
    for (const box of boxes()) box.checked = true;
    tell();
  }
});
document.addEventListener("reset", () => setTimeout(tell));
document.addEventListener("keydown", (event) => {
  const box = document.querySelector(".is-held")?.closest("li")?.querySelector(".choice input");
  const isTyping = event.target.closest("input:not(.choice *), textarea, select, trix-editor");
  if (event.code !== "KeyX" || !box || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  choose(box, !box.checked || event.shiftKey, event.shiftKey);
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-bulk-all]")) button.hidden = false;
tell();
