// What somebody keeps for themselves: in this browser and nowhere else. Nothing here asks the server for anything.
// Every word comes from the page, so that it is in the language of the page.

const KEY = "kring.own";
const OFTEN = 3; // our own choice, as the page says: three times in eight weeks
const OFTEN_DAYS = 56;
const KEPT_MONTHS = 3;
const WHEN = /^\d{4}-\d{2}(-\d{2})?$/; // the Monday of a week, or a month
const HOW = ["light", "lingers", "heavy"];

// --- the rule: pure, with the moment given ---------------------------------------------------------------

const day = (year, month, date) => new Date(year, month, date, 12); // noon: no clock change moves it to another day
const daysFrom = (at, days) => day(at.getFullYear(), at.getMonth(), at.getDate() + days);
const two = (number) => String(number).padStart(2, "0");
const monthName = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}`;
const monday = (at) => daysFrom(at, -((at.getDay() + 6) % 7));

// The name of the week, some weeks ago.
export const week = (at, ago = 0) => {
  const first = daysFrom(monday(at), -7 * ago);
  return `${monthName(first)}-${two(first.getDate())}`;
};

// The first and the last day of a week or month.
export const period = (when) => {
  const [year, month, date] = when.split("-").map(Number);
  if (date) return [day(year, month - 1, date), day(year, month - 1, date + 6)];
  return [day(year, month - 1, 1), day(year, month, 0)];
};

// Whether it is not yet older than three months; in doubt it is not.
export const isKept = (when, at) => period(when)[1] >= day(at.getFullYear(), at.getMonth() - KEPT_MONTHS, at.getDate());

// The months that can be chosen: those with a day before last week that is kept.
export const months = (at) =>
  [0, 1, 2, 3]
    .map((ago) => monthName(day(at.getFullYear(), at.getMonth() - ago, 1)))
    .filter((when) => isKept(when, at) && period(when)[0] < daysFrom(monday(at), -7));

// Why it may be a good moment to talk: none, "often", "heavy" or both. A month that is partly within counts.
export const reasons = (kept, at) => {
  const since = daysFrom(at, -OFTEN_DAYS);
  const often = kept.filter((one) => period(one.when)[1] >= since).length >= OFTEN;
  const heavy = kept.some((one) => one.how === "heavy");
  return [...(often ? ["often"] : []), ...(heavy ? ["heavy"] : [])];
};

// What is left of what stands in the browser: nothing that is old, and nothing that we did not write.
export const sound = (text, at) => {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(read)) return [];
  return read
    .filter((one) => WHEN.test(one?.when) && HOW.includes(one.how) && /^\w*$/.test(one.what) && isKept(one.when, at))
    .map(({ when, what, how }) => ({ when, what, how }));
};

// --- the browser's own storage: throws where it is not allowed ---------------------------------------------

// What is kept, latest first; null as long as it is off.
const read = (at) => {
  const text = localStorage.getItem(KEY);
  if (text === null) return null;
  const kept = sound(text, at);
  if (JSON.stringify(kept) !== text) write(kept);
  return [...kept].sort((a, b) => period(b.when)[1] - period(a.when)[1]);
};
const write = (kept) => localStorage.setItem(KEY, JSON.stringify(kept));
const changed = (change) => (at) => {
  const kept = read(at);
  if (kept !== null) write(change(kept)); // turned off meanwhile, in another tab: then it stays off
};
const erase = () => localStorage.removeItem(KEY);
const same = (one) => (other) => JSON.stringify(one) === JSON.stringify(other);

// --- the page --------------------------------------------------------------------------------------------

const language = document.documentElement.lang;
const fill = (words, name, when, options) =>
  words.replace(`{${name}}`, period(when)[0].toLocaleDateString(language, options));
const inMonth = (words, when) => fill(words, "month", when, { month: "long" });
const weekOf = (words, when) => fill(words, "day", when, { day: "numeric", month: "long" });

const start = (root) => {
  const find = (what) => root.querySelector(what);
  const make = (what) => find(`template[data-${what}]`).content.cloneNode(true);
  const place = find("[data-place]");
  let state = "";
  let shown = [];
  let piles = false;
  let waiting = 0;

  const say = (...whats) => {
    const line = find("[data-said]");
    const words = whats.map((what) => line.dataset[what]).join(" ");
    line.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(() => (line.textContent = words), 100); // the same words twice are said twice
  };

  const turnTo = (name) => {
    state = name;
    piles = false;
    place.replaceChildren(make(`state="${name}"`));
    if (name === "on") offerPeriods(new Date());
  };

  const offerPeriods = (at) => {
    const [now, before, earlier] = find("[data-when]").options;
    now.value = week(at);
    before.value = week(at, 1);
    for (const when of months(at)) earlier.before(new Option(inMonth(earlier.text, when), when));
    earlier.remove();
  };

  const nameOf = (when) => {
    const field = find("[data-when]");
    const near = [...field.options].slice(0, 2).find((option) => option.value === when);
    if (near) return near.text;
    return when.length > 7 ? weekOf(field.dataset.weekOf, when) : inMonth(field.dataset.inMonth, when);
  };

  const describe = ({ what, how }) => {
    const kind = [...find("[data-what]").options].find((option) => what && option.value === what);
    const felt = find(`[data-how] input[value="${how}"]`).closest("label").textContent.trim();
    return kind ? `${kind.text} · ${felt.toLocaleLowerCase(language)}` : felt;
  };

  const drawList = () => {
    find("[data-nothing]").hidden = shown.length > 0;
    const count = find("[data-count]");
    count.hidden = shown.length === 0;
    count.textContent = count.dataset.words.replace("{count}", shown.length);
    find("[data-list]").replaceChildren(
      ...shown.map((one, number) => {
        const line = make("one").firstElementChild;
        line.querySelector("[data-one-when]").textContent = nameOf(one.when);
        line.querySelector("[data-one-what]").textContent = describe(one);
        line.querySelector("[data-one-which]").textContent = ` ${nameOf(one.when)}, ${describe(one)}`;
        line.querySelector("button").dataset.number = number;
        return line;
      }),
    );
  };

  const drawTalk = (at) => {
    const because = [...reasons(shown, at), ...(piles ? ["said"] : [])];
    const talk = find("[data-place-to-talk]");
    if (!talk.firstElementChild) talk.append(make("talk"));
    for (const line of talk.querySelectorAll("[data-because]")) line.hidden = !because.includes(line.dataset.because);
    talk.hidden = because.length === 0;
  };

  // Look what there is after this change, and show that. What cannot be kept is said, whatever was asked.
  const show = (change) => {
    const at = new Date();
    let kept;
    try {
      change?.(at);
      kept = read(at);
    } catch {
      turnTo("broken");
      return;
    }
    if (kept === null) {
      if (state === "" || state === "on") turnTo("off");
      return;
    }
    if (state !== "on") turnTo("on");
    shown = kept;
    drawList();
    drawTalk(at);
  };

  // The same, and say what was done; if that makes it a moment to talk, say and show that too.
  const tell = (change, what) => {
    const silent = find("[data-place-to-talk]").hidden;
    show(change);
    if (state !== "on") return moveTo("[data-heading]");
    const talk = find("[data-place-to-talk]");
    if (talk.hidden || !silent) return say(...what);
    talk.scrollIntoView({ block: "nearest" });
    return say(...what, "talk");
  };

  const moveTo = (what) => find(what)?.focus();

  const add = (form) => {
    const chosen = form.querySelector("[data-how] :checked");
    complain(form.querySelector("[data-how]"), chosen === null);
    if (!chosen) return;
    const one = {
      when: form.querySelector("[data-when]").value,
      what: form.querySelector("[data-what]").value,
      how: chosen.value,
    };
    form.reset();
    tell(changed((kept) => [...kept, one]), ["added"]);
  };

  const complain = (group, wrong) => {
    const error = group.querySelector(".k-field__error");
    error.hidden = !wrong;
    if (!wrong) return group.removeAttribute("aria-describedby");
    group.setAttribute("aria-describedby", error.id);
    return group.querySelector("input").focus();
  };

  const remove = (one) => {
    const without = (kept) => kept.filter((_other, index) => index !== kept.findIndex(same(one)));
    tell(changed(without), ["removed"]);
    moveTo("[data-list-heading]");
  };

  const deeds = {
    "turn-on": () => {
      show((at) => write(read(at) ?? []));
      moveTo("[data-heading]");
    },
    "stay-off": () => {
      turnTo("shared");
      moveTo("[data-heading]");
    },
    back: () => {
      turnTo("off");
      moveTo("[data-heading]");
    },
    say: () => tell(() => (piles = true), []),
    remove: (button) => remove(shown[Number(button.dataset.number)]),
    erase: () => {
      show(erase);
      moveTo("[data-heading]");
      if (state !== "off") return;
      find("[data-erased]").hidden = false;
      say("erased");
    },
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do](button);
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    add(event.target);
  });
  // Another tab, or back from the browser's own cache.
  window.addEventListener("storage", () => show());
  window.addEventListener("pageshow", (event) => event.persisted && show());
  show();
};

const root = document.querySelector("[data-device]");
if (root) start(root);
