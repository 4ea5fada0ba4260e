// Follows a recording through its transcript: marks what is being heard, and plays from a line that a reader chooses.
// Nothing scrolls and nothing is fetched by itself; without this script the text stands as it is.
(function () {
  "use strict";

  // Between two captions nothing is said; then the last one stays marked no longer than it lasts.
  function find(lines, time) {
    return lines.find(function (line) { return line.start <= time && time < line.end; });
  }

  function follow(figure) {
    var player = figure.querySelector("audio, video");
    var list = figure.querySelector(".cues");
    if (!player || !list) return;
    var marked = null;
    var lines = Array.prototype.map.call(list.children, function (item) {
      return { item: item, start: Number(item.dataset.start), end: Number(item.dataset.end) };
    });

    // Captions in the page's language, once: from then on the reader's choice in the player holds.
    function showCaptions() {
      player.removeEventListener("play", showCaptions);
      var own = player.querySelector("track[data-own]");
      var chosen = Array.prototype.some.call(player.textTracks, function (track) { return track.mode === "showing"; });
      if (own && !chosen) own.track.mode = "showing";
    }

    function mark() {
      var line = player.paused && player.currentTime === 0 ? null : find(lines, player.currentTime);
      var item = line ? line.item : null;
      if (item === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (item) item.setAttribute("aria-current", "true");
      marked = item;
    }

    function jump(line) {
      // Before anything is fetched this is where playing begins. A little inside, so that rounding stays in this line.
      player.currentTime = line.start + 0.001;
      mark();
      var started = player.play();
      // What a browser refuses to play it says in the player itself.
      if (started) started.catch(function () {});
    }

    lines.forEach(function (line) {
      var clock = line.item.querySelector(".clock");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "clock";
      button.dir = "ltr";
      button.textContent = clock.textContent;
      button.setAttribute("aria-label", list.dataset.jump.replace("{}", clock.textContent));
      button.addEventListener("click", function () { jump(line); });
      clock.replaceWith(button);
    });
    // Pictures of a film tell the time more often than a sound does.
    ["timeupdate", "seeked", "ended", "play"].forEach(function (name) { player.addEventListener(name, mark); });
    player.addEventListener("play", showCaptions);
    player.addEventListener("play", function () {
      document.querySelectorAll(".recording audio, .recording video").forEach(function (other) {
        if (other !== player) other.pause();
      });
    });
  }

  document.querySelectorAll(".recording").forEach(follow);
})();
