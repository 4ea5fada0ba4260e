// Small comforts. Every page is complete without this file: nothing here shows, hides or orders what is written.
(function () {
  "use strict";
  var root = document.documentElement;

  // What a reader chose stays on the reader's device; private windows may refuse it, which is no fault.
  function recall(key) {
    try { return localStorage.getItem("concord-" + key); } catch (error) { return null; }
  }
  function keep(key, value) {
    try {
      if (value === null) localStorage.removeItem("concord-" + key);
      else localStorage.setItem("concord-" + key, value);
    } catch (error) { /* not kept: the page works the same */ }
  }
  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // Light or dark before the first paint, so that nothing flashes.
  function wear(theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
  }
  wear(recall("theme"));

  // Sparing before the first paint too: pictures and faces wait until they are asked for. The reader has said so, or else
  // the device asks for little. See section 13 of the styles; without script they do the same alone.
  function isSparing() {
    var said = recall("pictures"), line = navigator.connection;
    return said ? said === "asked" : !!(line && line.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;
  }
  function spare() { root.toggleAttribute("data-sparing", isSparing()); }
  spare();

  // The faces of this page are asked for now and not when its words are laid out: a face that comes after the first paint
  // breaks lines elsewhere, and the page moves under the reader. Where it is sparing, none of ours is in the list.
  if (document.fonts) {
    document.fonts.load("1em " + getComputedStyle(root).fontFamily, document.title).catch(function () { /* the device's own serve */ });
  }

  function offerSparing() {
    each("[data-pictures]", function (box) {
      Array.prototype.forEach.call(box.querySelectorAll("input"), function (input) {
        input.checked = (input.value === "asked") === isSparing();
        input.addEventListener("change", function () { keep("pictures", input.value); spare(); });
      });
      box.hidden = false;
    });
    // One picture: the file that the link names and no other, in the place of the words.
    each(".wait a", function (link) {
      link.addEventListener("click", function (event) {
        var wait = link.closest(".wait"), box = wait.previousElementSibling, image = box.querySelector("img");
        event.preventDefault();
        Array.prototype.forEach.call(box.querySelectorAll("source"), function (source) { source.remove(); });
        image.removeAttribute("srcset");
        image.src = link.href;
        image.tabIndex = -1;
        box.classList.add("asked");
        wait.remove();
        image.focus();
      });
    });
  }

  function offerThemes() {
    each("[data-themes]", function (box) {
      var chosen = recall("theme") || "device";
      Array.prototype.forEach.call(box.querySelectorAll("input"), function (input) {
        input.checked = input.value === chosen;
        input.addEventListener("change", function () {
          keep("theme", input.value === "device" ? null : input.value);
          wear(input.value);
        });
      });
      box.hidden = false;
    });
  }

  // Parallel pages: the same languages stay ticked on the next page. Kept by language tag, never by place.
  function rememberLanguages() {
    var boxes = document.querySelectorAll(".choose input");
    var unticked = (recall("hidden-languages") || "").split(" ");
    function save() {
      var off = Array.prototype.filter.call(boxes, function (box) { return !box.checked; });
      keep("hidden-languages", off.length ? off.map(function (box) { return box.value; }).join(" ") : null);
    }
    Array.prototype.forEach.call(boxes, function (box) {
      if (unticked.indexOf(box.value) >= 0) box.checked = false;
      box.addEventListener("change", save);
    });
  }

  // Paper holds everything: browsers that cannot open disclosures for print by style alone get them opened here.
  var opened = [];
  function openAll() {
    each("details:not([open])", function (box) { box.open = true; opened.push(box); });
  }
  function closeAgain() {
    opened.splice(0).forEach(function (box) { box.open = false; });
  }

  // A link into a closed disclosure opens it.
  function reveal() {
    var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var box = place && place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (place) place.scrollIntoView();
  }
  function tryReveal() {
    try { reveal(); } catch (error) { /* a hash that is no name leads nowhere */ }
  }

  document.addEventListener("DOMContentLoaded", function () {
    offerThemes();
    offerSparing();
    rememberLanguages();
    if (location.hash) tryReveal();
  });
  window.addEventListener("hashchange", tryReveal);
  window.addEventListener("beforeprint", openAll);
  window.addEventListener("afterprint", closeAgain);
})();
