// Brings documents alive: what a quote rests on, when it is pointed at, tapped or reached with the keyboard, and the quotes
// of one speaker alone. It listens to whole trees and looks for what it needs when it needs it: nothing is done for each
// quote beforehand, so that a text may have any number of them. Text is only ever set as text.
(() => {
  "use strict";
  if (globalThis.inquitView) return;

  const PATTERNS = {
    "verb-before": "The cue is a verb, and what is reported stands behind it: “she said that …”.",
    "verb-after": "The cue is a verb, and what is reported stands before or around it: “…, she said”.",
    "according-to": "The cue is a phrase with the source behind it: “according to …”.",
    "words": "The cue is a phrase: “in her words”, “as she put it”.",
    "noun": "The cue is a noun: “her claim that …”.",
    "colon": "A colon leads to the quotation.",
    "turn": "The paragraph begins with a name and a colon, as in an interview.",
    "dash": "A dash and a name sign the quotation.",
    "bare": "The quotation stands without a cue.",
  };
  const RESOLUTIONS = {
    "name": "The source is a name.",
    "role": "The source is a description, which the text ties to a name.",
    "pronoun": "The source is a pronoun, which fits the speaker.",
    "turn": "No source is given: the speaker follows from the quotes around it.",
    "unnamed": "The text doesn’t name the source: its own words stand for the speaker.",
  };

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };
  const button = (className, text, label) => {
    const element = make("button", className, text);
    element.type = "button";
    if (label) element.setAttribute("aria-label", label);
    return element;
  };
  const fragment = (node) => node.closest?.(".inquit");

  // The card: one for all, which moves to where it is needed.
  const card = make("div", "iq-card");
  card.id = "inquit-card";
  card.setAttribute("role", "tooltip");
  let shown = null; // the number that it belongs to
  let near = null; // what it stands beside
  let sought = null; // the number that is being scrolled to
  let later = 0;

  const hide = () => {
    clearTimeout(later);
    sought = null;
    if (!shown) return;
    for (const part of fragment(shown).querySelectorAll(".iq-on")) part.classList.remove("iq-on");
    shown.removeAttribute("aria-describedby");
    shown = near = null;
    card.remove();
  };

  const quoted = (text) => (text ? `“${text}”` : "none");

  const fill = (who) => {
    const { kind, act, cue, source, sure, pattern, resolution, speaker, s } = who.dataset;
    const name = make("bdi", "", s === "0" ? "No speaker" : who.querySelector(".iq-by").textContent);
    const why = [PATTERNS[pattern] ?? pattern, RESOLUTIONS[resolution] ?? resolution];
    if (!resolution) why[1] = source ? "Whom the source means by name isn’t told." : "Nobody is credited with it.";
    const bar = (sure) => {
      const bar = make("span", "iq-sure");
      bar.style.setProperty("--sure", `${sure}%`);
      return bar;
    };
    const rows = [
      ["Cue", make("bdi", "", quoted(cue))],
      ["Source", make("bdi", "", quoted(source))],
      ["Confidence", `${sure} %`, bar(sure)],
      ["Why", ...why.map((reason) => make("p", "", reason))],
    ];
    if (speaker) rows.splice(3, 0, ["Speaker", `${speaker} %`, bar(speaker)]);
    const list = make("dl", "");
    for (const [term, ...values] of rows) list.append(make("dt", "", term), make("dd", "", ...values));
    card.replaceChildren(make("strong", "", name), make("span", "iq-sort", `${kind} · ${act}`), list);
    card.classList.toggle("iq-none", s === "0");
    card.style.setProperty("--h", getComputedStyle(who).getPropertyValue("--h"));
  };

  // Below what it belongs to if there is room, else above; on small screens the style puts it at the foot.
  const place = () => {
    if (!near?.isConnected) return hide();
    const { left, top, bottom } = near.rect?.() ?? near.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) return sought ? undefined : hide();
    const { width, height } = card.getBoundingClientRect();
    const below = bottom + 8 + height <= innerHeight || top < height + 8;
    card.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
    card.style.top = `${below ? bottom + 8 : top - height - 8}px`;
  };

  const show = (who, beside = who) => {
    clearTimeout(later);
    if (shown !== who) {
      hide();
      shown = who;
      fill(who);
      const root = fragment(who);
      root.append(card);
      // To the top layer, where nothing around the fragment cuts it off.
      if (card.showPopover) {
        card.popover = "manual";
        card.showPopover();
      }
      for (const part of root.querySelectorAll(`[data-q="${who.dataset.q}"]`)) part.classList.add("iq-on");
      who.setAttribute("aria-describedby", card.id);
    }
    near = beside;
    place();
  };

  // Back to the quote that has the focus, if one has.
  const leave = () => {
    const focused = shown?.getRootNode().activeElement;
    if (!focused?.matches(".iq-who")) hide();
    else if (focused !== shown) show(focused);
  };

  const numberOf = (part) => fragment(part)?.querySelector(`.iq-who[data-q="${part.dataset.q}"]`);

  // The first of the numbers that the tab key reaches is the one last looked at.
  const remember = (who) => {
    for (const other of fragment(who).querySelectorAll('.iq-who[tabindex="0"]')) other.tabIndex = -1;
    who.tabIndex = 0;
  };

  // Keeps in view what was scrolled to, for some frames: what is laid out only now moves it.
  const settle = (who, frames) => {
    requestAnimationFrame(() => {
      if (sought !== who) return;
      const { top, bottom } = who.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) who.scrollIntoView({ block: "center" });
      place();
      if (frames > 1) settle(who, frames - 1);
      else sought = null;
    });
  };

  const reach = (who) => {
    remember(who);
    who.scrollIntoView({ block: "center" });
    show(who);
    sought = who;
    settle(who, 8);
    const bar = fragment(who).querySelector(".iq-bar output");
    if (!bar) return;
    const theirs = [...fragment(who).querySelectorAll(".iq-who.iq-theirs")];
    if (theirs.includes(who)) bar.textContent = `${theirs.indexOf(who) + 1} of ${theirs.length}`;
  };

  const open = (root) => [...root.querySelectorAll(root.dataset.only === undefined ? ".iq-who" : ".iq-who.iq-theirs")];

  // From the number last looked at to another of those that are shown.
  const step = (root, by) => {
    const numbers = open(root);
    const at = numbers.findIndex((who) => who.tabIndex === 0);
    const to = at < 0 ? 0 : Math.max(0, Math.min(at + by, numbers.length - 1));
    if (numbers[to]) reach(numbers[to]);
    return numbers[to];
  };

  const select = (root, number) => {
    hide();
    for (const part of root.querySelectorAll(".iq-theirs")) part.classList.remove("iq-theirs");
    for (const pressed of root.querySelectorAll('.iq-speaker[aria-pressed="true"]')) pressed.ariaPressed = "false";
    root.querySelector(".iq-bar")?.remove();
    delete root.dataset.only;
    const row = number === null ? null : root.querySelector(`.iq-row[data-s="${Number(number)}"]`);
    if (!row) return;
    root.dataset.only = row.dataset.s;
    for (const part of root.querySelectorAll(`.iq-text [data-s="${row.dataset.s}"]`)) part.classList.add("iq-theirs");
    row.querySelector(".iq-speaker").ariaPressed = "true";
    const numbers = open(root);
    if (numbers[0]) remember(numbers[0]);
    const count = make("output", "", numbers.length === 1 ? "1 quote" : `1 of ${numbers.length}`);
    const steps = [button("iq-step", "‹", "Previous quote"), count, button("iq-step", "›", "Next quote")];
    steps[0].dataset.by = "-1";
    steps[2].dataset.by = "1";
    row.append(make("div", "iq-bar", ...steps, button("iq-all", "Show all")));
  };

  const clicked = (event) => {
    const { target } = event;
    const root = fragment(target);
    if (!root) return hide();
    const speaker = target.closest(".iq-speaker");
    const line = target.closest(".iq-line");
    if (speaker) {
      const number = speaker.closest(".iq-row").dataset.s;
      select(root, root.dataset.only === number ? null : number);
    } else if (line) {
      const { left, width } = line.getBoundingClientRect();
      const at = ((event.clientX - left) / width) * 1000;
      const far = (who) => Math.abs(Number(who.dataset.at) - at);
      const numbers = [...root.querySelectorAll(`.iq-who[data-s="${line.closest(".iq-row").dataset.s}"]`)];
      const nearest = numbers.reduce((best, who) => (best && far(best) <= far(who) ? best : who), null);
      if (!nearest) return;
      if (root.dataset.only !== undefined && root.dataset.only !== nearest.dataset.s) select(root, nearest.dataset.s);
      nearest.focus({ preventScroll: true });
      reach(nearest);
    } else if (target.closest(".iq-step")) {
      step(root, Number(target.closest(".iq-step").dataset.by));
    } else if (target.closest(".iq-all")) {
      const pressed = root.querySelector('.iq-speaker[aria-pressed="true"]');
      select(root, null);
      pressed?.focus();
    } else if (target.closest("[data-q]")) {
      // Whoever marks text doesn't ask.
      if (!getSelection()?.isCollapsed) return;
      const part = target.closest("[data-q]");
      const who = numberOf(part);
      if (!who || (root.dataset.only !== undefined && !who.matches(".iq-theirs"))) return;
      who.focus({ preventScroll: true });
      show(who, beside(part, event));
    } else if (!target.closest(".iq-card")) {
      hide();
    }
  };

  // The line of a part that the pointer is on.
  const beside = (part, { clientX, clientY }) => {
    const at = [...part.getClientRects()].findIndex((rect) => rect.top <= clientY && clientY <= rect.bottom);
    const rect = () => {
      const line = part.getClientRects()[Math.max(at, 0)] ?? part.getBoundingClientRect();
      return { left: clientX - 24, top: line.top, bottom: line.bottom };
    };
    return { rect, get isConnected() { return part.isConnected; } };
  };

  const over = (event) => {
    if (event.pointerType === "touch") return;
    if (event.target.closest?.(".iq-card")) return clearTimeout(later);
    const part = event.target.closest?.(".iq-text [data-q]");
    const who = part && numberOf(part);
    clearTimeout(later);
    if (!who || (fragment(who).dataset.only !== undefined && !who.matches(".iq-theirs"))) {
      if (shown) later = setTimeout(leave, 250);
    } else if (shown !== who) {
      later = setTimeout(show, 120, who, part === who ? who : beside(part, event));
    }
  };

  const focused = (event) => {
    if (!event.target.matches?.(".iq-who")) return;
    remember(event.target);
    show(event.target);
  };

  const blurred = (event) => {
    if (event.target === shown) hide();
  };

  const MOVES = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };
  const pressed = (event) => {
    const root = fragment(event.target) ?? (shown && fragment(shown));
    if (event.key === "Escape" && root) {
      if (shown) hide();
      else if (root.dataset.only !== undefined) select(root, null);
    } else if (event.key in MOVES && event.target.matches?.(".iq-who") && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // In a text from right to left the left arrow leads on.
      const turned = getComputedStyle(event.target.closest("[dir]")).direction === "rtl" && /Left|Right/.test(event.key);
      step(root, turned ? -MOVES[event.key] : MOVES[event.key])?.focus({ preventScroll: true });
    }
  };

  // A tree within one that is listened to already would hear everything twice.
  const heard = new WeakSet();
  const once = (listener) => (event) => {
    if (heard.has(event)) return;
    heard.add(event);
    listener(event);
  };
  const active = new WeakSet();
  const activate = (node = document) => {
    if (active.has(node)) return;
    active.add(node);
    const listeners = { click: clicked, pointerover: over, focusin: focused, focusout: blurred, keydown: pressed };
    for (const [name, listener] of Object.entries(listeners)) node.addEventListener(name, once(listener));
  };

  let waiting = false;
  const moved = () => {
    if (!shown || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (shown) place();
    });
  };
  addEventListener("scroll", moved, { capture: true, passive: true });
  addEventListener("resize", moved, { passive: true });

  globalThis.inquitView = Object.freeze({ activate, select });
  activate();
})();
