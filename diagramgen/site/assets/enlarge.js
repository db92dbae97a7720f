// A chart that is small on a phone becomes large in a dialog: the same <svg>, moved there and back.

const enlarge = (figure, kit) => {
  const svg = [...figure.querySelectorAll("svg[aria-labelledby]")].find((one) => one.checkVisibility())
  const dialog = kit.content.querySelector("dialog").cloneNode(true)
  const large = dialog.querySelector(".dg-large")
  const place = document.createElement("div")
  place.style.height = `${svg.getBoundingClientRect().height}px` // the page stays where it is
  svg.replaceWith(place)
  large.append(svg)
  figure.append(dialog)
  dialog.showModal()
  let scale = 1
  const size = (by) => {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = large
    const middle = [(scrollLeft + clientWidth / 2) / scale, (scrollTop + clientHeight / 2) / scale]
    scale = Math.max(1, Math.min(scale * by, 4))
    svg.style.width = `${scale * clientWidth}px`
    large.scrollTo(middle[0] * scale - clientWidth / 2, middle[1] * scale - clientHeight / 2)
  }
  size(1.5)
  large.scrollTo(0, 0)
  dialog.addEventListener("click", ({ target }) => {
    const does = target.closest("[data-do]")?.dataset.do
    if (does === "close") dialog.close()
    else if (does) size(does === "larger" ? 1.4 : 1 / 1.4)
  })
  dialog.addEventListener("close", () => {
    svg.style.width = ""
    place.replaceWith(svg)
    dialog.remove()
  })
}

const offerLarge = (kit) => {
  for (const figure of document.querySelectorAll(".dg-figure:has(svg[aria-labelledby]):not(.dg-can-zoom)")) {
    figure.classList.add("dg-can-zoom")
    const button = kit.content.querySelector("[data-do=enlarge]").cloneNode(true)
    button.addEventListener("click", () => enlarge(figure, kit))
    const below = ":scope > :is(.dg-take, details, .dg-moments, figcaption)"
    figure.insertBefore(button, figure.querySelector(below))
  }
}
