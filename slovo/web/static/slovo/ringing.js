// The call on the line now, on every page within seconds; it leaves by itself.
//   [data-ringing-url]   asked every 4 s; answers {"telephone": …, "id": 7,
//       "call": "<section>…", "own": ["/calls/log/7/"]}; it does not stand over its own pages
//   [data-ringing-away]  puts this call's card away until another call
// Whoever has no telephone here is asked about again only after ten minutes.

const place = document.querySelector("[data-ringing-url]");
const BEAT = 4000;
const REST = 600000;
const AWAY = "slovo-call-put-away";
const QUIET = "slovo-no-telephone";
let shown = "";

const rests = () => Date.now() - Number(sessionStorage.getItem(QUIET) ?? 0) < REST;

async function look() {
  if (document.hidden || rests()) return;
  const answer = await fetch(place.dataset.ringingUrl, { headers: { Accept: "application/json" } })
    .catch(() => null);
  if (answer?.redirected) sessionStorage.setItem(QUIET, Date.now());
  if (!answer?.ok || answer.redirected) return;
  const { telephone, id, call, own } = await answer.json();
  if (!telephone) sessionStorage.setItem(QUIET, Date.now());
  const isAway = sessionStorage.getItem(AWAY) === String(id);
  const next = isAway || own?.includes(location.pathname) ? "" : call;
  if (next === shown || (place.contains(document.activeElement) && next)) return;
  const fresh = new DOMParser().parseFromString(next, "text/html");
  place.replaceChildren(...fresh.body.childNodes);
  place.hidden = !next;
  place.dataset.call = id;
  shown = next;
}

if (place) {
  look();
  setInterval(look, BEAT);
  document.addEventListener("visibilitychange", look);
  place.addEventListener("click", (event) => {
    if (!event.target.closest("[data-ringing-away]")) return;
    sessionStorage.setItem(AWAY, place.dataset.call);
    place.hidden = true;
    place.replaceChildren();
    shown = "";
  });
}
