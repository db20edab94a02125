// Before a session ends for want of use, say so and offer to go on; when it ends, take the page off the screen.
// Other tabs of the same session count as use: each tells the others when it opens or goes on.
const dialog = document.querySelector("[data-session-end]");
const seconds = (name) => Number(dialog.dataset[name]) * 1000;
const WARN = 120000;
const opened = Date.now();
const over = opened + seconds("left");
const others = new BroadcastChannel("session");
let end = opened;

const goOn = () => {
  end = Math.min(Date.now() + seconds("idle"), over);
  if (dialog.open) dialog.close();
};

const used = () => {
  goOn();
  others.postMessage("used");
};

const stay = async () => {
  const answer = await fetch(dialog.dataset.stay, { cache: "no-store" }).catch(() => null);
  if (answer && answer.ok) used();
};

const look = () => {
  const left = end - Date.now();
  if (left <= 0) {
    document.documentElement.classList.add("k-gone");
    location.replace(dialog.dataset.after);
  } else if (left <= WARN && !dialog.open) {
    const last = end === over;
    dialog.querySelector("[data-session-idle]").hidden = last;
    dialog.querySelector("[data-session-last]").hidden = !last;
    dialog.showModal();
  }
};

used();
others.addEventListener("message", goOn);
dialog.querySelector("[data-session-stay]").addEventListener("click", stay);
document.addEventListener("htmx:afterRequest", used);
document.addEventListener("visibilitychange", look);
// A page from the browser's own cache is older than it looks.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
setInterval(look, 1000);
