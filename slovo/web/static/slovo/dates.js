// Dates in a letter: read by the server after a rest, asked about in the margin of the sheet.
//   form[data-dates-url]  takes the form; answers the margin as HTML, 422 with the reason in it
//   [data-dates]          the margin; it is not renewed while somebody writes in it
//   [data-date]           a button in it: its formaction takes the form and answers the margin
// Typing waits for nothing; what was asked before is given up when something new is written.

const form = document.querySelector("form[data-dates-url]");
const margin = form?.querySelector("[data-dates]");
const REST = 700;
let timer = 0;
let asked = null;

const isBusy = () => margin.contains(document.activeElement) || margin.querySelector("details[open]");

async function post(url, button) {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  if (button) body.set(button.name, button.value);
  const headers = { "HX-Target": "dates" };
  const answer = await fetch(url, { method: "POST", body, headers, signal: asked.signal });
  return [answer.ok || answer.status === 422, await answer.text()];
}

async function look() {
  if (isBusy()) return;
  try {
    const [isSaid, html] = await post(form.dataset.datesUrl);
    if (isSaid && !isBusy() && margin.innerHTML !== html) margin.innerHTML = html;
  } catch (problem) {
    if (problem.name !== "AbortError") wait();
  }
}

async function decide(button) {
  const place = [...margin.querySelectorAll(".date-mark")].indexOf(button.closest(".date-mark"));
  const [isSaid, html] = await post(button.formAction, button);
  if (!isSaid) return;
  margin.innerHTML = html;
  const mark = margin.querySelectorAll(".date-mark")[place];
  const next = mark?.querySelector("details[open] button, details[open] [name]");
  (next ?? form.querySelector("trix-editor, textarea:not([hidden])"))?.focus();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(look, REST);
}

if (form && margin) {
  form.addEventListener("trix-change", wait);
  form.addEventListener("input", (event) => margin.contains(event.target) || wait());
  form.addEventListener("change", (event) => margin.contains(event.target) || wait());
  margin.addEventListener("toggle", () => isBusy() || wait(), true);
  margin.addEventListener("click", (event) => {
    const button = event.target.closest("[data-date]");
    if (!button) return;
    event.preventDefault();
    decide(button);
  });
  margin.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    if (!event.target.matches("input, select")) return;
    event.preventDefault();
    const mark = event.target.closest(".date-mark");
    mark.querySelector("[data-date-promise]")?.click();
  });
}
