// The client's page stays true while it is open: asked every half minute, renewed part by part.
//   [data-changes-url="…"][data-mark="…"]   asked with ?seen=mark; 204 while nothing changed
//   [data-live-part][id]                    is taken anew, unless the caret is in it
// Without script the page is right whenever it is loaded.

const page = document.querySelector("[data-changes-url]");
const BEAT = 30000;
const OLD = 300000;
let taken = Date.now();

async function renew() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live-part][id]")) {
    const next = fresh.getElementById(part.id);
    if (next && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(next));
  }
  page.dataset.mark = fresh.querySelector("[data-mark]")?.dataset.mark ?? "";
  taken = Date.now();
}

async function beat() {
  if (document.hidden) return;
  const url = `${page.dataset.changesUrl}?seen=${page.dataset.mark}`;
  const answer = await fetch(url).catch(() => null);
  if (answer?.status === 200 || Date.now() - taken > OLD) await renew();
}

if (page) {
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
}
