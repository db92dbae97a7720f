// Where it begins: at once, after each step of a theme's instant navigation, and by a link to a step.

const linked = () => /^#walk=([\w-]+)&step=(\d+)$/.exec(location.hash)
const write = (hash) => history.replaceState(history.state, "", `#${hash}`)

const playerOf = (figure) => (figure.dgPlayer ??= new Player(figure))

// A link that names a step: open what the figure is in, the figure, and the step.
const follow = () => {
  const [, id, step] = linked() ?? []
  const figure = id && document.getElementById(id)
  if (!figure?.querySelector(".dg-moments")) return
  for (let at = figure.parentElement; at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true
    // Material's tabs: the n-th label opens the n-th block.
    if (!at.matches(".tabbed-block")) continue
    const tab = [...at.parentElement.children].indexOf(at)
    at.closest(".tabbed-set").querySelectorAll(":scope > input")[tab].checked = true
  }
  const player = playerOf(figure)
  if (player.is && player.step === Number(step)) return
  player.details.open = true
  player.open()
  player.pause()
  player.stage.scrollIntoView()
  player.go(Number(step))
  player.stage.focus({ preventScroll: true })
}

// Each figure of the page gets what it lacks: this may be run again at any time.
const mount = () => {
  const kit = document.querySelector(".dg-kit")
  if (!kit) return
  offerLarge(kit)
  for (const walk of document.querySelectorAll(".dg-moments")) {
    const figure = walk.parentElement
    if (figure.matches(".dg-can-walk")) continue
    figure.classList.add("dg-can-walk")
    let details = figure.querySelector(".dg-steps")
    if (!details) {
      details = element("details")
      details.className = "dg-steps"
      details.append(element("summary", kit.dataset.steps))
      figure.querySelector("details, .dg-moments").before(details)
    }
    details.addEventListener("toggle", () => {
      const player = playerOf(figure)
      if (details.open === !!player.is) return
      if (!details.open) return player.close()
      player.open()
      player.scrub.focus({ preventScroll: true })
    })
  }
  follow()
}

// Inlined, it is run again on each page.
if (window.dgWalk) return window.dgWalk()
window.dgWalk = mount
if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount)
else mount()
// The theme's instant navigation brings a new page.
window.document$?.subscribe(mount)
addEventListener("hashchange", follow)
