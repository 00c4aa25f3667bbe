// Keys and zoom. Every page works without this file.
"use strict";

(() => {
  const stops = () => [...document.querySelectorAll("[data-stop]")].filter((one) => one.offsetParent !== null);
  let here = -1;

  const go = (step) => {
    const all = stops();
    if (all.length === 0) return;
    here = Math.min(Math.max(here + step, 0), all.length - 1);
    const stop = all[here];
    stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
  };

  const open = () => {
    const stop = stops()[here];
    const link = stop && (stop.querySelector("a[data-open]") || stop.querySelector("a[href]"));
    if (link) link.click();
  };

  const show = (selector, inside) => {
    const part = document.querySelector(selector);
    if (!part) return;
    part.open = inside ? true : !part.open;
    const first = part.querySelector(inside || "summary");
    if (first) first.focus();
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: open,
    "/": () => document.getElementById("q").focus(),
    f: () => show("details.menu", "input, select"),
    "?": () => show("#keys"),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // The drawing of a timeline, wider by steps: dots and days move apart, letters keep their size.
  for (const figure of document.querySelectorAll("figure[data-zoom]")) {
    const svg = figure.querySelector("svg");
    const scroll = figure.querySelector(".scroll");
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const names = Math.min(...[...svg.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cx"))));
    const placed = [];
    for (const part of svg.querySelectorAll("circle, line, g.days text")) {
      for (const name of ["cx", "x", "x1", "x2"]) {
        const value = part.getAttribute(name);
        if (value !== null && Number(value) >= names) placed.push([part, name, Number(value)]);
      }
    }
    let zoom = 1;
    const set = (next) => {
      const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
      zoom = Math.min(Math.max(next, 1), 32);
      for (const [part, name, value] of placed) part.setAttribute(name, String(names + (value - names) * zoom));
      const wide = names + (width - names) * zoom;
      svg.setAttribute("viewBox", `0 0 ${wide} ${height}`);
      svg.style.width = zoom === 1 ? "" : `${(wide / width) * 100}%`;
      svg.style.minWidth = zoom === 1 ? "" : `${wide * 0.74}px`;
      scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
    };
    const buttons = document.createElement("p");
    buttons.className = "zoom";
    const labels = (document.documentElement.lang === "id" ? ["Perkecil", "Perbesar"] : ["Zoom out", "Zoom in"]);
    [["−", 0.5], ["+", 2]].forEach(([sign, by], at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", labels[at]);
      button.addEventListener("click", () => set(zoom * by));
      buttons.append(button);
    });
    figure.append(buttons);
    scroll.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      set(zoom * (event.deltaY < 0 ? 1.25 : 0.8));
    }, { passive: false });
  }
})();
