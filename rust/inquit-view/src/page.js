// The list of documents and speakers of a page: search, and one speaker in all documents.
(() => {
  "use strict";
  const list = document.querySelector(".iq-list");
  if (!list) return;
  // It is written last, when all documents are known, and read first.
  document.querySelector("main").before(list);

  const documents = [...list.querySelectorAll(".iq-documents > li")].map((item) => ({
    item,
    article: document.getElementById(`d${item.dataset.d}`),
    text: null,
  }));
  const speakers = [...list.querySelectorAll(".iq-everyone > li")];

  // Without accents and capitals.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const SKIP = { acceptNode: (node) => (node.parentElement.closest(".iq-who") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT) };
  // The id, the text, and who speaks in it; read once, when first asked for.
  const textOf = (entry) => {
    if (entry.text === null) {
      const parts = [entry.item.querySelector("bdi").textContent, "\n"];
      const words = document.createTreeWalker(entry.article.querySelector(".iq-text"), NodeFilter.SHOW_TEXT, SKIP);
      while (words.nextNode()) parts.push(words.currentNode.data);
      for (const name of entry.article.querySelectorAll(".iq-speaker bdi")) parts.push("\n", name.textContent);
      entry.text = folded(parts.join(""));
    }
    return entry.text;
  };

  const input = document.createElement("input");
  input.type = "search";
  input.autocomplete = "off";
  const label = document.createElement("label");
  label.append("Search in texts and names", input);
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const find = document.createElement("div");
  find.className = "iq-find";
  find.append(label, status);
  list.prepend(find);

  let across = null; // the button that is pressed
  const apply = () => {
    const words = folded(input.value).trim();
    const numbers = new Map(across ? across.dataset.in.split(" ").map((pair) => pair.split(":")) : []);
    let seen = 0;
    for (const entry of documents) {
      const number = across ? numbers.get(entry.item.dataset.d) : null;
      const shown = number !== undefined && (!words || textOf(entry).includes(words));
      seen += shown;
      entry.item.hidden = entry.article.hidden = !shown;
      const root = entry.article.querySelector(".inquit");
      if (number && root.dataset.across !== number) {
        globalThis.inquitView.select(root, number);
        root.dataset.across = number;
      } else if (!number && root.dataset.across) {
        globalThis.inquitView.select(root, null);
        delete root.dataset.across;
      }
    }
    for (const item of speakers) {
      const button = item.querySelector("button");
      item.hidden = button !== across && words !== "" && !folded(button.textContent).includes(words);
    }
    const all = documents.length;
    status.textContent = !words && !across ? "" : seen === 0 ? "Nothing found" : `${seen} of ${all} documents`;
    if (!words && !across) return;
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "Show all";
    clear.addEventListener("click", () => {
      input.value = "";
      press(null);
      input.focus();
    });
    status.append(" ", clear);
  };

  const press = (button) => {
    if (across) across.ariaPressed = "false";
    across = button;
    if (across) across.ariaPressed = "true";
    apply();
  };

  let later = 0;
  input.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(apply, 120);
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".iq-across");
    if (button) press(button === across ? null : button);
  });
})();
