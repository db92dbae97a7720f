// A button beside the links to a chart's files: it copies the SVG that the link holds, so that what
// is pasted is the file itself and not the page's copy of it. Without this script there is no button.
// What the button says comes from the page, in the page's language.
(() => {
  const SVG = 'a[href^="data:image/svg"]'

  const svgOf = (row) =>
    decodeURIComponent(row.querySelector(SVG).href.replace(/^[^,]*,/, ""))

  const byHand = (text) => {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    document.body.append(area)
    area.select()
    const done = document.execCommand("copy")
    area.remove()
    if (!done) throw new Error("not copied")
  }

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text) // refused where the page is not trusted with it
    } catch {
      byHand(text)
    }
  }

  const mount = () => {
    for (const row of document.querySelectorAll(".dg-take")) {
      if (row.querySelector("button") || !row.querySelector(SVG)) continue
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = row.dataset.copy
      button.setAttribute("aria-live", "polite")
      button.addEventListener("click", async () => {
        try {
          await copy(svgOf(row))
          button.textContent = row.dataset.copied
        } catch {
          button.textContent = row.dataset.failed
        }
        button.focus()
        setTimeout(() => { button.textContent = row.dataset.copy }, 2500)
      })
      row.append(button)
    }
  }

  mount()
  if (window.document$) document$.subscribe(mount) // the theme's instant navigation brings a new page
})()
