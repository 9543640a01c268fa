// A time says itself in full, in the reader's own zone, when he points at it.
//   <time datetime="2027-03-26T07:12:00Z">

const say = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: "full",
  timeStyle: "short",
});

document.addEventListener("pointerover", (event) => {
  const time = event.target.closest("time[datetime]");
  if (!time || time.title) return;
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.valueOf())) time.title = say.format(at);
});
