/** Keeps the files of the page, all of one version, so that it opens without a network. */

// Both are written when the page is built.
const VERSION = "";
const FILES = [];

const NAME = `inquit ${registration.scope} `;

addEventListener("install", (event) => {
  // Asked for anew, lest an older one be kept among them.
  const files = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(NAME + VERSION).then((cache) => cache.addAll(files)));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(NAME) && name !== NAME + VERSION;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const kept = caches.open(NAME + VERSION).then((cache) => cache.match(event.request, { ignoreSearch: true }));
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
