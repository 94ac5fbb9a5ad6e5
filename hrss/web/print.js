// Charts are drawn for the window. On paper they shrink to their place instead of being
// cut: while the page is printed, their drawings are told their size and may scale.
(() => {
  const drawn = [];
  const shrink = () => {
    restore();
    for (const plot of document.querySelectorAll(".svg-container")) {
      const { width, height } = plot.style;
      if (!width.endsWith("px") || !height.endsWith("px")) continue;
      drawn.push([plot, plot.getAttribute("style")]);
      for (const layer of plot.querySelectorAll(":scope > .main-svg")) {
        layer.setAttribute("viewBox", `0 0 ${parseFloat(width)} ${parseFloat(height)}`);
      }
      plot.style.maxWidth = width;
      plot.style.width = "100%";
      plot.style.aspectRatio = `${parseFloat(width)} / ${parseFloat(height)}`;
      plot.style.height = "auto";
    }
  };
  const restore = () => {
    for (const [plot, style] of drawn.splice(0)) {
      plot.setAttribute("style", style);
      for (const layer of plot.querySelectorAll(":scope > .main-svg")) {
        layer.removeAttribute("viewBox");
      }
    }
  };
  addEventListener("beforeprint", shrink);
  addEventListener("afterprint", restore);
})();
