// The link to the other language leads to the same page and section. The theme's instant navigation
// changes the page but not the header, so the link is set anew at each step.
(() => {
  const link = document.querySelector("a.dg-language[data-here]")
  if (!link) return
  const here = new URL(link.dataset.here, location).href
  const there = new URL(link.dataset.there, location).href
  const refresh = () => {
    const { href } = location
    if (href.startsWith(here)) link.href = there + href.slice(here.length)
  }
  refresh()
  addEventListener("hashchange", refresh)
  link.addEventListener("focus", refresh)
  link.addEventListener("pointerenter", refresh) // the theme writes #section while one scrolls
  if (window.document$) document$.subscribe(refresh)
})()
