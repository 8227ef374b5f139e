// Search, tabs, the tree and the theme. Without it, everything can still be read.
(() => {
  "use strict";
  const page = document.documentElement;
  const root = page.dataset.root;
  page.classList.add("js");

  // Some browsers keep nothing for pages of a file.
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* It is only comfort. */ } };

  const theme = kept("sdk-theme");
  if (theme) page.dataset.theme = theme;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const load = (file) => new Promise((done, failed) => {
    document.head.append(make("script", { src: root + "assets/" + file, onload: done, onerror: failed }));
  });

  function themes() {
    document.querySelector(".theme").addEventListener("click", () => {
      const dark = page.dataset.theme ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      page.dataset.theme = dark ? "light" : "dark";
      keep("sdk-theme", page.dataset.theme);
    });
  }

  function menu() {
    const button = document.querySelector(".menu");
    const set = (open) => {
      page.classList.toggle("menu-open", open);
      button.setAttribute("aria-expanded", open);
    };
    button.addEventListener("click", () => set(!page.classList.contains("menu-open")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && page.classList.contains("menu-open")) { set(false); button.focus(); }
    });
  }

  // Tabs: arrows move between them, and a choice counts for all of the same group.
  function choose(tabs, index) {
    const buttons = tabs.querySelectorAll("[role=tab]");
    const panels = tabs.querySelectorAll("[role=tabpanel]");
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", at === index);
      button.tabIndex = at === index ? 0 : -1;
      panels[at].classList.toggle("shown", at === index);
    });
  }

  function chooseByName(group, name) {
    for (const tabs of document.querySelectorAll(`.tabs[data-group="${group}"]`)) {
      const names = [...tabs.querySelectorAll("[role=tab]")].map((tab) => tab.textContent);
      if (names.includes(name)) choose(tabs, names.indexOf(name));
    }
  }

  function tabs() {
    for (const tabs of document.querySelectorAll(".tabs")) {
      const group = tabs.dataset.group;
      const buttons = [...tabs.querySelectorAll("[role=tab]")];
      const pick = (index) => {
        choose(tabs, index);
        if (group === "request") {
          keep("sdk-language", buttons[index].textContent);
          chooseByName(group, buttons[index].textContent);
        }
      };
      buttons.forEach((button, index) => {
        button.addEventListener("click", () => pick(index));
        button.addEventListener("keydown", (event) => {
          const steps = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: buttons.length - 1 };
          if (!(event.key in steps)) return;
          event.preventDefault();
          const next = (steps[event.key] + buttons.length) % buttons.length;
          pick(next);
          buttons[next].focus();
        });
      });
    }
    const language = kept("sdk-language");
    if (language) chooseByName("request", language);
  }

  function copying() {
    document.addEventListener("click", async (event) => {
      const button = event.target.closest(".copy");
      if (!button) return;
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        getSelection().selectAllChildren(code);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }

  // What an address names may stand in a branch that is closed.
  function reveal() {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* No address of ours. */ }
    if (!target) return;
    for (let above = target.parentElement; above; above = above.parentElement) {
      if (above.localName === "details") above.open = true;
    }
    target.scrollIntoView();
  }

  // The tree: a page has its own branch, the others are made when they are opened.
  function method(name) {
    const badge = make("span", { className: "method", textContent: name === "DELETE" ? "DEL" : name });
    badge.dataset.method = name;
    return badge;
  }

  // A button before the link of a branch, and a list for what is below it.
  function withToggle(item) {
    const link = item.querySelector("a");
    let list = item.querySelector("ul");
    const toggle = make("button", { type: "button", className: "toggle" });
    toggle.setAttribute("aria-label", link.textContent);
    toggle.setAttribute("aria-expanded", list !== null);
    list ??= make("ul", { id: "branch-" + item.dataset.branch, hidden: true });
    toggle.setAttribute("aria-controls", list.id);
    item.append(make("div", { className: "line" }, toggle, link), list);
    return item;
  }

  function branch(index) {
    const [label, file] = window.sdkTree[index];
    const item = make("li", {}, make("a", { href: `${root}api/${file}.html`, textContent: label }));
    item.dataset.branch = index;
    return withToggle(item);
  }

  function fill(list, index) {
    const [, , below, operations] = window.sdkTree[index];
    list.append(...below.map(branch));
    for (const [verb, label, file] of operations) {
      const link = make("a", { className: "leaf", href: `${root}api/${file}.html` }, method(verb), make("span", { textContent: label }));
      list.append(make("li", {}, link));
    }
  }

  let treeLoaded;
  function tree() {
    const side = document.getElementById("side");
    side.querySelectorAll("[data-branch]").forEach(withToggle);
    side.addEventListener("click", async (event) => {
      const toggle = event.target.closest(".toggle");
      if (!toggle) return;
      const item = toggle.closest("li");
      const list = item.querySelector("ul");
      const open = toggle.getAttribute("aria-expanded") !== "true";
      if (open && !list.children.length) {
        treeLoaded ??= load("tree.js");
        await treeLoaded;
        if (!list.children.length) fill(list, Number(item.dataset.branch));
      }
      toggle.setAttribute("aria-expanded", open);
      list.hidden = !open;
    });
    side.addEventListener("keydown", (event) => {
      const links = [...side.querySelectorAll("a")].filter((link) => link.offsetParent);
      const at = links.indexOf(document.activeElement);
      const next = { ArrowDown: links[at + 1], ArrowUp: links[at - 1] }[event.key];
      if (at >= 0 && next) { event.preventDefault(); next.focus(); }
    });
    const here = side.querySelector("[aria-current]");
    if (!here) return;
    const below = here.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom;
    if (below > -60) side.scrollTop += below + side.clientHeight / 2;
  }

  // Search: all words have to be found somewhere in an entry; names count more than sentences.
  const entries = [];
  function addPart(part) {
    for (const [kind, name, detail, text, file] of window["sdkIndex" + part]) {
      const own = name.toLowerCase();
      const words = own.replaceAll(/[_.]/g, " ");
      const path = detail.split(" ")[1]?.toLowerCase();
      entries.push({ kind, name, detail, text, file, own, words, path, all: `${own} ${words} ${detail} ${text}`.toLowerCase() });
    }
  }

  function find(question) {
    const terms = question.toLowerCase().split(/\s+/).filter(Boolean);
    const whole = terms.join(" ");
    const found = [];
    for (const entry of entries) {
      let score = entry.kind === "o" ? 2 : entry.kind === "r" ? 3 : 0;
      let all = true;
      for (const term of terms) {
        const at = entry.all.indexOf(term);
        if (at < 0) { all = false; break; }
        const inName = entry.words.indexOf(term);
        if (inName >= 0) score += inName === 0 || entry.words[inName - 1] === " " ? 12 : 6;
        else score += entry.detail.toLowerCase().includes(term) ? 4 : 1;
      }
      if (!all) continue;
      if (entry.own === whole || entry.words.endsWith(whole)) score += 20;
      if (entry.path === whole) score += 30;
      found.push([score - entry.name.length / 50, entry]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 30).map(([, entry]) => entry);
  }

  function marked(text, terms) {
    const parts = [];
    const lower = text.toLowerCase();
    let from = 0;
    while (from < text.length) {
      let at = -1, length = 0;
      for (const term of terms) {
        const next = lower.indexOf(term, from);
        if (next >= 0 && (at < 0 || next < at)) { at = next; length = term.length; }
      }
      if (at < 0) break;
      parts.push(text.slice(from, at), make("mark", { textContent: text.slice(at, at + length) }));
      from = at + length;
    }
    parts.push(text.slice(from));
    return parts;
  }

  const KINDS = { o: "operation", r: "resource", m: "model" };
  function result(entry, index, terms) {
    const folder = entry.kind === "m" ? "models" : "api";
    const item = make("li", { id: "result-" + index });
    item.dataset.href = `${root}${folder}/${entry.file}.html`;
    item.append(make("span", { className: "sort", textContent: KINDS[entry.kind] }), make("b", {}, ...marked(entry.name, terms)));
    if (entry.detail) item.append(make("small", { className: "at" }, ...marked(entry.detail, terms)));
    if (entry.text) item.append(make("small", {}, ...marked(entry.text, terms)));
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    return item;
  }

  function search() {
    const input = document.getElementById("search");
    const list = document.getElementById("results");
    const said = document.getElementById("said");
    let selected = -1;

    const select = (index) => {
      const items = [...list.children];
      items[selected]?.setAttribute("aria-selected", "false");
      selected = items.length ? (index + items.length) % items.length : -1;
      const item = items[selected];
      if (!item) { input.removeAttribute("aria-activedescendant"); return; }
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    };
    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", open);
    };
    const answer = () => {
      const question = input.value.trim();
      const start = performance.now();
      const found = question ? find(question) : [];
      const terms = question.toLowerCase().split(/\s+/).filter(Boolean);
      list.replaceChildren(...found.map((entry, index) => result(entry, index, terms)));
      page.dataset.searchMilliseconds = (performance.now() - start).toFixed(1);
      said.textContent = question ? `${found.length} results` : "";
      show(found.length > 0);
      selected = -1;
      select(0);
    };
    let loading;
    const ready = () => {
      loading ??= (async () => {
        for (let part = 0; part < Number(page.dataset.parts); part += 1) {
          await load(`search-${part}.js`);
          addPart(part);
          if (input.value) answer();
        }
        page.dataset.searchReady = "true";
      })();
    };
    input.addEventListener("focus", ready);
    input.addEventListener("input", answer);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        select(selected + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && selected >= 0) {
        location.href = list.children[selected].dataset.href;
      } else if (event.key === "Escape") {
        show(false);
        input.value = "";
        input.blur();
      }
    });
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) location.href = item.dataset.href;
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".search")) show(false);
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(input|textarea|select)$/i.test(event.target.localName ?? "");
      if (!typing && (event.key === "/" || (event.key === "k" && (event.metaKey || event.ctrlKey)))) {
        event.preventDefault();
        input.focus();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    themes();
    menu();
    tabs();
    copying();
    tree();
    search();
    reveal();
  });
  addEventListener("hashchange", reveal);
})();
