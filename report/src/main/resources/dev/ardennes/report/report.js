(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const narrow = window.matchMedia("(max-width: 56rem)");
  const byId = (id) => document.getElementById(id);
  const panelOf = (button) => byId(button.getAttribute("aria-controls"));
  const openButton = (path) => path.querySelector('button[aria-expanded="true"]');

  // Lines that stand elsewhere in the document already are copied when a step is opened.
  function fill(panel) {
    for (const link of panel.querySelectorAll("a[data-lines]")) {
      const lines = byId(link.dataset.lines);
      if (lines) {
        const copy = lines.cloneNode(true);
        copy.removeAttribute("id");
        link.closest(".where").append(copy);
      }
      link.removeAttribute("data-lines");
    }
  }

  // Beneath the step where steps stand in one column, else beneath the whole path.
  function place(button) {
    const panel = panelOf(button);
    const stop = button.closest(".stop");
    if (narrow.matches) stop.append(panel);
    else if (stop.contains(panel)) button.closest(".path").append(panel);
  }

  function close(button) {
    button.setAttribute("aria-expanded", "false");
    panelOf(button).classList.remove("open");
  }

  function open(button) {
    const path = button.closest(".path");
    const other = openButton(path);
    if (other) close(other);
    path.open = true;
    const panel = panelOf(button);
    fill(panel);
    place(button);
    panel.classList.add("open");
    button.setAttribute("aria-expanded", "true");
  }

  function toHash() {
    const id = decodeURIComponent(location.hash.slice(1));
    const at = id && byId(id);
    if (!at) return;
    const path = at.closest(".path");
    if (path) {
      path.hidden = false;
      path.open = true;
    }
    const button = at.matches(".stop") && at.querySelector("button[aria-controls]");
    if (button) {
      open(button);
      button.focus({ preventScroll: true });
    }
    at.scrollIntoView({ block: "start", inline: "nearest" });
  }

  function filters(form) {
    const paths = [...document.querySelectorAll(".path")];
    const texts = new Map();
    const textOf = (path) => {
      if (!texts.has(path)) texts.set(path, path.textContent.toLowerCase());
      return texts.get(path);
    };
    const count = byId("count");
    const none = byId("none");
    function apply() {
      const { target, entry, technique, text } = form.elements;
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const path of paths) {
        const fits =
          (!target.value || path.dataset.target === target.value) &&
          (!entry.value || path.dataset.entry === entry.value) &&
          (!technique.value || path.dataset.techniques.split(" ").includes(technique.value)) &&
          words.every((word) => textOf(path).includes(word));
        path.hidden = !fits;
        if (fits) shown++;
      }
      count.textContent = shown === paths.length ? `${shown} shown` : `${shown} of ${paths.length} shown`;
      none.hidden = shown > 0;
    }
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button[aria-controls]");
      if (button) {
        if (button.getAttribute("aria-expanded") === "true") close(button);
        else open(button);
        return;
      }
      if (event.target.closest("button.close")) {
        const opener = openButton(event.target.closest(".path"));
        close(opener);
        opener.focus();
      }
      const link = event.target.closest('a[href^="#"]');
      if (link && link.getAttribute("href") === location.hash) setTimeout(toHash);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const path = event.target.closest && event.target.closest(".path");
      const opener = path && openButton(path);
      if (opener) {
        close(opener);
        opener.focus();
      }
    });
    narrow.addEventListener("change", () => {
      for (const button of document.querySelectorAll('button[aria-expanded="true"]')) place(button);
    });
    window.addEventListener("hashchange", toHash);
    window.addEventListener("beforeprint", () => {
      for (const path of document.querySelectorAll(".path")) path.open = true;
      for (const panel of document.querySelectorAll(".detail")) fill(panel);
    });
    const form = byId("filters");
    if (form) filters(form);
    toHash();
  });
})();
