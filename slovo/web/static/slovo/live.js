// Live within seconds, without flicker and without touching what somebody types.
//   [data-live-url="…"][data-live-last="812"]  asked every 4 s with ?after=812; answers
//       204 (nothing new) or {"last": 815, "changes": 2}
//   [data-live-part][id]       is taken anew from this page when something changed
//   [data-pull]                a hidden button holding its words with %d; shown when a row is held
//   [data-live-word]           on a page of a form: shown when something changed, nothing is replaced
// A part with the caret in it is never replaced; open <details id> stay open.

const root = document.querySelector("[data-live-url]");
const word = document.querySelector("[data-live-word]");
const pull = document.querySelector("[data-pull]");
const BEAT = 4000;
const MINUTE = 60000;
let waiting = 0;
let taken = Date.now();

const caret = (part) => {
  const at = document.activeElement;
  return part.contains(at) && at.matches("input, textarea, select, trix-editor");
};
const busy = () => document.querySelector(".is-held, .choice :checked, dialog[open], details.menu[open], .wait:hover");

async function take() {
  const answer = await fetch(location.href, { headers: { "X-Slovo-Live": "1" } });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live-part][id]")) {
    const next = fresh.getElementById(part.id);
    if (!next || caret(part) || part.isEqualNode(next)) continue;
    const top = part.scrollTop;
    for (const open of part.querySelectorAll("details[open][id]")) {
      next.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
    }
    part.replaceWith(document.adoptNode(next));
    next.scrollTop = top;
    window.htmx?.process(next);
  }
  document.title = fresh.title;
  taken = Date.now();
  waiting = 0;
  if (pull) pull.hidden = true;
}

function offer() {
  if (!pull || !waiting) return;
  pull.dataset.words ??= pull.textContent;
  pull.textContent = pull.dataset.words.replace("%d", waiting);
  pull.hidden = false;
}

async function beat() {
  if (document.hidden) return;
  const url = new URL(root.dataset.liveUrl, location.href);
  url.searchParams.set("after", root.dataset.liveLast);
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  if (answer.status !== 204) {
    const { last, changes } = await answer.json();
    waiting += changes ?? 1;
    root.dataset.liveLast = last;
  }
  const isOld = Date.now() - taken > MINUTE;
  if (!waiting && !isOld) return;
  if (word) word.hidden = !waiting;
  else if (busy()) offer();
  else await take();
}

if (root) {
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  pull?.addEventListener("click", take);
}
