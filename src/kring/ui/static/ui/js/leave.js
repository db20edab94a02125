// Leave at once: blank the page, end the session, put another site in place of this one in the history.
// Without this script the button is an ordinary link. Escape three times within two seconds does the same.
const link = document.querySelector("[data-leave]");

const endSession = () => {
  const session = document.querySelector("[data-session-end]");
  if (session) navigator.sendBeacon(session.dataset.leave);
};

const leave = () => {
  document.documentElement.classList.add("k-gone");
  document.title = "";
  endSession();
  history.replaceState(null, "", "/");
  location.replace(link.href);
};

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length === 3) leave();
  });
}
