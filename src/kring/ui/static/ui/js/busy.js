// A form with data-once is sent once: a second press does nothing, and the wait can be seen and heard.
const said = document.querySelector("[data-busy-said]");

const rest = (form) => {
  form.removeAttribute("aria-busy");
  if (said) said.textContent = "";
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.setAttribute("aria-busy", "true");
  if (said) said.textContent = said.dataset.busyWords;
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-once]");
  if (form) rest(form);
});

// Back from the browser's own cache: the form may be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-once]").forEach(rest);
});
