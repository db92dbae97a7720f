// The link to the other language leads to the same page and section. The theme's instant navigation
// changes the page but not the header, so the link is set anew at each step. Who follows it has
// chosen: the next visit that begins at the home page begins in that language. A link to any other
// page keeps the language that it was given with.
(() => {
  const CHOSEN = "dg-language"
  const link = document.querySelector("a.dg-language")
  if (!link) return

  const store = (storage, value) => {
    try {
      if (value === undefined) return window[storage].getItem(CHOSEN)
      window[storage].setItem(CHOSEN, value)
    } catch {} // a browser may keep nothing
    return null
  }
  const first = !store("sessionStorage") && !document.referrer.startsWith(location.origin + "/")
  store("sessionStorage", "seen")
  link.addEventListener("click", () => store("localStorage", link.lang))
  if (!link.dataset.here) return

  const here = new URL(link.dataset.here, location).href
  const there = new URL(link.dataset.there, location).href
  const refresh = () => {
    const { href } = location
    if (href.startsWith(here)) link.href = there + href.slice(here.length)
  }
  refresh()
  const home = [here, `${here}index.html`].includes(location.href) && !("inner" in link.dataset)
  if (first && home && store("localStorage") === link.lang) location.replace(link.href)
  addEventListener("hashchange", refresh)
  link.addEventListener("focus", refresh)
  link.addEventListener("pointerenter", refresh) // the theme writes #section while one scrolls
  if (window.document$) document$.subscribe(refresh)
})()
