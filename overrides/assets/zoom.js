// Looks closely at a picture, or at two together. The viewer is fetched when a reader asks for it; until then, and without
// it, every link leads to the picture itself.
(function () {
  "use strict";
  var dialog = document.getElementById("closer");
  if (!dialog || !dialog.showModal) return;
  var panes = dialog.querySelector(".closer-panes");
  var failed = dialog.querySelector(".closer-failed");
  var opened = [];
  var asked = null;

  // The viewer would write a style of its own into the page, which the page's policy forbids; an element of this name
  // tells it that it has done so. It is in no language of styles, and says nothing.
  function calm() {
    var mark = document.createElementNS("urn:concord", "style");
    mark.setAttribute("data-openseadragon-mobile-css", "true");
    document.head.appendChild(mark);
  }

  function fetchViewer() {
    if (!asked) {
      asked = new Promise(function (resolve, reject) {
        calm();
        var script = document.createElement("script");
        script.src = dialog.dataset.viewer;
        script.onload = resolve;
        script.onerror = reject;
        document.head.appendChild(script);
      });
    }
    return asked;
  }

  function describe(link) {
    var width = Number(link.dataset.width), height = Number(link.dataset.height);
    if (!link.dataset.tiles) return { type: "image", url: link.href, buildPyramid: false };
    return {
      "@context": "http://iiif.io/api/image/3/context.json",
      id: new URL(link.dataset.tiles, location.href).href,
      type: "ImageService3", protocol: "http://iiif.io/api/image", profile: "level0",
      width: width, height: height,
      tiles: [{ width: 512, height: 512, scaleFactors: link.dataset.factors.split(" ").map(Number) }]
    };
  }

  function open(link) {
    var figure = link.closest("figure"), image = figure.querySelector("img");
    var pane = document.createElement("figure"), box = document.createElement("div");
    var caption = document.createElement("figcaption");
    box.className = "closer-box";
    caption.className = "small";
    caption.appendChild(figure.querySelector("figcaption span").cloneNode(true)).removeAttribute("id");
    pane.appendChild(box);
    pane.appendChild(caption);
    panes.appendChild(pane);
    var still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    var viewer = window.OpenSeadragon({
      element: box, tileSources: describe(link), drawer: "canvas", crossOriginPolicy: false,
      showNavigationControl: false, showNavigator: false, immediateRender: still, animationTime: still ? 0 : .3,
      visibilityRatio: 1, constrainDuringPan: true, minZoomImageRatio: 1, maxZoomPixelRatio: 2,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      gestureSettingsTouch: { flickEnabled: !still }
    });
    // What a screen reader is told: the picture's own words, in their language, and how to move.
    viewer.canvas.setAttribute("role", "application");
    viewer.canvas.setAttribute("aria-label", image.alt);
    viewer.canvas.setAttribute("aria-describedby", "closer-hint");
    if (image.lang) viewer.canvas.lang = image.lang;
    // Only what the hint names: no letter turns or mirrors a picture.
    viewer.addHandler("canvas-key", function (event) {
      if (!/^(Arrow|[-+=_0]$)/.test(event.originalEvent.key)) event.preventDefaultAction = true;
    });
    viewer.addHandler("open-failed", fail.bind(null, link));
    return viewer;
  }

  // Both move as one. Sizes are told against the whole and places against the picture's own edges, so that two pictures of
  // different shape stay together.
  function tie(one, other) {
    var busy = false;
    function follow(from, to) {
      return function () {
        if (busy || !from.viewport || !to.world.getItemCount() || !from.world.getItemCount()) return;
        busy = true;
        var a = from.world.getItemAt(0).getBounds(), b = to.world.getItemAt(0).getBounds();
        var center = from.viewport.getCenter();
        var size = from.viewport.getZoom() / from.viewport.getHomeZoom() * to.viewport.getHomeZoom();
        to.viewport.zoomTo(size, null, true);
        to.viewport.panTo(new window.OpenSeadragon.Point(center.x / a.width * b.width, center.y / a.height * b.height), true);
        busy = false;
      };
    }
    [[one, other], [other, one]].forEach(function (pair) {
      pair[0].addHandler("zoom", follow(pair[0], pair[1]));
      pair[0].addHandler("pan", follow(pair[0], pair[1]));
    });
  }

  function fail(link) {
    failed.textContent = failed.dataset.failed;
    location.href = link.href;
  }

  function show(links) {
    fetchViewer().then(function () {
      failed.textContent = "";
      dialog.classList.toggle("closer-two", links.length === 2);
      dialog.showModal();
      opened = links.map(open);
      if (opened.length === 2) tie(opened[0], opened[1]);
    }).catch(fail.bind(null, links[0]));
  }

  function clear() {
    opened.splice(0).forEach(function (viewer) { viewer.destroy(); });
    panes.textContent = "";
  }

  var acts = {
    in: function () { opened.slice(0, 1).forEach(function (one) { one.viewport.zoomBy(1.5); one.viewport.applyConstraints(); }); },
    out: function () { opened.slice(0, 1).forEach(function (one) { one.viewport.zoomBy(1 / 1.5); one.viewport.applyConstraints(); }); },
    // Two at once: while one still moves it would take the other along.
    whole: function () { opened.forEach(function (one) { one.viewport.goHome(opened.length === 2); }); },
    close: function () { dialog.close(); }
  };

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-closer]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show([link]);
  });
  dialog.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
  });
  dialog.addEventListener("close", clear);

  var compare = document.getElementById("compare");
  if (compare) {
    var boxes = Array.prototype.slice.call(compare.querySelectorAll("input"));
    var said = compare.querySelector("[role=status]");
    if (boxes.length === 2) boxes.forEach(function (box) { box.checked = true; });
    compare.querySelector("button").addEventListener("click", function () {
      var chosen = boxes.filter(function (box) { return box.checked; });
      said.textContent = chosen.length === 2 ? "" : said.dataset.few;
      if (chosen.length !== 2) return;
      show(chosen.map(function (box) { return document.querySelector('a[data-closer="' + box.value + '"]'); }));
    });
    compare.hidden = false;
  }
})();
